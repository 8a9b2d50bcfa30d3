import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import type {Fault} from '../../core/fault.ts';
import type {Instant, Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Loss, RetryHistory} from '../retry-policy.ts';
import {type Coverage, createCoverage, type Question} from './coverage.ts';
import {type Freshness, UNHEARD_OF} from './freshness.ts';
import type {Handshake} from './handshake.ts';
import {createRecentKeys, type EventKey, type RecentKeys} from './recent-keys.ts';
import type {StaleRule} from './stale-rules.ts';

/** What a provider's connection is; never changes. */
export type ConnectionConfig<Phase, Control> = {
  /** Names the connection in statuses: `alpaca/iex`. */
  readonly feed: string;
  /** Names the other end in words for people: its host. */
  readonly place: string;
  readonly handshake: Handshake<Phase, Control>;
  /** The names that were asked for; empty means all. */
  readonly symbols: readonly Ticker[];
  /** The provider's key of an event, the same however often it comes; undefined for what may come twice. */
  readonly keyOf: (event: FeedEvent) => EventKey | undefined;
  readonly staleRules: readonly StaleRule[];
  /** What a loss leaves out: asked for elsewhere, said to be a gap, or nobody's business (a replay starts anew). */
  readonly gaps: 'ask' | 'say' | 'ignore';
  /** How far the stream lags behind the market. */
  readonly lag: Span;
  /** When the day began: what came between then and the first connection is missing too. Undefined: nothing is. */
  readonly since: Instant | undefined;
};

/** What happens to a connection. `chance`, in [0, 1), spreads retries. */
export type ConnectionInput<Control> = {readonly now: Instant; readonly chance: number} & (
  | {readonly kind: 'start'}
  /** The time that the state asked to be woken at has come. */
  | {readonly kind: 'wake'}
  | {readonly kind: 'opened'; readonly epoch: number}
  | {
      readonly kind: 'frame';
      readonly epoch: number;
      readonly events: readonly FeedEvent[];
      readonly controls: readonly Control[];
    }
  /** A ping or a pong. */
  | {readonly kind: 'heard'; readonly epoch: number}
  /** Closed, refused, failed. */
  | {readonly kind: 'lost'; readonly epoch: number; readonly loss: Loss}
  /** A part of the answer to a question; its end; its failure. */
  | {readonly kind: 'page'; readonly question: number; readonly events: readonly FeedEvent[]}
  | {readonly kind: 'filled'; readonly question: number}
  | {readonly kind: 'unanswered'; readonly question: number; readonly loss: Loss}
  /** Reading from the socket was stopped, or goes on. */
  | {readonly kind: 'hold'; readonly held: boolean}
  /** A person has seen to what stopped it. */
  | {readonly kind: 'again'}
  | {readonly kind: 'stop'}
);

/** What is to be done in the world, in this order. */
export type ConnectionEffect =
  /** Connects; what the socket says is handed in with this epoch. */
  | {readonly kind: 'open'; readonly epoch: number}
  | {readonly kind: 'send'; readonly message: Readonly<Record<string, unknown>>}
  | {readonly kind: 'ping'}
  /** Ends the socket at once; or with a farewell. */
  | {readonly kind: 'drop'}
  | {readonly kind: 'close'}
  | {readonly kind: 'ask'; readonly question: Question}
  /** Nobody waits for an answer any more. */
  | {readonly kind: 'forget'; readonly question: Question}
  | {readonly kind: 'emit'; readonly events: readonly FeedEvent[]}
  | {readonly kind: 'status'; readonly status: FeedStatus};

/** Where the one socket stands. */
export type Link<Phase> =
  | {readonly kind: 'idle'}
  | {readonly kind: 'waiting'; readonly until: Instant}
  /** Until `by` the handshake of the socket must be done. */
  | {readonly kind: 'opening'; readonly by: Instant}
  | {
      readonly kind: 'open';
      readonly phase: Phase;
      /** Until then it must be ready. */
      readonly by: Instant;
      readonly readyAt: Instant | undefined;
      readonly heardAt: Instant;
      /** When data could first have come: ready, or read from again. */
      readonly listenedFrom: Instant;
      /** Messages of data, which are what makes a connection useful. */
      readonly data: number;
    }
  /** No further connect until a person acts. */
  | {readonly kind: 'stopped'; readonly fault: Fault}
  | {readonly kind: 'closed'};

/**
 * Everything a connection remembers. Values, but for `recent`, which is taken over by each step: a state is stepped from
 * once.
 */
export type ConnectionState<Phase> = {
  /** The clock at the last input. */
  readonly now: Instant;
  /** Counts sockets; what an older one says is not heard. */
  readonly epoch: number;
  readonly link: Link<Phase>;
  readonly history: RetryHistory;
  readonly coverage: Coverage;
  readonly freshness: Freshness;
  readonly recent: RecentKeys;
  readonly held: boolean;
  /** The next look at the clock and the socket. */
  readonly beatAt: Instant | undefined;
  /** When to be woken next; undefined: not by the clock. */
  readonly wakeAt: Instant | undefined;
};

export const createConnectionState = <Phase>(since: Instant | undefined, now: Instant): ConnectionState<Phase> => ({
  now,
  epoch: 0,
  link: {kind: 'idle'},
  history: {failures: 0, connects: []},
  coverage: createCoverage(since, now),
  freshness: UNHEARD_OF,
  recent: createRecentKeys(),
  held: false,
  beatAt: undefined,
  wakeAt: undefined,
});
