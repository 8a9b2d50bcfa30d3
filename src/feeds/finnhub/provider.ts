import type {FeedEvent} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import type {Feed, RawMessage} from '../../engine/ports.ts';
import {mergeFeeds, type NamedFeed} from '../merge-feeds.ts';
import {createPolledFeed} from '../polling/polled-feed.ts';
import type {Provider} from '../provider.ts';
import {readGap} from '../recorded-message.ts';
import {checkedUrl} from '../socket-url.ts';
import {decodeNews, NEWS_CHANNEL} from './decode-news.ts';
import {readFrame, TRADES_CHANNEL} from './decode-trades.ts';
import {createNewsSource} from './news-source.ts';
import {createTradesFeed} from './trades-feed.ts';

const STREAM_URL = 'wss://ws.finnhub.io';
const REST_URL = 'https://finnhub.io';

const recordedEvents = (message: RawMessage): readonly FeedEvent[] => {
  const {channel, data, receivedAt} = message;
  if (channel === 'finnhub/gap') return readGap(message);
  const text = Buffer.from(data).toString('utf8');
  if (channel === TRADES_CHANNEL) return readFrame(text, receivedAt).events;
  return channel === NEWS_CHANNEL ? decodeNews(text, receivedAt) : [];
};

/**
 * Trades of United States listings by WebSocket, about fifty names to who pays nothing, and articles on each name by REST.
 * @see https://finnhub.io/docs/api/websocket-trades
 */
export const FINNHUB: Provider = {
  name: 'finnhub',
  title: 'Finnhub',
  halves: ['prices', 'news'],
  sources: ['trades'],
  room: {trades: 50},
  hosts: [STREAM_URL, REST_URL],
  open: ({halves, symbols, host, keys, since, pricesSince = since, clock, chance, tap}) => {
    if (symbols.length === 0)
      throw new Fault('usage', 'Finnhub has to be told which names', {remedy: 'name them: --symbols AMZN,MSFT'});
    const streamUrl = checkedUrl(host ?? STREAM_URL, 'wss:', 'ws:').href;
    /** Each time that it begins with the key as it is then. */
    const feed: Feed = signal => {
      const common = {key: keys['key'] ?? '', symbols, since, clock, tap};
      const feeds: NamedFeed[] = [];
      if (halves.includes('prices'))
        feeds.push({name: TRADES_CHANNEL, feed: createTradesFeed({...common, since: pricesSince, streamUrl, chance})});
      if (halves.includes('news')) {
        const source = createNewsSource({...common, restUrl: host?.replace(/^ws/, 'http') ?? REST_URL});
        feeds.push({name: NEWS_CHANNEL, feed: createPolledFeed({sources: [source], clock, chance})});
      }
      return mergeFeeds(feeds, clock)(signal);
    };
    return {
      feed,
      account: {keyId: keys['key'] ?? '', urls: halves.includes('prices') ? [streamUrl] : []},
      earlier: undefined,
    };
  },
  readRecorded: message => ({events: recordedEvents(message), history: []}),
};
