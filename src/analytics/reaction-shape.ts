type NotSignificant = {readonly status: 'not significant'};

/** What moved before the headline, and its share of the whole move. */
export type Leakage = {readonly status: 'ok'; readonly leakage: number; readonly share: number} | NotSignificant;

/**
 * `leakage` is CAR(−30m, t0), `reaction` CAR(t0, h); the share is leakage over their sum, above 1 or below 0 when they
 * have opposite signs. Only a significant total has shares.
 */
export const leakageShare = (leakage: number, reaction: number, significant: boolean): Leakage => {
  const total = leakage + reaction;
  return significant && Number.isFinite(total) && total !== 0
    ? {status: 'ok', leakage, share: leakage / total}
    : {status: 'not significant'};
};

/** `halfAfter`: slots until half the final CAR was there · `peak`: the CAR largest in size · `retrace`: 1 − final/peak. */
export type ReactionShape =
  | {readonly status: 'ok'; readonly halfAfter: number; readonly peak: number; readonly retrace: number}
  | NotSignificant;

/** How a reaction went, by the CAR after its first, second, … slot; a NaN is passed over. Only a significant one has a shape. */
export const reactionShape = (path: ArrayLike<number>, significant: boolean): ReactionShape => {
  let [final, peak] = [0, 0];
  for (let slot = 0; slot < path.length; slot++) {
    const car = path[slot] ?? Number.NaN;
    if (!Number.isFinite(car)) continue;
    final = car;
    if (Math.abs(car) > Math.abs(peak)) peak = car;
  }
  if (!significant || final === 0) return {status: 'not significant'};
  let halfAfter = 1;
  while (!((path[halfAfter - 1] ?? final) / final >= 0.5)) halfAfter++;
  return {status: 'ok', halfAfter, peak, retrace: 1 - final / peak};
};
