import type {Phase, Session} from '../../core/calendar.ts';
import {earlier, type Instant, later, type Span} from '../../core/instant.ts';

/** The parts of a day that have prints. Each is a series of its own, with its own model and its own time of day. */
export type TradedPhase = Exclude<Phase, 'closed'>;

export const PHASES: readonly TradedPhase[] = ['pre', 'regular', 'post'];

/** A stretch that lies in one part of the day. */
export type PhaseStretch = {readonly phase: TradedPhase; readonly from: Instant; readonly to: Instant};

/** Where a part of the day begins. */
export const phaseStart = ({preAt, openAt, closeAt}: Session, phase: TradedPhase): Instant =>
  phase === 'pre' ? preAt : phase === 'regular' ? openAt : closeAt;

/** Where it ends and the next one begins. */
export const phaseEnd = ({openAt, closeAt, endAt}: Session, phase: TradedPhase): Instant =>
  phase === 'pre' ? openAt : phase === 'regular' ? closeAt : endAt;

/** What of [from, to) lies in each part of the day, in order; parts that it does not touch are left out. */
export const stretchesOver = (session: Session, from: Instant, to: Instant): readonly PhaseStretch[] => {
  const parts: PhaseStretch[] = [];
  for (const phase of PHASES) {
    const part = {phase, from: later(phaseStart(session, phase), from), to: earlier(phaseEnd(session, phase), to)};
    if (part.from < part.to) parts.push(part);
  }
  return parts;
};

/** The slots [first, end) that a part of the day has on a grid from 04:00. */
export const phaseSlots = (
  session: Session,
  phase: TradedPhase,
  slot: Span,
): {readonly first: number; readonly end: number} => {
  return {
    first: Math.round((phaseStart(session, phase) - session.preAt) / slot),
    end: Math.round((phaseEnd(session, phase) - session.preAt) / slot),
  };
};
