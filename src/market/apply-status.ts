import type {FeedStatus} from '../core/events.ts';
import {assertNever} from '../core/fault.ts';
import {type Market, rewindMarket} from './market.ts';
import type {FeedHealth} from './snapshot.ts';

/** What the engine is called among the connections, when something is wrong with it. */
export const ENGINE_FEED = 'engine';

/** A connection that has said nothing yet. */
export const unheard = (feed: string): FeedHealth => ({
  feed,
  state: 'idle',
  message: '',
  code: undefined,
  retryAt: undefined,
  heardAt: undefined,
  events: 0,
  stateAt: undefined,
  lastTrouble: undefined,
  bad: 0,
  leftOut: 0,
  reconnects: 0,
  gaps: [],
});

/** Folds what a connection says of itself; a rewind takes the whole market back to the day's beginning. */
export const applyStatus = (market: Market, status: FeedStatus): void => {
  market.changed.feeds = true;
  if (status.topic === 'rewind') {
    rewindMarket(market);
    return;
  }
  const before = market.feeds.get(status.feed) ?? unheard(status.feed);
  const heard = {...before, heardAt: status.receivedAt, events: before.events + 1};
  market.feeds.set(status.feed, afterStatus(heard, status));
};

const isTrouble = ({state}: FeedStatus): boolean => state === 'retrying' || state === 'stopped';

const afterStatus = (health: FeedHealth, status: FeedStatus): FeedHealth => {
  switch (status.topic) {
    case 'state':
      return {
        ...health,
        state: status.state,
        message: status.message,
        code: status.code,
        retryAt: status.retryAt,
        stateAt: status.state === health.state ? (health.stateAt ?? status.receivedAt) : status.receivedAt,
        lastTrouble: isTrouble(status)
          ? {at: status.receivedAt, message: status.message, code: status.code}
          : health.lastTrouble,
        reconnects: health.reconnects + (status.state === 'retrying' && health.state !== 'retrying' ? 1 : 0),
      };
    case 'left-out':
      return {...health, message: status.message, leftOut: health.leftOut + (status.count ?? 0)};
    case 'bad':
      return {...health, bad: health.bad + 1};
    case 'gap':
      return {...health, gaps: [...health.gaps, {from: status.from ?? status.at, to: status.at}]};
    case 'filled':
      return {...health, gaps: health.gaps.filter(({from}) => from < (status.from ?? status.at))};
    case 'rewind':
      return health;
    default:
      return assertNever(status.topic);
  }
};
