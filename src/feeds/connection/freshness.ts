import {phaseAt, sessionAt} from '../../core/calendar.ts';
import type {FeedEvent} from '../../core/events.ts';
import {between, earlier, type Instant, instant, later, plus, SECOND, type Span, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {CHANNELS, type Channel, channelOf} from './channel.ts';
import {BUSY_COUNT, BUSY_WINDOW, type StaleRule} from './stale-rules.ts';

/** A channel's rhythm: when it last spoke, and how often in the minute of that and the one before. */
type Pulse = {
  readonly heardAt: Instant;
  readonly windowAt: Instant;
  readonly count: number;
  readonly before: number;
  /** How often its silence has cost a connection since it last spoke. */
  readonly misses: number;
};

/** How fresh the data is: pings and pongs are no part of it. */
export type Freshness = {
  readonly pulses: Readonly<Record<Channel, Pulse>>;
  /** Names that are not traded now. */
  readonly halted: ReadonlySet<Ticker>;
};

/** A silence that was held against a connection in vain is allowed twice as long the next time, up to this often. */
const MOST_DOUBLINGS = 5;

const UNHEARD: Pulse = {heardAt: instant(0), windowAt: instant(0), count: 0, before: 0, misses: 0};

export const UNHEARD_OF: Freshness = {
  pulses: {trades: UNHEARD, quotes: UNHEARD, prices: UNHEARD, bars: UNHEARD, statuses: UNHEARD, news: UNHEARD},
  halted: new Set(),
};

const beat = (pulse: Pulse, count: number, now: Instant): Pulse => {
  const age = between(pulse.windowAt, now);
  if (age >= 0 && age < BUSY_WINDOW) return {...pulse, heardAt: now, count: pulse.count + count, misses: 0};
  const before = age < 2 * BUSY_WINDOW ? pulse.count : 0;
  return {heardAt: now, windowAt: now, count, before, misses: 0};
};

const afterHalts = (halted: ReadonlySet<Ticker>, events: readonly FeedEvent[]): ReadonlySet<Ticker> => {
  let next: Set<Ticker> | undefined;
  for (const event of events) {
    if (event.kind !== 'halt') continue;
    next ??= new Set(halted);
    if (event.halted) next.add(event.symbol);
    else next.delete(event.symbol);
  }
  return next ?? halted;
};

/** The freshness after what one frame brought. */
export const afterEvents = (freshness: Freshness, events: readonly FeedEvent[], now: Instant): Freshness => {
  const counts = {trades: 0, quotes: 0, prices: 0, bars: 0, statuses: 0, news: 0};
  for (const event of events) {
    const channel = channelOf(event);
    if (channel !== undefined) counts[channel] += 1;
  }
  const pulses = {...freshness.pulses};
  for (const channel of CHANNELS) {
    if (counts[channel] > 0) pulses[channel] = beat(pulses[channel], counts[channel], now);
  }
  return {pulses, halted: counts.statuses > 0 ? afterHalts(freshness.halted, events) : freshness.halted};
};

/** The freshness once the silence of a channel has cost a connection. */
export const afterMiss = ({pulses, halted}: Freshness, channel: Channel): Freshness => ({
  pulses: {...pulses, [channel]: {...pulses[channel], misses: pulses[channel].misses + 1}},
  halted,
});

/** The freshness once a clock that was ahead is set back: nothing was heard in what is the future now. */
export const afterClockSetBack = ({pulses, halted}: Freshness, now: Instant): Freshness => {
  const back = {...pulses};
  for (const channel of CHANNELS) {
    const pulse = pulses[channel];
    back[channel] = {...pulse, heardAt: earlier(pulse.heardAt, now), windowAt: earlier(pulse.windowAt, now)};
  }
  return {pulses: back, halted};
};

/** A channel that should have spoken, and for how long it has not. */
export type Silence = {readonly channel: Channel; readonly lasted: Span};

/**
 * The first rule that the connection breaks at `now`. `from` is when it could first have spoken: ready, or read from
 * again. Where every name of `symbols` is halted, silence is as it should be.
 */
export const silenceAt = (
  rules: readonly StaleRule[],
  {pulses, halted}: Freshness,
  symbols: readonly Ticker[],
  from: Instant,
  now: Instant,
): Silence | undefined => {
  if (rules.length === 0 || (symbols.length > 0 && symbols.every(symbol => halted.has(symbol)))) return undefined;
  const session = sessionAt(now);
  const phase = phaseAt(session, now);
  const phaseFrom = phase === 'regular' ? session.openAt : phase === 'post' ? session.closeAt : session.preAt;
  for (const rule of rules) {
    if (rule.phase !== phase) continue;
    const pulse = pulses[rule.channel];
    const allowed = Math.max(pulse.count, pulse.before) >= BUSY_COUNT ? rule.busy : rule.quiet;
    if (allowed === undefined) continue;
    // The end of a halt begins a new silence.
    const since = later(later(from, phaseFrom), later(pulse.heardAt, pulses.statuses.heardAt));
    const limit = span(allowed * 2 ** Math.min(pulse.misses, MOST_DOUBLINGS));
    if (now >= plus(since, limit)) return {channel: rule.channel, lasted: between(since, now)};
  }
  return undefined;
};

/** `no trades for 30 s`. */
export const formatSilence = ({channel, lasted}: Silence): string =>
  `no ${channel} for ${Math.floor(lasted / SECOND)} s`;
