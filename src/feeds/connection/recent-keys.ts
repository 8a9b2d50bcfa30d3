import type {FeedEvent} from '../../core/events.ts';

/** A print's key in numbers: `id` is one of a kind for a symbol and a place, a small integer that stands for venue and day. */
export type PrintKey = {readonly symbol: string; readonly place: number; readonly id: number};

/** By which what comes twice is known. Prints have one without a text: they are many, and texts cost more to make than to read. */
export type EventKey = string | PrintKey;

type Generation = {
  readonly texts: Set<string>;
  readonly prints: Map<string, Map<number, Set<number>>>;
  size: number;
};

/** Keys of what came lately: two generations, the older of which is forgotten whole. */
export type RecentKeys = {young: Generation; old: Generation};

/** Keys a generation holds: at least this many of the last events are remembered, at most twice as many. */
export const GENERATION = 100_000;

const createGeneration = (): Generation => ({texts: new Set(), prints: new Map(), size: 0});

export const createRecentKeys = (): RecentKeys => ({young: createGeneration(), old: createGeneration()});

const holds = ({texts, prints}: Generation, key: EventKey): boolean =>
  typeof key === 'string' ? texts.has(key) : prints.get(key.symbol)?.get(key.place)?.has(key.id) === true;

const keep = (generation: Generation, key: EventKey): void => {
  generation.size += 1;
  if (typeof key === 'string') {
    generation.texts.add(key);
    return;
  }
  const places = generation.prints.get(key.symbol) ?? new Map<number, Set<number>>();
  if (places.size === 0) generation.prints.set(key.symbol, places);
  const ids = places.get(key.place);
  if (ids === undefined) places.set(key.place, new Set([key.id]));
  else ids.add(key.id);
};

/** Whether a key was not seen lately. Remembers it. */
export const isNew = (recent: RecentKeys, key: EventKey): boolean => {
  if (holds(recent.young, key) || holds(recent.old, key)) return false;
  if (recent.young.size >= GENERATION) {
    recent.old = recent.young;
    recent.young = createGeneration();
  }
  keep(recent.young, key);
  return true;
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
    if (key === undefined || isNew(recent, key)) kept?.push(event);
    else kept ??= events.slice(0, index);
  }
  return kept ?? events;
};
