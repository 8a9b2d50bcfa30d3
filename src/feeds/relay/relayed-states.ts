import type {FeedStatus} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import type {RelayState, UpstreamState} from './relay-words.ts';

/** What is known here of a relay's own connections, and what there is to say of them. */
export type RelayedStates = {
  /**
   * The relay said how it is: what it no longer tells of is lost. `behind`: not all that it has was heard yet, so that
   * nothing here is live.
   */
  readonly hear: (feeds: RelayState['feeds'], behind: boolean, now: Instant) => readonly FeedStatus[];
  /** The relay is not heard any more: whatever it said last, nothing comes now. */
  readonly lose: (why: string, now: Instant) => readonly FeedStatus[];
};

const sameAs = (a: UpstreamState | undefined, b: UpstreamState): boolean =>
  a !== undefined && a.state === b.state && a.message === b.message && a.retryAt === b.retryAt;

/** Names of connections that are kept for good, whoever makes up more. */
const MOST_FEEDS = 256;

/** Says each change once, in the names of the relay's connections: to a screen they are its own. */
export const createRelayedStates = (): RelayedStates => {
  const said = new Map<string, UpstreamState>();

  const say = (next: UpstreamState, now: Instant): readonly FeedStatus[] => {
    const before = said.get(next.feed);
    if (sameAs(before, next) || (before === undefined && said.size >= MOST_FEEDS)) return [];
    said.set(next.feed, next);
    return [{kind: 'status', topic: 'state', at: now, receivedAt: now, ...next}];
  };

  const lose = (lost: readonly UpstreamState[], why: string, now: Instant): readonly FeedStatus[] =>
    lost.flatMap(({feed, state}) => (state === 'stopped' ? [] : say({feed, state: 'retrying', message: why}, now)));

  return {
    hear: (feeds, behind, now) => {
      const told = new Set(feeds.map(({feed}) => feed));
      const untold = [...said.values()].filter(({feed}) => !told.has(feed));
      return [
        ...feeds.flatMap(({feed, state, message, ...rest}) =>
          behind && state === 'live'
            ? say({feed, state: 'connecting', message: 'catching up with the relay'}, now)
            : say({feed, state, message, ...rest}, now),
        ),
        ...lose(untold, 'no relay that is heard has it', now),
      ];
    },
    lose: (why, now) => lose([...said.values()], why, now),
  };
};
