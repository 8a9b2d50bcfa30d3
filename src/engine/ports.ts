import type {FeedEvent} from '../core/events.ts';
import type {Instant, Span} from '../core/instant.ts';
import type {ClockFace, RecordingFace} from '../market/snapshot.ts';

/** Where time comes from. */
export type Clock = {
  readonly now: () => Instant;
  /** Settles once `at` is reached; rejects with the signal's reason when aborted. */
  readonly until: (at: Instant, signal: AbortSignal) => Promise<void>;
};

/** Events as they arrive; what arrived together, together. Ends, or throws a Fault, when there will be no more. */
export type Feed = (signal: AbortSignal) => AsyncIterable<readonly FeedEvent[]>;

/** What came off a wire in one piece, before anything is read in it. Only ever what was received, never what was sent. */
export type RawMessage = {
  readonly receivedAt: Instant;
  /** Which wire, and by what reader it can be read again: `alpaca/iex`, `alpaca/rest/trades`. */
  readonly channel: string;
  readonly data: Uint8Array;
  /** Whether the sender called it binary; otherwise it is UTF-8. */
  readonly binary: boolean;
};

/** Hears what a feed receives, in the order in which the feed hands out what is in it. Must not throw, must not wait. */
export type Tap = (message: RawMessage) => void;

/** Keeps what a feed receives. */
export type Recorder = {
  readonly record: Tap;
  readonly face: () => RecordingFace;
  /** Settles once everything heard so far is kept. */
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

/** What a person can ask of an engine: of a replay's clock, or that feeds which stopped for good try again. */
export type EngineCommand = TransportCommand | {readonly kind: 'reconnect'};

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
