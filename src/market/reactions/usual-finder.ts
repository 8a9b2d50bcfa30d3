import type {MarketFit} from '../../analytics/session-baseline.ts';
import type {Session} from '../../core/calendar.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DayFile} from '../snapshot.ts';
import type {NameTracks} from './name-tracks.ts';
import type {TradedPhase} from './phase-slots.ts';
import type {Benchmark} from './reaction.ts';
import {
  type DayUsual,
  ratioBefore,
  refusalWords,
  refused,
  SAME_DAY_SLOT,
  usualFromSessions,
  usualOfDay,
} from './usual.ts';

/** What is usual for a name beside its benchmark, as far as it can be told at a moment; each part is learnt when asked for. */
export type UsualFinder = (symbol: Ticker, benchmark: Benchmark, at: Instant) => DayUsual;

/** By earlier sessions, which are learnt from once for each benchmark object; without, by the part of this day that the moment lies in, until then. */
export const createUsualFinder = (file: DayFile, tracks: NameTracks, session: Session, fit: MarketFit): UsualFinder => {
  type Learnt = ReturnType<typeof usualFromSessions>;
  const learnt = new Map<Ticker, Map<Benchmark, Map<TradedPhase, Learnt>>>();
  const fromSessions = (symbol: Ticker, benchmark: Benchmark, phase: TradedPhase): Learnt => {
    const ofName = learnt.get(symbol) ?? new Map<Benchmark, Map<TradedPhase, Learnt>>();
    learnt.set(symbol, ofName);
    const parts = ofName.get(benchmark) ?? new Map<TradedPhase, Learnt>();
    ofName.set(benchmark, parts);
    if (!parts.has(phase)) parts.set(phase, usualFromSessions(file.earlier, symbol, benchmark, phase, fit));
    return parts.get(phase);
  };
  const usualIn = (symbol: Ticker, benchmark: Benchmark, at: Instant, phase: TradedPhase): DayUsual[TradedPhase] => {
    let found = fromSessions(symbol, benchmark, phase);
    const minutes = (name: Ticker) => tracks.gridOf(name, SAME_DAY_SLOT, at);
    if (found === undefined || 'status' in found)
      found = usualOfDay(minutes, symbol, benchmark, session, phase, at, fit);
    if ('status' in found) return refused(refusalWords(found));
    const {slot} = found;
    const gridOf = (name: Ticker) => tracks.gridOf(name, slot, at);
    return {...found, ratio: ratioBefore(found, gridOf, symbol, benchmark, session, phase, at)};
  };
  return (symbol, benchmark, at) => {
    const known: Partial<Record<TradedPhase, DayUsual[TradedPhase]>> = {};
    const part = (phase: TradedPhase): DayUsual[TradedPhase] => {
      const found = known[phase] ?? usualIn(symbol, benchmark, at, phase);
      known[phase] = found;
      return found;
    };
    return {
      get pre() {
        return part('pre');
      },
      get regular() {
        return part('regular');
      },
      get post() {
        return part('post');
      },
    };
  };
};
