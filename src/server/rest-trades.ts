import type {TapeEvent, Trade} from '../core/events.ts';
import {type Instant, instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {writeInstantText} from '../feeds/alpaca/impersonate-json.ts';
import type {EventSource} from './served-day.ts';

/** A print as the record has it later: with what became of it. */
export type AmendedTrade = {readonly trade: Trade; readonly update: 'canceled' | 'incorrect' | 'corrected' | undefined};

/** One trade in the vendor's words. */
export const restTrade = ({trade, update}: AmendedTrade): Readonly<Record<string, unknown>> => ({
  t: writeInstantText(trade.at),
  x: trade.venue,
  p: trade.price,
  s: trade.size,
  c: trade.conditions,
  i: trade.id,
  z: trade.tape,
  ...(update === undefined ? {} : {u: update}),
});

export type TradesQuery = {
  readonly symbols: readonly Ticker[];
  readonly start: Instant;
  readonly end: Instant;
  /** Only what was known by then, amendments too. */
  readonly known: Instant;
};

const keyOf = (event: {symbol: Ticker; venue: string; tape: string}, id: number): string =>
  `${event.symbol} ${event.tape} ${event.venue} ${id}`;

/** Every print of the names in [start, end] that was known, by name and then by time. */
export const tradesOf = async (source: EventSource, query: TradesQuery): Promise<readonly AmendedTrade[]> => {
  const {start, end, known} = query;
  const wanted = new Set(query.symbols);
  const found: AmendedTrade[] = [];
  const places = new Map<string, number>();

  const add = (trade: Trade, update: AmendedTrade['update']): void => {
    if (trade.at < start || trade.at > end) return;
    places.set(keyOf(trade, trade.id), found.length);
    found.push({trade, update});
  };
  const amend = (key: string, update: AmendedTrade['update']): Trade | undefined => {
    const place = places.get(key);
    const entry = place === undefined ? undefined : found[place];
    if (place === undefined || entry === undefined) return undefined;
    found[place] = {trade: entry.trade, update};
    return entry.trade;
  };
  const take = (event: TapeEvent): void => {
    if (event.kind === 'trade') {
      if (wanted.has(event.symbol)) add(event, undefined);
    } else if (event.kind === 'cancel') {
      amend(keyOf(event, event.id), 'canceled');
    } else if (event.kind === 'correction') {
      const original = amend(keyOf(event, event.originalId), 'incorrect');
      if (original === undefined) return;
      add({...original, ...event.corrected, id: event.correctedId, receivedAt: event.receivedAt}, 'corrected');
    }
  };

  /** Nothing is known before it happens, so the tape is read from `start` on. */
  for await (const batch of source.read({after: instant(start - 1), until: known}))
    for (const event of batch) take(event);
  return found.sort((a, b) =>
    a.trade.symbol === b.trade.symbol ? a.trade.at - b.trade.at : a.trade.symbol < b.trade.symbol ? -1 : 1,
  );
};
