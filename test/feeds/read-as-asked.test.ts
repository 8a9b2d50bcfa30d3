import {expect, test} from 'vitest';
import {fromMillis} from '../../src/core/instant.ts';
import {parseTradingDate, type TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {RawMessage} from '../../src/engine/ports.ts';
import {createAskedReader} from '../../src/feeds/recording/read-as-asked.ts';
import {sessionMessage} from '../../src/tape/recording/session-line.ts';

const receivedAt = fromMillis(Date.UTC(2026, 0, 30, 15));
const message = (channel: string, text: string): RawMessage => ({
  receivedAt,
  channel,
  data: Buffer.from(text),
  binary: false,
});
const news = (id: number, symbols: readonly string[]) => ({
  T: 'n',
  id,
  headline: `Story ${id}`,
  created_at: '2026-01-30T14:59:00Z',
  symbols,
});

test('a record of all news is read as it was shown, and one of what was wanted whole', () => {
  const read = createAskedReader();
  const ids = (raw: RawMessage): readonly unknown[] | undefined =>
    read(raw)?.events.flatMap(event => (event.kind === 'headline' ? [event.headline] : []));
  const symbols = ['AMZN', 'MSFT'].map(ticker);
  const session = {provider: 'alpaca', source: 'iex', symbols, date: parseTradingDate('2026-01-30') as TradingDate};
  expect(read(sessionMessage(session, receivedAt))?.events).toEqual([]);
  const frame = JSON.stringify([news(1, ['AMZN']), news(2, ['XOM']), news(3, []), news(4, ['SPY', 'DIA'])]);
  expect(ids(message('alpaca/news', frame))).toEqual(['Story 1', 'Story 3', 'Story 4']);
  const release = '<rss><item><title>Exxon (NYSE: XOM) speaks to the Fed</title><guid>7</guid></item></rss>';
  expect(ids(message('rss/fed', release))).toEqual(['Exxon (NYSE: XOM) speaks to the Fed']);
  expect(read(message('nobody/news', frame))).toBeUndefined();
});
