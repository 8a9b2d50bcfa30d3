import {type Phase, phaseAt, sessionAt, sessionOf} from '../core/calendar.ts';
import {between, type Instant, SECOND, span} from '../core/instant.ts';
import type {DayInfo, Provenance} from '../core/provenance.ts';
import {isUnofficial} from '../core/unofficial.ts';
import type {FeedHealth, Snapshot} from '../market/snapshot.ts';
import {formatBytes, formatClockZone, formatSpan, formatSpeed} from './format.ts';
import {staleFor} from './stale-for.ts';

export type Mood = 'good' | 'waiting' | 'bad' | 'quiet';

/** The line at the top, every part written out. */
export type StatusView = {
  /** `▶ REPLAY 60x`, `● LIVE`, `⏸ PAUSED`…: what kind of clock this is, and how it goes. */
  readonly mode: string;
  readonly mood: Mood;
  readonly date: string;
  readonly clock: string;
  readonly phase: string;
  /** How far the day has come (0 to 1) and where its headlines so far lie; undefined when live. */
  readonly progress: {readonly done: number; readonly ticks: readonly number[]} | undefined;
  /** `SIMULATED TAPE`, `UNOFFICIAL SNAPSHOTS`; undefined for a recorded day of a vendor's feed. */
  readonly provenance: string | undefined;
  readonly feed: string;
  readonly feedMood: Mood;
  /** `GAP 2`: stretches of the day that were lost and could not be had again. */
  readonly gap: string | undefined;
  /** `● REC 1h 34.2 MB`, or that it stopped; undefined when nothing is recorded. */
  readonly recording: {readonly words: string; readonly mood: Mood} | undefined;
  /** What is wrong with a feed or the recording, and what happens next; undefined when nothing is. */
  readonly fault: string | undefined;
};

const PHASES: Readonly<Record<Phase, string>> = {pre: 'PRE', regular: 'OPEN', post: 'POST', closed: 'CLOSED'};
const BADGES: Readonly<Record<Provenance, string | undefined>> = {
  recorded: undefined,
  imported: 'IMPORTED TAPE',
  simulated: 'SIMULATED TAPE',
  rebuilt: 'REBUILT TAPE',
};

/** Of looks at prices, by a stream that nobody vouches for. */
const UNOFFICIAL = 'UNOFFICIAL SNAPSHOTS';

/** The feed that a person must know of first: one that gave up, then one that tries, then the others. */
const RANK: Readonly<Record<FeedHealth['state'], number>> = {
  stopped: 0,
  retrying: 1,
  connecting: 2,
  live: 3,
  idle: 4,
  ended: 5,
};

/** A connection that brings nothing now, though it should. */
const isDown = ({state}: FeedHealth): boolean => state === 'stopped' || state === 'retrying' || state === 'connecting';

/** Nothing comes at all: every connection is down, and not for the first time. */
const offlineMode = ({feeds}: Snapshot): Pick<StatusView, 'mode' | 'mood'> | undefined => {
  if (feeds.length === 0 || !feeds.every(isDown)) return undefined;
  if (feeds.every(feed => feed.state === 'stopped')) return {mode: '✖ OFFLINE', mood: 'bad'};
  return feeds.some(feed => feed.state === 'retrying') ? {mode: '◌ OFFLINE', mood: 'waiting'} : undefined;
};

/** Prices come, and none of them is of today: what is served somewhere as if it were live is a day of the past. */
const isAnotherDay = ({clock, traffic, figures}: Snapshot): boolean =>
  clock.mode === 'live' &&
  traffic !== undefined &&
  traffic.prices.total > 0 &&
  traffic.prices.lag === undefined &&
  [...figures.values()].every(
    ({last, extendedLast, lastPrint, quote, volume}) =>
      (last ?? extendedLast ?? lastPrint ?? quote) === undefined && volume === 0,
  );

const ANOTHER_DAY = 'what comes is of another day: if somebody serves it, watch that day with tapewire replay';

/** `LIVE` only while prices come: when every name that ever had one is silent for too long, the tape is stale. */
const liveMode = (snapshot: Snapshot, now: Instant): Pick<StatusView, 'mode' | 'mood'> => {
  if (isAnotherDay(snapshot)) return {mode: '◌ NOT TODAY', mood: 'waiting'};
  const session = sessionOf(snapshot.file.day.date) ?? sessionAt(now);
  const silences = [...snapshot.figures.values()].map(figures => staleFor(figures, phaseAt(session, now), now));
  if (silences.length === 0 || silences.includes(undefined)) return {mode: '● LIVE', mood: 'good'};
  return {mode: `◌ STALE ${formatSpan(span(Math.min(...silences.map(Number))))}`, mood: 'waiting'};
};

const modeOf = (snapshot: Snapshot, now: Instant): Pick<StatusView, 'mode' | 'mood'> => {
  const {clock} = snapshot;
  const offline = offlineMode(snapshot);
  if (offline !== undefined) return offline;
  switch (clock.state) {
    case 'paused':
      return {mode: `‖ PAUSED ${formatSpeed(clock.speed)}`, mood: 'waiting'};
    case 'seeking':
      return {mode: '» SEEKING', mood: 'waiting'};
    case 'ended':
      return {mode: '■ ENDED', mood: 'quiet'};
    case 'running':
      return clock.mode === 'live'
        ? liveMode(snapshot, now)
        : {mode: `▶ REPLAY ${formatSpeed(clock.speed)}`, mood: 'good'};
  }
};

const feedOf = (worst: FeedHealth | undefined, now: Instant): Pick<StatusView, 'feed' | 'feedMood' | 'fault'> => {
  if (worst === undefined) return {feed: '◌ no feed', feedMood: 'quiet', fault: undefined};
  const name = worst.feed.split('/')[0] ?? worst.feed;
  switch (worst.state) {
    case 'stopped':
      return {feed: `✖ ${name} stopped`, feedMood: 'bad', fault: worst.message};
    case 'retrying': {
      const wait = worst.retryAt === undefined ? undefined : between(now, worst.retryAt);
      const count = wait === undefined || wait < 0 ? '' : ` ${Math.ceil(wait / SECOND)}s`;
      return {feed: `◌ ${name} retrying${count}`, feedMood: 'waiting', fault: worst.message};
    }
    case 'connecting':
      return {feed: `◌ ${name} connecting`, feedMood: 'waiting', fault: undefined};
    case 'ended':
      return {feed: `■ ${name} ended`, feedMood: 'quiet', fault: undefined};
    case 'live':
    case 'idle':
      return {feed: `● ${name}`, feedMood: worst.state === 'live' ? 'good' : 'quiet', fault: undefined};
  }
};

const recordingOf = ({recording}: Snapshot, wall: Instant): StatusView['recording'] => {
  if (recording === undefined) return undefined;
  const {state, since, bytes, trouble} = recording;
  if (state === 'stopped') return {words: '✖ REC stopped', mood: 'bad'};
  const words = `● REC ${formatSpan(span(Math.max(0, between(since, wall))))} ${formatBytes(bytes)}`;
  return {words, mood: trouble === undefined ? 'good' : 'waiting'};
};

/** What has to be known of where a day comes from; undefined for a plain one. */
const badgeOf = (day: DayInfo, replayed: boolean): string | undefined => {
  if (isUnofficial(day)) return UNOFFICIAL;
  if (replayed) return BADGES[day.provenance];
  return /^(?:via|by) /.test(day.made) ? day.made.toUpperCase() : undefined;
};

/**
 * What the status bar says. `wall` is the machine's own time, in which a feed's next attempt is due; the rest goes by
 * the snapshot's clock.
 */
export const statusView = (snapshot: Snapshot, wall: Instant): StatusView => {
  const {clock, file} = snapshot;
  const {day} = file;
  const session = sessionOf(day.date) ?? sessionAt(clock.now);
  const worst = snapshot.feeds.toSorted((a, b) => RANK[a.state] - RANK[b.state])[0];
  // The session's own hours, never the tape's: where a tape ends is not known before it ends.
  const length = session.endAt - session.preAt;
  const share = (at: Instant): number => Math.max(0, Math.min(1, (at - session.preAt) / length));
  const gaps = snapshot.feeds.reduce((sum, feed) => sum + feed.gaps.length, 0);
  const replayed = clock.mode === 'replay';
  const feed = feedOf(worst, wall);
  return {
    ...modeOf(snapshot, wall > clock.now ? wall : clock.now),
    date: day.date,
    clock: formatClockZone(clock.now),
    phase: PHASES[phaseAt(session, clock.now)],
    progress: replayed
      ? {done: share(clock.now), ticks: snapshot.wire.map(item => share(item.firstReceivedAt))}
      : undefined,
    gap: gaps === 0 ? undefined : `GAP ${gaps}`,
    // Live by way of another host may be anything, a replay among it: it is named.
    provenance: badgeOf(day, replayed),
    recording: recordingOf(snapshot, wall),
    ...feed,
    fault: feed.fault ?? snapshot.recording?.trouble ?? (isAnotherDay(snapshot) ? ANOTHER_DAY : undefined),
  };
};
