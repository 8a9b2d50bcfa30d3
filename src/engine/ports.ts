import type {FeedEvent} from '../core/events.ts';
import type {Instant, Span} from '../core/instant.ts';
import type {ClockFace} from '../market/snapshot.ts';

/** Where time comes from. */
export type Clock = {
  readonly now: () => Instant;
  /** Settles once `at` is reached; rejects with the signal's reason when aborted. */
  readonly until: (at: Instant, signal: AbortSignal) => Promise<void>;
};

/** Events as they arrive; what arrived together, together. Ends, or throws a Fault, when there will be no more. */
export type Feed = (signal: AbortSignal) => AsyncIterable<readonly FeedEvent[]>;

/** Keeps what a feed brought. */
export type Recorder = {
  readonly record: (events: readonly FeedEvent[]) => void;
  readonly close: () => Promise<void>;
};

/** What a person can do to a clock that is not the wall's. */
export type TransportCommand =
  | {readonly kind: 'pause'}
  | {readonly kind: 'resume'}
  /** Pauses a clock that runs, resumes one that does not. */
  | {readonly kind: 'toggle'}
  | {readonly kind: 'speed'; readonly speed: number}
  /** To the next of SPEEDS up or down. */
  | {readonly kind: 'shift'; readonly by: 1 | -1}
  | {readonly kind: 'seek'; readonly to: Instant}
  | {readonly kind: 'skip'; readonly by: Span}
  /** On to the next event, or to the next moment `bar` divides the clock. Pauses. */
  | {readonly kind: 'step'; readonly bar: Span | undefined}
  /** To the next or the previous headline's arrival. */
  | {readonly kind: 'jump'; readonly direction: 1 | -1};

/** A replay's controls; live feeds have none. */
export type Transport = {
  readonly send: (command: TransportCommand) => void;
  readonly face: () => ClockFace;
};

/** Replay speeds that the keys step through, in replay seconds a wall second. */
export const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] as const;

/** The next speed of the ladder up or down from `speed`, which need not be on it; the ends stay. */
export const shiftSpeed = (speed: number, by: 1 | -1): number =>
  by === 1
    ? (SPEEDS.find(step => step > speed) ?? SPEEDS[SPEEDS.length - 1] ?? speed)
    : (SPEEDS.findLast(step => step < speed) ?? SPEEDS[0]);
