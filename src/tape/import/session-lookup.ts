import {type Session, sessionAt} from '../../core/calendar.ts';
import type {Instant} from '../../core/instant.ts';

/** The session that a moment lies in, or undefined for nights, weekends and holidays. Quick for rows in order. */
export const createSessionLookup = (): ((at: Instant) => Session | undefined) => {
  let last: Session | undefined;
  return at => {
    if (last !== undefined && at >= last.preAt && at < last.endAt) return last;
    const session = sessionAt(at);
    if (at < session.preAt) return undefined;
    last = session;
    return session;
  };
};
