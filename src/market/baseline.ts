import {phaseAt, type Session, sessionBefore, sessionOf} from '../core/calendar.ts';
import type {Bar} from '../core/events.ts';
import {HOUR, type Instant, plus, type Span} from '../core/instant.ts';
import {type TradingDate, tradingDateAt} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import {isPrice, isVolume} from './plausible.ts';
import type {Baseline} from './snapshot.ts';

/** Sessions that a baseline looks back on. */
const MOST_SESSIONS = 20;
/** From 04:00 to 20:00. */
const DAY_LENGTH = 16 * HOUR;

type DayVolume = {readonly session: Session; readonly volume: number[]};

/** Adds a bar's shares to the slots it covers, in equal parts when there are several. */
const addVolume = (day: DayVolume, bar: Bar, slot: Span): void => {
  const from = Math.floor((bar.openAt - day.session.preAt) / slot);
  const to = Math.max(from + 1, Math.ceil((bar.openAt + bar.span - day.session.preAt) / slot));
  for (let index = from; index < Math.min(to, day.volume.length); index++)
    day.volume[index] = (day.volume[index] ?? 0) + bar.volume / (to - from);
};

const meanCumulative = (days: readonly DayVolume[], slots: number): readonly number[] => {
  const means: number[] = [];
  let sum = 0;
  for (let index = 0; index < slots; index++) {
    for (const day of days) sum += (day.volume[index] ?? 0) / days.length;
    means.push(sum);
  }
  return means;
};

/**
 * The usual volume of each name from bars of earlier sessions: the mean over the last twenty. Half days have another
 * shape and are left out, unless there is nothing else.
 */
export const baselinesFrom = (bars: Iterable<Bar>, slot: Span): Map<Ticker, Baseline> => {
  const slots = Math.ceil(DAY_LENGTH / slot);
  const days = new Map<Ticker, Map<TradingDate, DayVolume>>();
  for (const bar of bars) {
    const session = sessionOf(tradingDateAt(bar.openAt));
    if (session === undefined || phaseAt(session, bar.openAt) === 'closed' || !isVolume(bar.volume)) continue;
    const ofName = days.get(bar.symbol) ?? new Map<TradingDate, DayVolume>();
    days.set(bar.symbol, ofName);
    const day = ofName.get(session.date) ?? {session, volume: new Array<number>(slots).fill(0)};
    ofName.set(session.date, day);
    addVolume(day, bar, slot);
  }
  const baselines = new Map<Ticker, Baseline>();
  for (const [symbol, ofName] of days) {
    const all = [...ofName.values()].sort((a, b) => a.session.preAt - b.session.preAt);
    const whole = all.filter(day => !day.session.half);
    const used = (whole.length > 0 ? whole : all).slice(-MOST_SESSIONS);
    baselines.set(symbol, {sessions: used.length, slot, cumulativeVolume: meanCumulative(used, slots)});
  }
  return baselines;
};

/** The regular close of the session right before `date`, for every name that has bars of it; older ones do not count. */
export const previousClosesFrom = (bars: Iterable<Bar>, date: TradingDate): Map<Ticker, number> => {
  const session = sessionBefore(date);
  const latest = new Map<Ticker, Bar>();
  for (const bar of bars) {
    if (!isPrice(bar.close)) continue;
    const known = latest.get(bar.symbol);
    if (phaseAt(session, bar.openAt) === 'regular' && (known === undefined || bar.openAt >= known.openAt))
      latest.set(bar.symbol, bar);
  }
  return new Map(Array.from(latest, ([symbol, bar]) => [symbol, bar.close]));
};

/** Shares usually traded from 04:00 to `now`, straight between the ends of slots; undefined without earlier sessions. */
export const usualVolumeAt = (baseline: Baseline, session: Session, now: Instant): number | undefined => {
  const {cumulativeVolume, slot, sessions} = baseline;
  if (sessions === 0 || cumulativeVolume.length === 0) return undefined;
  if (now <= session.preAt) return 0;
  const index = Math.floor((now - session.preAt) / slot);
  const last = cumulativeVolume.at(-1) ?? 0;
  const before = index === 0 ? 0 : (cumulativeVolume[index - 1] ?? last);
  const after = cumulativeVolume[index] ?? last;
  const slotAt = plus(session.preAt, (index * slot) as Span);
  return before + ((after - before) * (now - slotAt)) / slot;
};
