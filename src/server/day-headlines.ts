import type {Headline} from '../core/events.ts';
import {type Instant, minus, span} from '../core/instant.ts';
import type {EventSource, ServedDay} from './served-day.ts';

const MICROSECOND = span(1);

/** Every headline of a day in order of receipt, read when first asked for and then kept. */
export type DayHeadlines = () => Promise<readonly Headline[]>;

const readHeadlines = async (day: ServedDay): Promise<readonly Headline[]> => {
  const headlines: Headline[] = [];
  for (const time of new Set<Instant>(day.events.headlineTimes)) {
    for await (const batch of day.events.read({after: minus(time, MICROSECOND), until: time})) {
      for (const event of batch) if (event.kind === 'headline') headlines.push(event);
    }
  }
  return headlines;
};

export const createDayHeadlines = (day: ServedDay): DayHeadlines => {
  let headlines: Promise<readonly Headline[]> | undefined;
  return () => {
    headlines ??= readHeadlines(day);
    return headlines;
  };
};

/** The wire alone, as a source of events. */
export const headlineSource = (allOfDay: DayHeadlines): EventSource => ({
  read: async function* ({after, until}) {
    const headlines = await allOfDay();
    const from = after === undefined ? 0 : headlines.findIndex(headline => headline.receivedAt > after);
    const wanted = from < 0 ? [] : headlines.slice(from);
    yield until === undefined ? wanted : wanted.filter(headline => headline.receivedAt <= until);
  },
});
