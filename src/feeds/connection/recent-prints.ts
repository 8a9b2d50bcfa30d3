import type {Trade} from '../../core/events.ts';
import {DAY} from '../../core/instant.ts';

/** Prints remembered; a power of two. */
export const MOST_RECENT = 131_072;
const FIRST_CAPACITY = 1_024;
const BUCKETS_A_PRINT = 2;
const HASHES = 4_096;
const LETTER_BITS = 7;

/**
 * The latest prints by what they are known by, as columns of a ring: the print with number `end - age` lives at that number
 * & `mask`. `heads` and `next` chain prints of one hash from newest to oldest, all but the last `loose`: most are never
 * looked for, so the first that is looked for has them put there. Numbers run round at 2^32; a link that does not lead to
 * something older, or leads to what is no longer kept, ends its chain.
 */
export type RecentPrints = {
  end: number;
  kept: number;
  mask: number;
  ids: Float64Array;
  places: Int32Array;
  symbols: string[];
  next: Int32Array;
  heads: Int32Array;
  loose: number;
  /** The largest number of all prints so far whose symbol and place have this hash (see hashOf). */
  readonly newest: Float64Array;
};

const emptySymbols = (count: number): string[] => new Array<string>(count).fill('');

export const createRecentPrints = (): RecentPrints => ({
  end: 0,
  kept: 0,
  mask: FIRST_CAPACITY - 1,
  ids: new Float64Array(FIRST_CAPACITY),
  places: new Int32Array(FIRST_CAPACITY),
  symbols: emptySymbols(FIRST_CAPACITY),
  next: new Int32Array(FIRST_CAPACITY),
  heads: new Int32Array(BUCKETS_A_PRINT * FIRST_CAPACITY).fill(-1),
  loose: 0,
  newest: new Float64Array(HASHES).fill(-1),
});

/** Day, venue and tape of a print in one integer; undefined for a venue that is no letter of ASCII. */
export const placeOf = ({venue, tape, at}: Trade): number | undefined => {
  const letter = venue.charCodeAt(0);
  if (venue.length !== 1 || letter >= 1 << LETTER_BITS) return undefined;
  const day = Math.floor(at / DAY);
  return (((day << LETTER_BITS) | letter) << LETTER_BITS) | tape.charCodeAt(0);
};

const hashOf = (symbol: string, place: number): number => {
  let hash = Math.imul(place, 0x9e37_79b1);
  for (let index = 0; index < symbol.length; index++) hash = Math.imul(hash ^ symbol.charCodeAt(index), 0x85eb_ca6b);
  return hash ^ (hash >>> 15);
};

/** Feeds count their prints up, so low bits are kept as they are: neighbours in time stay neighbours in memory. */
const bucketOf = ({mask}: RecentPrints, hash: number, id: number): number => {
  const high = Math.imul((id / 4_294_967_296) | 0, 0xc2b2_ae35);
  return ((id | 0) ^ high ^ (high >>> 15) ^ hash) & (BUCKETS_A_PRINT * mask + BUCKETS_A_PRINT - 1);
};

const put = (prints: RecentPrints, symbol: string, place: number, id: number): void => {
  const slot = prints.end & prints.mask;
  prints.ids[slot] = id;
  prints.places[slot] = place;
  prints.symbols[slot] = symbol;
  prints.end = (prints.end + 1) | 0;
  if (prints.kept <= prints.mask) prints.kept++;
  if (prints.loose <= prints.mask) prints.loose++;
};

const link = (prints: RecentPrints): void => {
  const {ids, places, symbols, next, heads, end, mask} = prints;
  for (let age = prints.loose; age > 0; age--) {
    const number = (end - age) | 0;
    const slot = number & mask;
    const bucket = bucketOf(prints, hashOf(symbols[slot] ?? '', places[slot] ?? 0), ids[slot] ?? 0);
    next[slot] = heads[bucket] ?? number;
    heads[bucket] = number;
  }
  prints.loose = 0;
};

/** Makes room for twice as many; each keeps its number. */
const grow = (prints: RecentPrints): void => {
  const {ids, places, symbols, mask, end, kept} = prints;
  const capacity = 2 * (mask + 1);
  prints.mask = capacity - 1;
  prints.ids = new Float64Array(capacity);
  prints.places = new Int32Array(capacity);
  prints.symbols = emptySymbols(capacity);
  prints.next = new Int32Array(capacity);
  prints.heads = new Int32Array(BUCKETS_A_PRINT * capacity).fill((end - kept - 1) | 0);
  prints.loose = kept;
  for (let age = kept; age > 0; age--) {
    const number = (end - age) | 0;
    const [from, to] = [number & mask, number & prints.mask];
    prints.ids[to] = ids[from] ?? 0;
    prints.places[to] = places[from] ?? 0;
    prints.symbols[to] = symbols[from] ?? '';
  }
};

const holds = (prints: RecentPrints, hash: number, symbol: string, place: number, id: number): boolean => {
  link(prints);
  const {end, kept, mask, ids, places, symbols, next} = prints;
  let number = prints.heads[bucketOf(prints, hash, id)] ?? end;
  for (let before = 0; ; ) {
    const age = (end - number) >>> 0;
    if (age <= before || age > kept) return false;
    const slot = number & mask;
    if (ids[slot] === id && places[slot] === place && symbols[slot] === symbol) return true;
    number = next[slot] ?? end;
    before = age;
  }
};

/** Whether a print was not seen lately, by the number it has for a symbol and a place (see placeOf). Remembers it. */
export const isNewPrint = (prints: RecentPrints, symbol: string, place: number, id: number): boolean => {
  const hash = hashOf(symbol, place);
  const newest = hash & (HASHES - 1);
  // Most are larger than all before, and need not be looked for.
  if (id > (prints.newest[newest] ?? 0)) prints.newest[newest] = id;
  else if (holds(prints, hash, symbol, place, id)) return false;
  if (prints.kept > prints.mask && prints.kept < MOST_RECENT) grow(prints);
  put(prints, symbol, place, id);
  return true;
};
