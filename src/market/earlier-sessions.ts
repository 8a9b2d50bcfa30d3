import {phaseAt, type Session, sessionOf} from '../core/calendar.ts';
import type {Bar} from '../core/events.ts';
import {HOUR, type Span} from '../core/instant.ts';
import {type TradingDate, tradingDateAt} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import {isPrice, isVolume} from './plausible.ts';
import type {EarlierSessions} from './snapshot.ts';

/** Sessions that are looked back on. */
const MOST_SESSIONS = 20;
/** From 04:00 to 20:00. */
const DAY_LENGTH = 16 * HOUR;

/** One session of one name; `endAt` is the end of the bar that a slot's close came from, `openedAt` of the opening price. */
type DayBars = {
  open: number;
  openedAt: number;
  readonly session: Session;
  readonly closes: Float64Array;
  readonly volumes: Float64Array;
  readonly endAt: Float64Array;
};

const createDayBars = (session: Session, slots: number): DayBars => ({
  open: Number.NaN,
  openedAt: Number.POSITIVE_INFINITY,
  session,
  closes: new Float64Array(slots).fill(Number.NaN),
  volumes: new Float64Array(slots),
  endAt: new Float64Array(slots),
});

/** Adds a bar's shares to the slots it covers, in equal parts when there are several, and its close to the last of them. */
const addBar = (day: DayBars, bar: Bar, slot: Span): void => {
  const {session, closes, volumes, endAt} = day;
  if (isPrice(bar.open) && bar.openAt >= session.openAt && bar.openAt < Math.min(day.openedAt, session.openAt + slot)) {
    day.open = bar.open;
    day.openedAt = bar.openAt;
  }
  const from = Math.floor((bar.openAt - session.preAt) / slot);
  const to = Math.max(from + 1, Math.ceil((bar.openAt + bar.span - session.preAt) / slot));
  const end = Math.min(to, volumes.length);
  for (let index = from; index < end; index++) volumes[index] = (volumes[index] ?? 0) + bar.volume / (to - from);
  const known = bar.openAt + bar.span;
  if (end < to || !isPrice(bar.close) || known < (endAt[end - 1] ?? 0)) return;
  closes[end - 1] = bar.close;
  endAt[end - 1] = known;
};

/** The bars of the last twenty sessions side by side. */
const packed = (days: readonly DayBars[], slot: Span, slots: number): EarlierSessions => {
  const closes = new Float64Array(days.length * slots);
  const volumes = new Float64Array(days.length * slots);
  const opens = Float64Array.from(days, ({open}) => open);
  for (const [row, day] of days.entries()) {
    closes.set(day.closes, row * slots);
    volumes.set(day.volumes, row * slots);
  }
  return {slot, slots, dates: days.map(({session}) => session.date), closes, opens, volumes};
};

/**
 * Each name's last twenty sessions on one grid of slots, from their bars in any order and of any length. Half days have
 * another shape and are left out, unless there is nothing else.
 */
export const earlierSessionsFrom = (bars: Iterable<Bar>, slot: Span): Map<Ticker, EarlierSessions> => {
  const slots = Math.ceil(DAY_LENGTH / slot);
  const days = new Map<Ticker, Map<TradingDate, DayBars>>();
  for (const bar of bars) {
    const session = sessionOf(tradingDateAt(bar.openAt));
    if (session === undefined || phaseAt(session, bar.openAt) === 'closed' || !isVolume(bar.volume)) continue;
    const ofName = days.get(bar.symbol) ?? new Map<TradingDate, DayBars>();
    days.set(bar.symbol, ofName);
    const day = ofName.get(session.date) ?? createDayBars(session, slots);
    ofName.set(session.date, day);
    addBar(day, bar, slot);
  }
  const earlier = new Map<Ticker, EarlierSessions>();
  for (const [symbol, ofName] of days) {
    const all = [...ofName.values()].sort((a, b) => a.session.preAt - b.session.preAt);
    const whole = all.filter(day => !day.session.half);
    earlier.set(symbol, packed((whole.length > 0 ? whole : all).slice(-MOST_SESSIONS), slot, slots));
  }
  return earlier;
};
