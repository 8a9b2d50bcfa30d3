import type {Headline} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {WireItem} from './snapshot.ts';

/** Wordings kept of one headline, the newest. */
const MOST_EDITIONS = 64;

/** The part of an item that its own editions alone decide. */
export type Editions = Pick<WireItem, 'headline' | 'firstReceivedAt' | 'revision' | 'earlier'>;

/** The editions after another came; the same object when that one is not newer. */
export const reviseItem = (item: Editions | undefined, headline: Headline): Editions => {
  if (item === undefined) return {headline, firstReceivedAt: headline.receivedAt, revision: 0, earlier: []};
  const {headline: before, firstReceivedAt, revision, earlier} = item;
  if (headline.updatedAt <= before.updatedAt) return item;
  const reworded = headline.headline !== before.headline;
  return {
    headline,
    firstReceivedAt,
    revision: revision + 1,
    earlier: reworded
      ? [...earlier, {text: before.headline, updatedAt: before.updatedAt}].slice(-MOST_EDITIONS)
      : earlier,
  };
};

/** What the wire's order looks at. */
type Told = Pick<WireItem, 'headline'>;

/** The wire's order: newest first by publication, then by id so that it never depends on arrival. */
export const compareWire = (a: Told, b: Told): number =>
  b.headline.at - a.headline.at || (a.headline.id < b.headline.id ? -1 : a.headline.id > b.headline.id ? 1 : 0);

/** From this many changed items on, one pass over the whole wire is sooner done than a search for each. */
const MANY = 64;

/** The first place in an ordered wire whose item does not come before this one. */
const placeIn = (wire: readonly Told[], item: Told): number => {
  let low = 0;
  let high = wire.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = wire[middle];
    if (at !== undefined && compareWire(at, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Of a wire the last item put in under each id; wires made of one another share it. An id that it has not is on none of them;
 * an item that it has may be another wire's, so it is looked up by its place.
 */
const lastById = new WeakMap<readonly Told[], Map<string, Told>>();

const indexOf = (wire: readonly Told[]): Map<string, Told> => {
  const made = lastById.get(wire) ?? new Map(wire.map(item => [item.headline.id, item]));
  lastById.set(wire, made);
  return made;
};

/** Where the wire has the id; −1 where it has it not. */
const placeOfId = (wire: readonly Told[], id: string, last: Told | undefined): number => {
  if (last === undefined) return -1;
  const place = placeIn(wire, last);
  return wire[place] === last ? place : wire.findIndex(({headline}) => headline.id === id);
};

/** A few items put where they belong, in a copy. */
const withFew = <Item extends Told>(wire: readonly Item[], changed: readonly Item[]): readonly Item[] => {
  const index = indexOf(wire);
  let merged: Item[] | undefined;
  for (const item of changed) {
    const {id} = item.headline;
    const earlier = placeOfId(merged ?? wire, id, index.get(id));
    if (earlier >= 0) {
      merged ??= wire.slice();
      merged.splice(earlier, 1);
    }
    // Most often one item comes, and is new: then the wire is copied once, with it in its place.
    if (merged === undefined) merged = wire.toSpliced(placeIn(wire, item), 0, item);
    else merged.splice(placeIn(merged, item), 0, item);
    index.set(id, item);
  }
  if (merged === undefined) return wire;
  lastById.set(merged, index);
  return merged;
};

/** An ordered wire with `changed` items put in, in place of their earlier editions. Linear in the wire's length. */
export const mergeWire = <Item extends Told>(wire: readonly Item[], changed: readonly Item[]): readonly Item[] => {
  if (changed.length === 0) return wire;
  if (changed.length < MANY) return withFew(wire, changed);
  const ids = new Set(changed.map(item => item.headline.id));
  const coming = [...changed].sort(compareWire);
  const merged: Item[] = [];
  let next = 0;
  for (const item of wire) {
    if (ids.has(item.headline.id)) continue;
    for (let first = coming[next]; first !== undefined && compareWire(first, item) < 0; first = coming[++next])
      merged.push(first);
    merged.push(item);
  }
  for (const rest of coming.slice(next)) merged.push(rest);
  return merged;
};

/** The item of an ordered wire with this id; where it was published is looked up at once, else all are asked. */
export const wireItemAt = <Item extends Told>(
  wire: readonly Item[],
  id: string,
  at: Instant | undefined,
): Item | undefined => {
  let low = 0;
  let high = at === undefined ? 0 : wire.length;
  while (at !== undefined && low < high) {
    const middle = (low + high) >> 1;
    if ((wire[middle]?.headline.at ?? at) > at) low = middle + 1;
    else high = middle;
  }
  for (let item = wire[low]; item !== undefined && item.headline.at === at; item = wire[++low])
    if (item.headline.id === id) return item;
  return wire.find(({headline}) => headline.id === id);
};
