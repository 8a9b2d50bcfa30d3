import type {TapeCode} from '../core/events.ts';

/**
 * Prints kept a name. A print can be corrected or cancelled in full while it is among them, and one that comes a
 * second time (a gap filled with some overlap) is known for a repeat. About 4 MB a name once full.
 */
export const MOST_PRINTS = 65_536;
const FIRST_CAPACITY = 1_024;
const BUCKETS_A_PRINT = 2;
const VENUE_PLACES = 64;

/**
 * The latest prints of one name, in order of arrival, as columns of a ring: a print's number `seq` grows by one and
 * lives at `seq & mask`. `heads` and `next` chain prints of one hash from newest to oldest; a link to a print that
 * was let go ends the chain. Prints from `loose` on are not in it yet: most are never looked for, so the first that is
 * looked for has them put there. A size of 0 marks a print taken back.
 */
export type PrintStore = {
  first: number;
  end: number;
  mask: number;
  ids: Float64Array;
  venues: Int32Array;
  ats: Float64Array;
  prices: Float64Array;
  sizes: Float64Array;
  rules: Uint16Array;
  next: Int32Array;
  heads: Int32Array;
  loose: number;
  /** The largest number of all prints and aliases so far whose venue has this place (see newestAt). */
  readonly newest: Float64Array;
  /** Latest event time among the prints let go: whole seconds after it are all here. */
  lostUpTo: number;
  /** Prints known under the number that a correction gave them. */
  readonly aliases: Map<number, {readonly venue: number; readonly seq: number}[]>;
  /** Prints that had been let go when they were amended, so that each is amended once. */
  readonly amendedLost: Set<string>;
};

export const createPrintStore = (): PrintStore => ({
  first: 0,
  end: 0,
  mask: FIRST_CAPACITY - 1,
  ids: new Float64Array(FIRST_CAPACITY),
  venues: new Int32Array(FIRST_CAPACITY),
  ats: new Float64Array(FIRST_CAPACITY),
  prices: new Float64Array(FIRST_CAPACITY),
  sizes: new Float64Array(FIRST_CAPACITY),
  rules: new Uint16Array(FIRST_CAPACITY),
  next: new Int32Array(FIRST_CAPACITY),
  heads: new Int32Array(BUCKETS_A_PRINT * FIRST_CAPACITY).fill(-1),
  loose: 0,
  newest: new Float64Array(VENUE_PLACES).fill(-1),
  lostUpTo: Number.NEGATIVE_INFINITY,
  aliases: new Map(),
  amendedLost: new Set(),
});

/** Venue and tape in one integer. Venues are single letters; the rare longer name is hashed. */
export const venueCode = (venue: string, tape: TapeCode): number => {
  let hash = 0;
  for (let index = 0; index < venue.length; index++) hash = Math.imul(hash, 31) + venue.charCodeAt(index);
  return (hash << 7) | tape.charCodeAt(0);
};

/**
 * Feeds count their prints up, so low bits are kept as they are: neighbours in time stay neighbours in memory.
 */
const bucketOf = (store: PrintStore, id: number, venue: number): number => {
  const high = Math.imul((id / 4_294_967_296) | 0, 0x85eb_ca6b) ^ Math.imul(venue, 0x9e37_79b1);
  return ((id | 0) ^ (id >>> 18) ^ high ^ (high >>> 15)) & (BUCKETS_A_PRINT * store.mask + BUCKETS_A_PRINT - 1);
};

/** Where the largest number of a venue is kept; venues may share a place. */
const newestAt = (venue: number): number => (venue ^ (venue >>> 7)) & (VENUE_PLACES - 1);

const noteNewest = ({newest}: PrintStore, id: number, venue: number): void => {
  const place = newestAt(venue);
  if (id > (newest[place] ?? 0)) newest[place] = id;
};

const copied = <T extends Float64Array | Int32Array | Uint16Array>(to: T, from: T): T => {
  to.set(from);
  return to;
};

const grow = (store: PrintStore): void => {
  const capacity = 2 * (store.mask + 1);
  store.mask = capacity - 1;
  store.ids = copied(new Float64Array(capacity), store.ids);
  store.venues = copied(new Int32Array(capacity), store.venues);
  store.ats = copied(new Float64Array(capacity), store.ats);
  store.prices = copied(new Float64Array(capacity), store.prices);
  store.sizes = copied(new Float64Array(capacity), store.sizes);
  store.rules = copied(new Uint16Array(capacity), store.rules);
  store.next = new Int32Array(capacity);
  store.heads = new Int32Array(BUCKETS_A_PRINT * capacity).fill(-1);
  store.loose = store.first;
};

const link = (store: PrintStore): void => {
  for (let seq = Math.max(store.loose, store.first); seq < store.end; seq++) {
    const slot = seq & store.mask;
    const bucket = bucketOf(store, store.ids[slot] ?? 0, store.venues[slot] ?? 0);
    store.next[slot] = store.heads[bucket] ?? -1;
    store.heads[bucket] = seq;
  }
  store.loose = store.end;
};

/** The number of the print with this identity, its own or one that a correction gave it; -1 when it is not here. */
export const findPrint = (store: PrintStore, id: number, venue: number): number => {
  // Venues count their prints up: most are larger than all before, and need not be looked for.
  if (id > (store.newest[newestAt(venue)] ?? 0)) return -1;
  link(store);
  for (let seq = store.heads[bucketOf(store, id, venue)] ?? -1; seq >= store.first; ) {
    const slot = seq & store.mask;
    if (store.ids[slot] === id && store.venues[slot] === venue) return seq;
    seq = store.next[slot] ?? -1;
  }
  return store.aliases.size === 0 ? -1 : findAlias(store, id, venue);
};

const findAlias = (store: PrintStore, id: number, venue: number): number => {
  const seq = store.aliases.get(id)?.find(alias => alias.venue === venue)?.seq ?? -1;
  return seq >= store.first ? seq : -1;
};

/** From now on the print is also known by `id`. */
export const addAlias = (store: PrintStore, id: number, venue: number, seq: number): void => {
  noteNewest(store, id, venue);
  const known = store.aliases.get(id);
  if (known === undefined) store.aliases.set(id, [{venue, seq}]);
  else known.push({venue, seq});
};

/** Whether the next print needs the oldest one to be let go first (dropOldest). */
export const isFull = (store: PrintStore): boolean => store.end - store.first === MOST_PRINTS;

export const dropOldest = (store: PrintStore): void => {
  store.lostUpTo = Math.max(store.lostUpTo, store.ats[store.first & store.mask] ?? 0);
  store.first++;
};

/** Adds a print at the end of a store that is not full. */
export const addPrint = (
  store: PrintStore,
  id: number,
  venue: number,
  at: number,
  price: number,
  size: number,
  rule: number,
): void => {
  if (store.end - store.first > store.mask) grow(store);
  const slot = store.end++ & store.mask;
  store.ids[slot] = id;
  store.venues[slot] = venue;
  store.ats[slot] = at;
  store.prices[slot] = price;
  store.sizes[slot] = size;
  store.rules[slot] = rule;
  noteNewest(store, id, venue);
};
