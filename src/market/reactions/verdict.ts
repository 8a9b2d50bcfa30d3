import {DETECTION_LEVEL} from '../../analytics/calibrated-t.ts';
import type {Session} from '../../core/calendar.ts';
import {tradingDateAt} from '../../core/new-york.ts';
import type {WireItem} from '../snapshot.ts';
import type {Stop} from './horizons.ts';
import type {HorizonReading, Start, Verdict} from './reaction.ts';

/** Whether what was measured at a horizon can be told from nothing. */
export const isSignificant = ({measured}: HorizonReading): boolean =>
  measured?.test.status === 'ok' && Math.abs(measured.test.t) >= DETECTION_LEVEL;

/** Of a headline told while this day's market was shut: at night, or on another day, of which there may be a tape. */
export const closedVerdict = (start: Start, session: Session, otherSession: Session | undefined): Verdict => ({
  kind: 'market closed',
  reason: {
    kind: 'no session',
    other:
      tradingDateAt(start.at) !== session.date &&
      otherSession !== undefined &&
      start.at >= otherSession.preAt &&
      start.at < otherSession.endAt,
  },
});

/** What the primary horizon says of a reaction. */
export const verdictOf = (
  reading: HorizonReading,
  confounders: readonly WireItem[],
  stops: readonly Stop[],
): Verdict => {
  const {status, measured, toAt} = reading;
  switch (status) {
    case 'pending':
      return {kind: 'pending', reason: {kind: 'not yet', until: toAt}};
    case 'halted': {
      const last = stops.at(-1);
      return {
        kind: last?.to === undefined ? 'pending' : 'insufficient data',
        reason: {kind: 'halted', since: last?.from},
      };
    }
    case 'no_base':
      return {kind: 'insufficient data', reason: {kind: 'no price before'}};
    case 'stale':
      return {kind: 'insufficient data', reason: {kind: 'no print at the end', at: toAt}};
    case 'ok':
    case 'truncated': {
      if (reading.confounded) return {kind: 'confounded', reason: {kind: 'other headlines', items: confounders}};
      const test = measured?.test;
      if (test?.status !== 'ok')
        return {kind: 'insufficient data', reason: {kind: 'no usual', words: test?.reason ?? 'nothing measured'}};
      if (Math.abs(test.t) < DETECTION_LEVEL)
        return {kind: 'no detectable reaction', reason: {kind: 'within noise', reading}};
      return {kind: test.t > 0 ? 'positive' : 'negative', reason: {kind: 'moved', reading}};
    }
  }
};
