import type {FeedStatus} from '../../core/events.ts';
import type {UpstreamState} from './relay-words.ts';

/** How each of a relay's own connections is, by the last that it said. */
export type UpstreamBoard = {
  /** Takes what a connection says of itself; whether that changed anything. */
  readonly take: (status: FeedStatus) => boolean;
  readonly states: () => readonly UpstreamState[];
};

export const createUpstreamBoard = (): UpstreamBoard => {
  const states = new Map<string, UpstreamState>();
  return {
    take: ({topic, feed, state, message, retryAt}) => {
      if (topic !== 'state') return false;
      states.set(feed, {feed, state, message, ...(retryAt === undefined ? {} : {retryAt})});
      return true;
    },
    states: () => [...states.values()],
  };
};
