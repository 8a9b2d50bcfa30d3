import type {FeedStatus} from '../../core/events.ts';
import {between, type Instant, seconds} from '../../core/instant.ts';
import type {RelayState, UpstreamState} from '../relay/relay-words.ts';
import {createRelayedStates} from '../relay/relayed-states.ts';

/** A relay speaks every few seconds: one that has not for so long is dead. */
const SILENCE_LIMIT = seconds(15);

/** The better a state the lower: a stream that one of several relays has is there. */
const RANK: Readonly<Record<UpstreamState['state'], number>> = {
  live: 0,
  idle: 1,
  connecting: 2,
  retrying: 3,
  ended: 4,
  stopped: 5,
};

/** The relays that speak on a bus. */
export type RelaysHeard = {
  /** A relay said how it is. */
  readonly take: (relay: string, state: RelayState, at: Instant) => void;
  /** What there is to say of their connections at `now`. `behind`: not all that is on the bus was heard yet. */
  readonly statuses: (behind: boolean, now: Instant) => readonly FeedStatus[];
  /** The bus itself is not heard. */
  readonly lose: (why: string, now: Instant) => readonly FeedStatus[];
  readonly alive: (now: Instant) => readonly RelayState[];
};

export const createRelaysHeard = (): RelaysHeard => {
  const relays = new Map<string, {readonly state: RelayState; readonly at: Instant}>();
  const states = createRelayedStates();

  const alive = (now: Instant): readonly RelayState[] =>
    [...relays.values()].filter(({at}) => between(at, now) < SILENCE_LIMIT).map(({state}) => state);

  return {
    take: (relay, state, at) => {
      for (const [name, heard] of relays) if (between(heard.at, at) >= SILENCE_LIMIT) relays.delete(name);
      relays.set(relay, {state, at});
    },
    alive,
    statuses: (behind, now) => {
      const heard = alive(now);
      if (heard.length === 0) return states.lose('no relay is heard on the bus', now);
      const best = new Map<string, UpstreamState>();
      for (const feed of heard.flatMap(({feeds}) => feeds)) {
        const known = best.get(feed.feed);
        if (known === undefined || RANK[feed.state] < RANK[known.state]) best.set(feed.feed, feed);
      }
      return states.hear([...best.values()], behind, now);
    },
    lose: states.lose,
  };
};
