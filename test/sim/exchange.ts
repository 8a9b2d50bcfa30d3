import type {FeedEvent, Headline, Trade} from '../../src/core/events.ts';
import {type Instant, instant, SECOND} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {Random} from '../../src/feeds/synthetic/seeded-random.ts';
import type {Weather} from './weather.ts';

const SYMBOL = ticker('AMZN');
/** Events may be told this much later than they happened, and so out of order. */
const MOST_LATE = 0.8 * SECOND;

export type Published = {readonly event: Trade | Headline; readonly key: string; readonly publishedAt: number};

const tradeOf = (id: number, at: Instant): Trade => ({
  kind: 'trade',
  at,
  receivedAt: at,
  symbol: SYMBOL,
  id,
  venue: 'Q',
  tape: 'C',
  price: 100,
  size: 1,
  conditions: [],
});

const headlineOf = (id: number, at: Instant): Headline => ({
  kind: 'headline',
  at,
  receivedAt: at,
  id: String(id),
  updatedAt: at,
  headline: '',
  summary: '',
  content: '',
  author: '',
  source: '',
  url: '',
  symbols: [],
});

/** The key by which the judge counts; not the client's own. */
export const truthKey = (event: FeedEvent): string => ('id' in event ? `${event.kind}${event.id}` : '');

/** The truth: what happens in the market, one event after another. `origin` is the instant at which the world begins. */
export const createExchange = (random: Random, {stream}: Weather, origin: Instant) => {
  const published: Published[] = [];
  const meanWait = (stream === 'stock' ? 1.2 : 14) * SECOND;
  return {
    published,
    /** The next event, told at `now`. */
    publish: (now: number): Published => {
      const last = published.at(-1);
      const own = instant(origin + now - Math.floor(random() * MOST_LATE));
      const at = last !== undefined && last.publishedAt > now - SECOND && random() < 0.2 ? last.event.at : own;
      const id = published.length + 1;
      const event = stream === 'stock' ? tradeOf(id, at) : headlineOf(id, at);
      const next = {event, key: truthKey(event), publishedAt: now};
      published.push(next);
      return next;
    },
    /** How long nothing happens then: now and then several things happen at once. */
    pause: (): number => (random() < 0.15 ? 0 : Math.floor(random() * 2 * meanWait)),
  };
};
