import type {Phase, Session} from '../../core/calendar.ts';
import {earlier, type Instant, later, type Span} from '../../core/instant.ts';

/** The parts of a day that have prints. Each is a series of its own, with its own model and its own time of day. */
export type TradedPhase = Exclude<Phase, 'closed'>;

/** A stretch that lies in one part of the day. */
export type PhaseStretch = {readonly phase: TradedPhase; readonly from: Instant; readonly to: Instant};

/** A day's parts from their first moment up to, not including, the next one's. */
export const phasesOf = ({preAt, openAt, closeAt, endAt}: Session): readonly PhaseStretch[] => [
  {phase: 'pre', from: preAt, to: openAt},
  {phase: 'regular', from: openAt, to: closeAt},
  {phase: 'post', from: closeAt, to: endAt},
];

/** Where a part of the day begins. */
export const phaseStart = ({preAt, openAt, closeAt}: Session, phase: TradedPhase): Instant =>
  phase === 'pre' ? preAt : phase === 'regular' ? openAt : closeAt;

/** What of [from, to) lies in each part of the day, in order; parts that it does not touch are left out. */
export const stretchesOver = (session: Session, from: Instant, to: Instant): readonly PhaseStretch[] =>
  phasesOf(session)
    .map(part => ({...part, from: later(part.from, from), to: earlier(part.to, to)}))
    .filter(part => part.from < part.to);

/** The slots [first, end) that a part of the day has on a grid from 04:00. */
export const phaseSlots = (
  session: Session,
  phase: TradedPhase,
  slot: Span,
): {readonly first: number; readonly end: number} => {
  const next = phase === 'pre' ? session.openAt : phase === 'regular' ? session.closeAt : session.endAt;
  return {
    first: Math.round((phaseStart(session, phase) - session.preAt) / slot),
    end: Math.round((next - session.preAt) / slot),
  };
};
