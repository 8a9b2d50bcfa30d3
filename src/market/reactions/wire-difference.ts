import type {Snapshot, WireItem} from '../snapshot.ts';

/** What went from a wire and what came to it, oldest first; of what was revised the one edition and the other. */
export type WireDifference = {readonly gone: readonly WireItem[]; readonly come: readonly WireItem[]};

/** What of two wires lies between the places up to which, and from which on, they are alike. */
export const wireDifference = (before: Snapshot['wire'], after: Snapshot['wire']): WireDifference => {
  let first = 0;
  const least = Math.min(before.length, after.length);
  while (first < least && before[first] === after[first]) first++;
  let same = 0;
  while (same < least - first && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const old = before.slice(first, before.length - same).reverse();
  const present = after.slice(first, after.length - same).reverse();
  if (old.length === 0 || present.length === 0) return {gone: old, come: present};
  const [were, are] = [new Set(old), new Set(present)];
  return {gone: old.filter(item => !are.has(item)), come: present.filter(item => !were.has(item))};
};
