import type {FeedEvent} from '../../core/events.ts';
import {earlier, type Instant, later, minus, plus, type Span, seconds} from '../../core/instant.ts';
import {type Loss, pauseOf} from '../retry-policy.ts';

/** What is asked for again before the last thing known: prints of one moment come in no strict order. */
export const OVERLAP = seconds(2);
/** By then a server that answers questions knows what its stream said before the connection was ready. */
export const SETTLED_AFTER = seconds(5);

/** How far the stream may be ahead of our clock before that counts as wrong; less than SETTLED_AFTER makes up for. */
export const CLOCK_TOLERANCE = seconds(3);

/** A question to somewhere else than the stream: everything from one market time to another. */
export type Question = {readonly id: number; readonly from: Instant; readonly to: Instant};

/**
 * What of the market is known without a hole. Times are the market's: clocks of the stream's events, never later than
 * the connection's own clock less its lag.
 */
export type Coverage = {
  /** The latest event of the stream. Before the first one: when the first connection was ready. */
  readonly heardTo: Instant | undefined;
  /** What came from here until the connection of now was ready is not all known. */
  readonly missingFrom: Instant | undefined;
  /** What was missing when the connection of now was ready. */
  readonly missedFrom: Instant | undefined;
  /** The stream is ahead of our clock, which is behind then: what "up to now" leaves out, nobody knows. */
  readonly behind: boolean;
  /** The part of what is missing that was not yet said to be a gap. */
  readonly unsaidFrom: Instant | undefined;
  /** The beginning of what was said to be a gap and may still be filled. */
  readonly saidFrom: Instant | undefined;
  /** The end of what was last said to be a gap, by our clock: it bounds words only, never what is asked for. */
  readonly saidTo: Instant | undefined;
  readonly question: Question | undefined;
  /** The latest event that the answer to it has brought. */
  readonly answeredTo: Instant | undefined;
  /** When to ask next. */
  readonly askAt: Instant | undefined;
  /** The server asked for a pause until then; a new connection does not end it. */
  readonly notBefore: Instant | undefined;
  /** When the connection of now was ready. */
  readonly readyAt: Instant;
  /** The gap is filled but for its last moments, which the server may not have known when it was asked. */
  readonly seam: boolean;
  readonly failures: number;
  readonly asked: number;
};

/** The words for a gap, and for one that was filled after all. */
export const GAP_SAID = 'what was missed could not be had again';
export const GAP_FILLED = 'what was missed is here';

/** What was said of what is missing: `gap` it may be lost, `filled` it is here after all. */
export type Word = {readonly topic: 'gap' | 'filled'; readonly from: Instant; readonly to: Instant};

/** Nothing known yet. `since` is when the day began: what came between then and the first connection is missing too. */
export const createCoverage = (since: Instant | undefined, now: Instant): Coverage => ({
  heardTo: undefined,
  missingFrom: since,
  missedFrom: undefined,
  behind: false,
  unsaidFrom: since,
  saidFrom: undefined,
  saidTo: undefined,
  question: undefined,
  answeredTo: undefined,
  askAt: undefined,
  notBefore: undefined,
  readyAt: now,
  seam: false,
  failures: 0,
  asked: 0,
});

/** The latest time of `events`; undefined when none of them is of the market. */
const latestOf = (events: readonly FeedEvent[]): Instant | undefined => {
  let latest: Instant | undefined;
  for (const event of events) {
    if (event.kind !== 'status' && (latest === undefined || event.at > latest)) latest = event.at;
  }
  return latest;
};

/** The later of `before` and `latest`; `limit` is the latest that this can truly be. */
const reached = (before: Instant | undefined, latest: Instant | undefined, limit: Instant): Instant | undefined => {
  if (latest === undefined || (before !== undefined && latest <= before)) return before;
  const bounded = earlier(latest, limit);
  return later(before ?? bounded, bounded);
};

/** After events of the stream. */
export const afterHeard = (coverage: Coverage, events: readonly FeedEvent[], limit: Instant): Coverage => {
  const latest = latestOf(events);
  const heardTo = reached(coverage.heardTo, latest, limit);
  if (!coverage.behind && latest !== undefined && latest > plus(limit, CLOCK_TOLERANCE))
    return {...coverage, heardTo, behind: true, missingFrom: coverage.missedFrom ?? coverage.missingFrom};
  return heardTo === coverage.heardTo ? coverage : {...coverage, heardTo};
};

/** After a part of an answer. */
export const afterPage = (coverage: Coverage, events: readonly FeedEvent[], limit: Instant): Coverage => ({
  ...coverage,
  answeredTo: reached(coverage.answeredTo, latestOf(events), limit),
});

/** The connection delivers from now on: what is missing can be asked for, once there is such a time. */
export const afterReady = (coverage: Coverage, now: Instant, lag: Span): Coverage => {
  const {missingFrom, notBefore, heardTo} = coverage;
  if (missingFrom === undefined)
    return {...coverage, readyAt: now, missedFrom: undefined, heardTo: heardTo ?? minus(now, lag)};
  const askAt = later(later(now, notBefore ?? now), plus(missingFrom, lag));
  return {...coverage, askAt, readyAt: now, failures: 0, missedFrom: missingFrom};
};

/** Where the next gap to be said begins: what was said already is not said again. */
const unsaidSince = ({heardTo, saidTo}: Coverage): Instant | undefined =>
  heardTo === undefined || saidTo === undefined ? (heardTo ?? saidTo) : later(heardTo, saidTo);

/** The connection is gone. A question under way is forgotten: it moves nothing, and is asked anew from the same place. */
export const afterLost = (coverage: Coverage): Coverage => ({
  ...coverage,
  missingFrom: coverage.missingFrom ?? coverage.heardTo,
  unsaidFrom: coverage.unsaidFrom ?? unsaidSince(coverage),
  question: undefined,
  askAt: undefined,
  seam: false,
  behind: false,
});

/** A clock set back was wrong before: what it called heard may not have been. */
export const afterSetBack = (coverage: Coverage, limit: Instant): Coverage => ({
  ...coverage,
  heardTo: coverage.heardTo && earlier(coverage.heardTo, limit),
  missingFrom: coverage.missingFrom && earlier(coverage.missingFrom, limit),
  unsaidFrom: coverage.unsaidFrom && earlier(coverage.unsaidFrom, limit),
  saidTo: coverage.saidTo && earlier(coverage.saidTo, limit),
  notBefore: undefined,
});

/** The question that is due. */
export const afterAsking = (coverage: Coverage, now: Instant, lag: Span): Coverage => {
  const {missingFrom, asked} = coverage;
  if (missingFrom === undefined) return {...coverage, askAt: undefined};
  const question = {id: asked + 1, from: minus(missingFrom, OVERLAP), to: minus(now, lag)};
  return {...coverage, askAt: undefined, question, answeredTo: undefined, asked: asked + 1};
};

/** What is missing up to `to` is said to be a gap, unless it was before. */
export const sayGap = (
  coverage: Coverage,
  to: Instant,
): {readonly coverage: Coverage; readonly words: readonly Word[]} => {
  const {unsaidFrom, saidFrom} = coverage;
  const next = {...coverage, unsaidFrom: undefined, saidTo: to, question: undefined};
  if (unsaidFrom === undefined) return {coverage: next, words: []};
  return {
    coverage: {...next, saidFrom: earlier(saidFrom ?? unsaidFrom, unsaidFrom)},
    words: [{topic: 'gap', from: unsaidFrom, to}],
  };
};

/**
 * The question under way was answered whole. The last moments of the answer are asked for once more when they have
 * settled; only then is nothing missing. By the events' own times, not by the connection's clock, which may be wrong.
 */
export const afterFilled = (
  coverage: Coverage,
  {to}: Question,
): {readonly coverage: Coverage; readonly words: readonly Word[]} => {
  const {saidFrom, missingFrom, answeredTo, readyAt, seam, behind} = coverage;
  const words: readonly Word[] = saidFrom === undefined ? [] : [{topic: 'filled', from: saidFrom, to}];
  const heardTo = later(coverage.heardTo ?? answeredTo ?? to, answeredTo ?? coverage.heardTo ?? to);
  const filled = {...coverage, question: undefined, saidFrom: undefined, unsaidFrom: undefined, failures: 0};
  if (seam) return {coverage: {...filled, heardTo, missingFrom: behind ? missingFrom : undefined}, words};
  const settledTo = earlier(answeredTo ?? to, minus(to, SETTLED_AFTER));
  const restFrom = answeredTo === undefined || behind ? missingFrom : later(missingFrom ?? settledTo, settledTo);
  const askAt = plus(readyAt, SETTLED_AFTER);
  return {coverage: {...filled, missingFrom: restFrom, unsaidFrom: restFrom, seam: true, askAt}, words};
};

/** The question under way was not answered whole: a gap for now, asked for again unless that cannot help. */
export const afterUnanswered = (
  coverage: Coverage,
  {to}: Question,
  loss: Loss,
  now: Instant,
  chance: number,
): {readonly coverage: Coverage; readonly words: readonly Word[]} => {
  const said = sayGap(coverage, to);
  if (loss.kind === 'terminal') return said;
  const failures = coverage.failures + 1;
  const askAt = plus(now, pauseOf(loss, failures, chance));
  const notBefore = loss.kind === 'throttled' ? askAt : undefined;
  return {...said, coverage: {...said.coverage, failures, askAt, notBefore}};
};
