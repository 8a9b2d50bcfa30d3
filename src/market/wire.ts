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

/** An ordered wire with `changed` items put in, in place of their earlier editions. Linear in the wire's length. */
export const mergeWire = <Item extends Told>(wire: readonly Item[], changed: readonly Item[]): readonly Item[] => {
  if (changed.length === 0) return wire;
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
