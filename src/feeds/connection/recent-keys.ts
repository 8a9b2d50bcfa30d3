import type {FeedEvent} from '../../core/events.ts';

/** Keys of what came lately: two generations, the older of which is forgotten whole. */
export type RecentKeys = {young: Set<string>; old: Set<string>};

/** Keys a generation holds: at least this many of the last events are remembered, at most twice as many. */
export const GENERATION = 100_000;

export const createRecentKeys = (): RecentKeys => ({young: new Set(), old: new Set()});

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

/** The events whose key was not seen lately, or that have none; the same array when that is all. Remembers their keys. */
export const takeNew = (
  recent: RecentKeys,
  events: readonly FeedEvent[],
  keyOf: (event: FeedEvent) => string | undefined,
): readonly FeedEvent[] => {
  let kept: FeedEvent[] | undefined;
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined) continue;
    const key = keyOf(event);
    if (key === undefined || isNew(recent, key)) kept?.push(event);
    else kept ??= events.slice(0, index);
  }
  return kept ?? events;
};
