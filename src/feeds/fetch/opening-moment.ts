import type {Session} from '../../core/calendar.ts';
import type {TapeEvent} from '../../core/events.ts';
import {type Instant, minus, minutes} from '../../core/instant.ts';
import {annotate} from '../../news/annotate.ts';

const LEAD = minutes(2);
/** Headlines that matter this much, of 100, are worth opening on. */
const BIG = 60;

/** Where a replay opens: just before the session's first big headline or, without one, before the regular open. */
export const openingMoment = async (
  session: Session,
  news: AsyncIterable<readonly TapeEvent[]> | undefined,
): Promise<Instant> => {
  for await (const events of news ?? []) {
    for (const event of events) {
      if (event.kind !== 'headline' || event.receivedAt < session.preAt) continue;
      if (annotate(event).importance >= BIG) return minus(event.receivedAt, LEAD);
    }
  }
  return minus(session.openAt, LEAD);
};
