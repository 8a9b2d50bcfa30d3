import {between, type Instant, type Span, seconds} from '../core/instant.ts';
import {ENGINE_FEED} from '../market/apply-status.ts';
import type {FeedHealth, Snapshot} from '../market/snapshot.ts';
import {messageRate, type TrafficFace, type TrafficHalf} from '../market/traffic.ts';
import {formatBytes, formatClock, formatCount, formatDecimal, formatSpan, formatSpeed, UNKNOWN} from './format.ts';
import type {Size} from './layout.ts';
import type {Mood} from './status-view.ts';
import type {UiState} from './ui-state.ts';

/** From the engine's publish to the terminal. */
export type DrawnLag = {readonly median: Span; readonly p95: Span};

/** One thing with a state of its own, and what there is to say of it: names and values. */
export type HealthBlock = {
  readonly name: string;
  /** A sign and a word: `● live`, `✖ stopped`. */
  readonly state: string;
  readonly mood: Mood;
  readonly facts: readonly HealthFact[];
};

export type HealthFact = {readonly name: string; readonly value: string; readonly bad?: boolean};

/** What the health of everything is told from. */
export type HealthInput = {
  readonly snapshot: Snapshot;
  readonly ui: Pick<UiState, 'surroundings'>;
  readonly size: Size;
  readonly wall?: Instant | undefined;
  readonly drawn?: DrawnLag | undefined;
};

const SIGNS: Readonly<Record<FeedHealth['state'], {readonly sign: string; readonly mood: Mood}>> = {
  live: {sign: '●', mood: 'good'},
  idle: {sign: '·', mood: 'quiet'},
  connecting: {sign: '◌', mood: 'waiting'},
  retrying: {sign: '◌', mood: 'waiting'},
  stopped: {sign: '✖', mood: 'bad'},
  ended: {sign: '■', mood: 'quiet'},
};
/** What is wrong comes first. */
const RANKS: Readonly<Record<Mood, number>> = {bad: 0, waiting: 1, good: 2, quiet: 2};
/** The engine publishes at least once a second while it lives. */
const ENGINE_SILENCE = seconds(4);
/** Gaps that are spelt out; the others are counted. */
const SHOWN_GAPS = 3;

/** A relay or a bus, which brings what others have received. */
const WAYS = /^(?:relay|nats)\//;
/** What a connection brings, by its name; the engine and the history are no connections. */
const halfOf = (feed: string): TrafficHalf | undefined =>
  feed.includes('/') && !WAYS.test(feed) ? (feed.endsWith('/news') ? 'news' : 'prices') : undefined;

const lagWords = (lag: DrawnLag | undefined): string =>
  lag === undefined ? UNKNOWN : `${formatSpan(lag.median)}, 95% within ${formatSpan(lag.p95)}`;

const rateWords = (face: TrafficFace, now: Instant): string => {
  const rate = messageRate(face, now);
  const shown = rate === 0 || rate >= 10 ? formatCount(Math.round(rate)) : formatDecimal(rate);
  return `${shown}/s, ${formatCount(face.total)} so far`;
};

const trafficFacts = (snapshot: Snapshot, half: TrafficHalf): readonly HealthFact[] => {
  const face = snapshot.traffic?.[half];
  // In a replay what comes is known when the day says, and how late it was on its way is not told again.
  const lag = snapshot.clock.mode === 'live' ? face?.lag : undefined;
  return [
    {name: 'messages', value: face === undefined ? UNKNOWN : rateWords(face, snapshot.clock.now)},
    {name: 'received after', value: lagWords(lag)},
  ];
};

const gapWords = (gaps: FeedHealth['gaps']): string => {
  if (gaps.length === 0) return 'none';
  const newest = gaps.slice(-SHOWN_GAPS).reverse();
  const spans = newest.map(({from, to}) => `${formatClock(from)}–${formatClock(to)} ${formatSpan(between(from, to))}`);
  const more = gaps.length - newest.length;
  return `${gaps.length}: ${spans.join(', ')}${more > 0 ? `, ${more} more` : ''}`;
};

/** A connection that stopped for good waits for a person: what to press once its trouble is mended. */
const mendFacts = ({clock}: Snapshot, {state, feed}: FeedHealth): readonly HealthFact[] =>
  state === 'stopped' && clock.mode === 'live' && feed !== ENGINE_FEED
    ? [{name: 'once mended', value: 'Ctrl-r tries again, keys read anew'}]
    : [];

const troubleFacts = ({lastTrouble, state, message}: FeedHealth): readonly HealthFact[] => {
  const down = state === 'retrying' || state === 'stopped';
  if (lastTrouble === undefined) return [{name: 'last trouble', value: 'none'}];
  const facts = [{name: 'last trouble', value: `${formatClock(lastTrouble.at)} ${lastTrouble.message}`, bad: down}];
  return down || message === '' || message === lastTrouble.message ? facts : [...facts, {name: 'now', value: message}];
};

const sinceWords = ({snapshot, wall}: HealthInput, {stateAt, retryAt, state}: FeedHealth): string => {
  const now = wall ?? snapshot.clock.now;
  if (state === 'retrying' && retryAt !== undefined && retryAt > now) return ` in ${formatSpan(between(now, retryAt))}`;
  // In a replay a connection's word stands in the day's time, which says nothing of how long it has held.
  return snapshot.clock.mode === 'replay' || stateAt === undefined || stateAt > now
    ? ''
    : ` for ${formatSpan(between(stateAt, now))}`;
};

/** What a relay or a bus brings, and how far off it is, as it says. */
const wayFacts = ({feed, state, message}: FeedHealth): readonly HealthFact[] =>
  WAYS.test(feed) && state === 'live' && message !== 'live' ? [{name: 'brings', value: message}] : [];

const feedBlock = (input: HealthInput, feed: FeedHealth, alone: boolean): HealthBlock => {
  const {sign, mood} = SIGNS[feed.state];
  const half = halfOf(feed.feed);
  const state = `${sign} ${feed.state}${sinceWords(input, feed)}`;
  const block = {name: feed.feed, state, mood};
  if (half === undefined)
    return {...block, facts: [...wayFacts(feed), ...troubleFacts(feed), ...mendFacts(input.snapshot, feed)]};
  return {
    ...block,
    facts: [
      ...(alone ? trafficFacts(input.snapshot, half) : []),
      {
        name: 'left out',
        value: `${formatCount(feed.leftOut)} quotes, ${formatCount(feed.bad)} bad messages`,
        bad: feed.bad > 0,
      },
      {name: 'reconnects', value: formatCount(feed.reconnects)},
      {name: 'gaps', value: gapWords(feed.gaps), bad: feed.gaps.length > 0},
      ...troubleFacts(feed),
      ...mendFacts(input.snapshot, feed),
    ],
  };
};

/** Where several connections bring the same sort of thing, what comes is told of all of them together. */
const sharedBlock = (snapshot: Snapshot, half: TrafficHalf, feeds: readonly FeedHealth[]): HealthBlock => ({
  name: `all ${half}`,
  state: `${feeds.length} connections`,
  mood: 'quiet',
  facts: trafficFacts(snapshot, half),
});

const engineBlock = (input: HealthInput): HealthBlock => {
  const {snapshot, wall, drawn} = input;
  const {clock} = snapshot;
  const trouble = snapshot.feeds.find(({feed}) => feed === ENGINE_FEED);
  const silence = clock.mode === 'live' && wall !== undefined ? between(clock.now, wall) : undefined;
  const facts: readonly HealthFact[] = [
    {name: 'clock', value: `${clock.mode} ${clock.state} ${formatClock(clock.now)} ${formatSpeed(clock.speed)}`},
    {name: 'drawn after', value: lagWords(drawn)},
  ];
  if (trouble !== undefined) return {...feedBlock(input, trouble, false), facts: [...troubleFacts(trouble), ...facts]};
  if (silence !== undefined && silence > ENGINE_SILENCE)
    return {name: ENGINE_FEED, state: `◌ silent for ${formatSpan(silence)}`, mood: 'bad', facts};
  return {name: ENGINE_FEED, state: '● running', mood: 'good', facts};
};

const recorderBlock = ({recording}: Snapshot): HealthBlock => {
  if (recording === undefined) return {name: 'recorder', state: '· nothing is recorded', mood: 'quiet', facts: []};
  const {state, name, since, bytes, trouble} = recording;
  return {
    name: 'recorder',
    state: state === 'recording' ? '● recording' : '✖ stopped',
    mood: state === 'stopped' ? 'bad' : trouble === undefined ? 'good' : 'waiting',
    facts: [
      {name: 'day', value: `${name}, ${formatBytes(bytes)} since ${formatClock(since)}`},
      ...(trouble === undefined ? [] : [{name: 'trouble', value: trouble, bad: true}]),
    ],
  };
};

const terminalBlock = ({ui: {surroundings}, size}: HealthInput): HealthBlock => ({
  name: 'terminal',
  state: `${size.width}x${size.height}`,
  mood: 'quiet',
  facts: [
    {
      name: 'signs',
      value: `${surroundings.unicode ? 'Unicode' : 'ASCII'}, ${surroundings.light ? 'light' : 'dark'} background`,
    },
    ...(surroundings.terminal === undefined ? [] : [{name: 'says', value: surroundings.terminal}]),
  ],
});

/** How everything is doing: each connection, the engine, the recorder, the terminal. */
export const healthView = (input: HealthInput): readonly HealthBlock[] => {
  const {snapshot} = input;
  const feeds = snapshot.feeds
    .filter(({feed}) => feed !== ENGINE_FEED)
    .toSorted((a, b) => RANKS[SIGNS[a.state].mood] - RANKS[SIGNS[b.state].mood]);
  const shared = (['prices', 'news'] as const)
    .map(half => ({half, members: feeds.filter(({feed}) => halfOf(feed) === half)}))
    .filter(({members}) => members.length > 1);
  const alone = (feed: FeedHealth): boolean => !shared.some(({members}) => members.includes(feed));
  return [
    ...(feeds.length === 0
      ? [{name: 'feeds', state: '· none has said a word yet', mood: 'quiet' as const, facts: []}]
      : feeds.map(feed => feedBlock(input, feed, alone(feed)))),
    ...shared.map(({half, members}) => sharedBlock(snapshot, half, members)),
    engineBlock(input),
    recorderBlock(snapshot),
    terminalBlock(input),
  ];
};
