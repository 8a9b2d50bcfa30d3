import type {TapeEvent} from '../../core/events.ts';
import {plus, seconds} from '../../core/instant.ts';
import type {Random} from './seeded-random.ts';

/** How long after it happened a late print is reported, in seconds. */
const DELAY = {least: 12, most: 95};

/**
 * `events` with `count` ordinary prints of the regular session reported late and out of sequence (condition Z): they
 * keep the moment they happened and become known long after it.
 */
export const delaySome = (random: Random, events: readonly TapeEvent[], count: number): readonly TapeEvent[] => {
  const places = events.flatMap((event, index) =>
    event.kind === 'trade' && event.venue === 'D' && event.conditions.join('') === '@' ? [index] : [],
  );
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, places.length)) {
    chosen.add(places[Math.floor(random() * places.length)] ?? 0);
  }
  return events.map((event, index) => {
    if (event.kind !== 'trade' || !chosen.has(index)) return event;
    const delay = seconds(DELAY.least + (DELAY.most - DELAY.least) * random());
    return {...event, conditions: ['@', 'Z'], receivedAt: plus(event.receivedAt, delay)};
  });
};
