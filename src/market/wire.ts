import type {Headline} from '../core/events.ts';
import type {WireItem} from './snapshot.ts';

/** The item after another edition of its headline came; the same item when that one is not newer. */
export const reviseItem = (item: WireItem | undefined, headline: Headline): WireItem => {
  if (item === undefined) {
    return {headline, firstReceivedAt: headline.receivedAt, revision: 0, before: undefined};
  }
  if (headline.updatedAt <= item.headline.updatedAt) return item;
  const reworded = headline.headline !== item.headline.headline;
  return {
    headline,
    firstReceivedAt: item.firstReceivedAt,
    revision: item.revision + 1,
    before: reworded ? item.headline.headline : item.before,
  };
};

/** The wire's order: newest first by publication, then by id so that it never depends on arrival. */
export const compareWire = (a: WireItem, b: WireItem): number =>
  b.headline.at - a.headline.at || (a.headline.id < b.headline.id ? -1 : a.headline.id > b.headline.id ? 1 : 0);

/** An ordered wire with `changed` items put in, in place of their earlier editions. Linear in the wire's length. */
export const mergeWire = (wire: readonly WireItem[], changed: readonly WireItem[]): readonly WireItem[] => {
  if (changed.length === 0) return wire;
  const ids = new Set(changed.map(item => item.headline.id));
  const coming = [...changed].sort(compareWire);
  const merged: WireItem[] = [];
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
