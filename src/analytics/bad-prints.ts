/** Prints that a print is judged by: those kept right before it, and the next one. */
const NEIGHBOURS = 5;
const MOST_DEVIATIONS = 8;
/** 1 / Φ⁻¹(3/4): makes the median absolute deviation a standard deviation where prices are normal. */
const MAD_TO_SD = 1.482_602_218_505_602;
/** Neighbours that all agree do not make the next tick a fault: 5 basis points is the least sd. */
const LEAST_SD = 5e-4;

const sortFive = (values: Float64Array): Float64Array => {
  for (let end = 1; end < NEIGHBOURS; end++) {
    const value = values[end] ?? 0;
    let place = end;
    for (; place > 0 && (values[place - 1] ?? 0) > value; place--) values[place] = values[place - 1] ?? 0;
    values[place] = value;
  }
  return values;
};
const medianOf = (values: Float64Array): number => sortFive(values)[2] ?? 0;

/**
 * Indices, ascending, of prints to leave out; their number is to be shown. A bad print lies more than 8 robust sd
 * (1.4826·MAD, at least 5 bp) from the median of its five neighbours, the four kept before it and the one after, and the
 * one after lies within that bound again (after Brownlees and Gallo 2006). Only the first `known` prints are looked at;
 * a print is judged once, when the next one is known, and the verdict stands.
 */
export const badPrints = (prices: ArrayLike<number>, known: number = prices.length): readonly number[] => {
  const bad: number[] = [];
  const kept: number[] = [];
  const around = new Float64Array(NEIGHBOURS);
  for (let index = 0; index < Math.min(known, prices.length); index++) {
    const price = prices[index] ?? 0;
    const next = prices[index + 1] ?? 0;
    if (kept.length === NEIGHBOURS - 1 && index + 1 < known) {
      around.set(kept);
      around[NEIGHBOURS - 1] = next;
      const median = medianOf(around);
      for (let place = 0; place < NEIGHBOURS; place++) around[place] = Math.abs((around[place] ?? 0) - median);
      const bound = MOST_DEVIATIONS * Math.max(MAD_TO_SD * medianOf(around), LEAST_SD * median);
      if (Math.abs(price - median) > bound && Math.abs(next - median) <= bound) {
        bad.push(index);
        continue;
      }
    }
    if (kept.length === NEIGHBOURS - 1) kept.shift();
    kept.push(price);
  }
  return bad;
};
