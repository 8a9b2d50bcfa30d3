import type {FeedEvent} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import type {RawMessage} from '../../engine/ports.ts';
import type {Provider} from '../provider.ts';
import {readGap} from '../recorded-message.ts';
import {checkedUrl} from '../socket-url.ts';
import {PRICES_CHANNEL, tickerOf, yahooName} from './names.ts';
import {createPricesFeed} from './prices-feed.ts';

const STREAM_URL = 'wss://streamer.finance.yahoo.com';
/** Names past this are dropped on the other side without a word. */
const MOST_SYMBOLS = 100;

/** The decoder brings a library along that nobody else needs: it is loaded when the first one does. */
let decoder: typeof import('./decode-pricing.ts') | undefined;
const prepare = async (): Promise<void> => {
  decoder ??= await import('./decode-pricing.ts');
};

const recordedEvents = (message: RawMessage): readonly FeedEvent[] => {
  const {channel, data, receivedAt} = message;
  if (channel === 'yahoo/gap') return readGap(message);
  return channel === PRICES_CHANNEL ? (decoder?.readFrame(Buffer.from(data).toString('utf8'), receivedAt) ?? []) : [];
};

/**
 * The stream behind Yahoo's own pages: prices about once a second, no prints, no key and no promise. It is documented
 * nowhere and meant for Yahoo's pages; what is known of it is what others have seen.
 * @see https://github.com/ranaroussi/yfinance
 */
export const YAHOO: Provider = {
  name: 'yahoo',
  title: 'Yahoo',
  halves: ['prices'],
  sources: ['unofficial'],
  room: {unofficial: MOST_SYMBOLS},
  hosts: [STREAM_URL],
  notice: 'unofficial, for personal use only: looks at prices about once a second, no prints, nothing fills a gap',
  open: ({symbols, host, since, clock, chance, tap}) => {
    if (symbols.length === 0)
      throw new Fault('usage', 'Yahoo has to be told which names', {remedy: 'name them: --symbols AMZN,MSFT'});
    if (symbols.length > MOST_SYMBOLS)
      throw new Fault('usage', `Yahoo tells of ${MOST_SYMBOLS} names, and ${symbols.length} are asked for`, {
        remedy: 'watch fewer symbols',
      });
    const strange = symbols.find(symbol => tickerOf(yahooName(symbol)) !== symbol);
    if (strange !== undefined)
      throw new Fault('usage', `${strange} is Yahoo’s way to write ${tickerOf(strange)}`, {
        remedy: `name it ${tickerOf(strange)}`,
      });
    const streamUrl = checkedUrl(host ?? STREAM_URL, 'wss:', 'ws:').href;
    return {
      feed: createPricesFeed({streamUrl, symbols, since, clock, chance, tap}),
      account: undefined,
      earlier: undefined,
    };
  },
  prepare,
  readRecorded: message => ({events: recordedEvents(message), history: []}),
};
