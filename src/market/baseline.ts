import {phaseAt, type Session, sessionBefore} from '../core/calendar.ts';
import type {Bar} from '../core/events.ts';
import {type Instant, plus, type Span} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import {isPrice} from './plausible.ts';
import type {Baseline, EarlierSessions} from './snapshot.ts';

const meanCumulative = ({dates, slots, volumes}: EarlierSessions): readonly number[] => {
  const means: number[] = [];
  let sum = 0;
  for (let index = 0; index < slots; index++) {
    for (let row = 0; row < dates.length; row++) sum += (volumes[row * slots + index] ?? 0) / dates.length;
    means.push(sum);
  }
  return means;
};

/** The usual volume of each name: the mean over its earlier sessions. */
export const baselinesFrom = (earlier: ReadonlyMap<Ticker, EarlierSessions>): Map<Ticker, Baseline> =>
  new Map(
    Array.from(earlier, ([symbol, sessions]) => [
      symbol,
      {sessions: sessions.dates.length, slot: sessions.slot, cumulativeVolume: meanCumulative(sessions)},
    ]),
  );

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
