import type {Fault} from '../core/fault.ts';
import {type Instant, later, plus, type Span, seconds, span} from '../core/instant.ts';

/** Why a connection was lost, by what to do about it. `why` is one safe line for people. */
export type Loss =
  | {readonly kind: 'transient'; readonly why: string}
  /** The server asked for a pause. */
  | {readonly kind: 'throttled'; readonly why: string; readonly pause: Span}
  /** The server still counts an older connection of ours. */
  | {readonly kind: 'connection-limit'; readonly why: string}
  /** No further attempt can help until a person acts. */
  | {readonly kind: 'terminal'; readonly fault: Fault};

export type PassingLoss = Exclude<Loss, {readonly kind: 'terminal'}>;

/** What is remembered between attempts: failures since the last useful connection, and when we connected, oldest first. */
export type RetryHistory = {readonly failures: number; readonly connects: readonly Instant[]};

const FIRST_BACKOFF = seconds(0.5);
const LONGEST_BACKOFF = seconds(30);
export const SHORTEST_THROTTLE = seconds(5);
/** How long a server keeps counting a connection that died without a close. */
export const CONNECTION_LIMIT_PAUSE = seconds(90);
export const MOST_CONNECTS = 12;
export const CONNECT_WINDOW = seconds(10);
/** Servers count arrivals, and a first connect takes longer to arrive than a later one. */
export const CONNECT_MARGIN = seconds(0.5);

/** A connection has proved useful, and failures before it are forgotten, after this much of either. */
export const USEFUL_MESSAGES = 20;
export const USEFUL_SPAN = seconds(60);

/** Full jitter: anywhere from now to a ceiling that doubles. The first attempt after a useful connection is at once. */
export const backoff = (failures: number, chance: number): Span =>
  failures === 0 ? span(0) : span(Math.floor(chance * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (failures - 1))));

/** How long to wait after the latest of `failures` failures. */
export const pauseOf = (loss: PassingLoss, failures: number, chance: number): Span => {
  switch (loss.kind) {
    case 'transient':
      return backoff(failures, chance);
    case 'throttled':
      return span(Math.max(loss.pause, SHORTEST_THROTTLE) + backoff(failures, chance));
    case 'connection-limit':
      return CONNECTION_LIMIT_PAUSE;
  }
};

/** `at`, or when the next connect is allowed: never more than MOST_CONNECTS of them lie within any CONNECT_WINDOW. */
export const allowedAt = ({connects}: RetryHistory, at: Instant): Instant => {
  const oldest = connects.at(-MOST_CONNECTS);
  return oldest === undefined ? at : later(at, plus(oldest, span(CONNECT_WINDOW + CONNECT_MARGIN)));
};

/** When to connect next. */
export const nextConnectAt = (history: RetryHistory, loss: PassingLoss, now: Instant, chance: number): Instant =>
  allowedAt(history, plus(now, pauseOf(loss, history.failures, chance)));

/** The history after one more connect. */
export const afterConnect = (history: RetryHistory, now: Instant): RetryHistory => ({
  failures: history.failures,
  connects: [...history.connects.slice(1 - MOST_CONNECTS), now],
});

/** The history once the clock was set `by`: the time between connects is what it was. */
export const afterClockSet = ({failures, connects}: RetryHistory, by: Span): RetryHistory => ({
  failures,
  connects: connects.map(at => plus(at, by)),
});
