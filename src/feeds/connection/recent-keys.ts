import type {FeedEvent} from '../../core/events.ts';
import {DAY} from '../../core/instant.ts';
import {createRecentPrints, isNewPrint, placeOf, type RecentPrints} from './recent-prints.ts';

export const PRINT = Symbol('print');

/**
 * By which what comes twice is known. PRINT says that it is a trade and known as trades are, by its number for a symbol, a
 * day, a venue and a tape: they are many, and a text for each would cost more than reading it.
 */
export type EventKey = string | typeof PRINT;

/** What came lately: of texts two generations, the older of which is forgotten whole. */
export type RecentKeys = {young: Set<string>; old: Set<string>; readonly prints: RecentPrints};

/** Keys a generation holds: at least this many of the last events are remembered, at most twice as many. */
export const GENERATION = 100_000;

export const createRecentKeys = (): RecentKeys => ({young: new Set(), old: new Set(), prints: createRecentPrints()});

/** Whether a key was not seen lately. Remembers it. */
export const isNew = (recent: RecentKeys, key: string): boolean => {
  if (recent.young.has(key) || recent.old.has(key)) return false;
  if (recent.young.size >= GENERATION) {
    recent.old = recent.young;
    recent.young = new Set();
  }
  recent.young.add(key);
  return true;
};

const isNewEvent = (recent: RecentKeys, event: FeedEvent, key: EventKey): boolean => {
  if (key !== PRINT) return isNew(recent, key);
  if (event.kind !== 'trade') return true;
  const place = placeOf(event);
  if (place !== undefined) return isNewPrint(recent.prints, event.symbol, place, event.id);
  return isNew(recent, `t${event.symbol}|${event.venue}${event.tape}${event.id}|${Math.floor(event.at / DAY)}`);
};

/** The events whose key was not seen lately, or that have none; the same array when that is all. Remembers their keys. */
export const takeNew = (
  recent: RecentKeys,
  events: readonly FeedEvent[],
  keyOf: (event: FeedEvent) => EventKey | undefined,
): readonly FeedEvent[] => {
  let kept: FeedEvent[] | undefined;
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined) continue;
    const key = keyOf(event);
    if (key === undefined || isNewEvent(recent, event, key)) kept?.push(event);
    else kept ??= events.slice(0, index);
  }
  return kept ?? events;
};
