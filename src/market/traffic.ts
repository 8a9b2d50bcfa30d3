import type {FeedEvent} from '../core/events.ts';
import {type Instant, instant, MINUTE, minutes, plus, SECOND, type Span, seconds, span} from '../core/instant.ts';
import {kthSmallest} from './kth-smallest.ts';

/** What comes by the streams of prices, and what by those of news: which of several streams it was, data does not say. */
export type TrafficHalf = 'prices' | 'news';

/** How much came lately, and how late. A figure of the whole seconds up to `until`, so that it is the same however it is published. */
export type TrafficFace = {
  readonly until: Instant;
  /** Messages in each of the ten seconds before `until`, oldest first. */
  readonly perSecond: readonly number[];
  /** Messages since the day's beginning. */
  readonly total: number;
  /** From publication to receipt, of the last few hundred; undefined while none told a time that can be true. */
  readonly lag: {readonly median: Span; readonly p95: Span} | undefined;
};

export type TrafficFaces = Readonly<Record<TrafficHalf, TrafficFace>>;

const SECONDS = 10;
const LAGS = 256;
/** What took longer was not late but history; a stream that is a quarter of an hour late by its plan is neither. */
const LONGEST_LAG = minutes(30);

type Tally = {
  readonly perSecond: Float64Array;
  now: number;
  total: number;
  closedTotal: number;
  readonly lags: Float64Array;
  taken: number;
  /** The lags as they were at the last whole second. */
  readonly closed: Float64Array;
  closedTaken: number;
  /** What the last face said of them, and of how many taken. */
  lag: TrafficFace['lag'];
  lagTaken: number;
};

/** The fold under it: a few kilobytes, whatever comes. */
export type Traffic = {
  readonly prices: Tally;
  readonly news: Tally;
  /** End of the second that is being counted. */
  closesAt: number;
  changed: boolean;
};

const createTally = (): Tally => ({
  perSecond: new Float64Array(SECONDS),
  now: 0,
  total: 0,
  closedTotal: 0,
  lags: new Float64Array(LAGS),
  taken: 0,
  closed: new Float64Array(LAGS),
  closedTaken: 0,
  lag: undefined,
  lagTaken: 0,
});

export const createTraffic = (): Traffic => ({
  prices: createTally(),
  news: createTally(),
  closesAt: Number.NEGATIVE_INFINITY,
  changed: false,
});

const closeTally = (tally: Tally, passed: number): void => {
  const {perSecond, lags, closed} = tally;
  perSecond.copyWithin(0, 1);
  perSecond[SECONDS - 1] = tally.now;
  tally.now = 0;
  const empty = Math.min(SECONDS, passed - 1);
  if (empty > 0) {
    perSecond.copyWithin(0, empty);
    perSecond.fill(0, SECONDS - empty);
  }
  if (tally.closedTaken !== tally.taken) closed.set(lags);
  tally.closedTaken = tally.taken;
  tally.closedTotal = tally.total;
};

/** Ends the second that was counted: `at` lies in a later one, or the clock was set back. */
const closeSecond = (traffic: Traffic, at: Instant): void => {
  const closesAt = Math.floor(at / SECOND) * SECOND + SECOND;
  const passed = (closesAt - traffic.closesAt) / SECOND;
  for (const tally of [traffic.prices, traffic.news]) closeTally(tally, passed > 0 ? passed : SECONDS + 1);
  traffic.closesAt = closesAt;
  traffic.changed = true;
};

/** Counts one event, by its stamps alone. */
export const noteTraffic = (traffic: Traffic, event: FeedEvent): void => {
  const {receivedAt} = event;
  if (receivedAt >= traffic.closesAt || receivedAt < traffic.closesAt - MINUTE) closeSecond(traffic, receivedAt);
  if (event.kind === 'status') return;
  const tally = event.kind === 'headline' ? traffic.news : traffic.prices;
  tally.now += 1;
  tally.total += 1;
  // A revision is as late as its own moment says, not the story's.
  const lag = receivedAt - (event.kind === 'headline' && event.updatedAt > event.at ? event.updatedAt : event.at);
  if (lag < 0 || lag > LONGEST_LAG) return;
  tally.lags[tally.taken % LAGS] = lag;
  tally.taken += 1;
};

const lagOf = ({closed, closedTaken}: Tally): TrafficFace['lag'] => {
  const lags = closed.slice(0, Math.min(closedTaken, LAGS));
  if (lags.length === 0) return undefined;
  const at = (share: number): Span =>
    span(kthSmallest(lags, Math.min(lags.length - 1, Math.floor(share * lags.length))));
  return {median: at(0.5), p95: at(0.95)};
};

const faceOf = (tally: Tally, until: Instant): TrafficFace => {
  if (tally.lagTaken !== tally.closedTaken) {
    tally.lag = lagOf(tally);
    tally.lagTaken = tally.closedTaken;
  }
  return {until, perSecond: [...tally.perSecond], total: tally.closedTotal, lag: tally.lag};
};

/** What is published of it; undefined before the first event. */
export const trafficFaces = ({prices, news, closesAt}: Traffic): TrafficFaces | undefined => {
  if (!Number.isFinite(closesAt)) return undefined;
  const until = plus(instant(closesAt), seconds(-1));
  return {prices: faceOf(prices, until), news: faceOf(news, until)};
};

/** Messages a second over the ten seconds before `now`, the one that is under way left out. */
export const messageRate = ({until, perSecond}: TrafficFace, now: Instant): number => {
  const passed = Math.max(0, Math.floor((now - until) / SECOND));
  return perSecond.slice(passed).reduce((sum, count) => sum + count, 0) / SECONDS;
};
