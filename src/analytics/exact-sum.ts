/**
 * A sum with nothing lost: doubles that do not overlap, the smallest first (Shewchuk 1997, "Adaptive precision
 * floating-point arithmetic"). Adding x and later −x leaves it as it was, in any order. Exact as long as no product of
 * two parts is below 1e-290 or above 1e300 in size.
 */
export type ExactSum = number[];

/** 2²⁷ + 1: splits a double into two halves whose products are exact (Dekker 1971). */
const SPLITTER = 134_217_729;

/** Adds x, exactly (Shewchuk's Grow-Expansion, zeros left out). */
export const addExactly = (sum: ExactSum, x: number): void => {
  let carried = x;
  let kept = 0;
  for (const part of sum) {
    const total = carried + part;
    const virtual = total - carried;
    const lost = carried - (total - virtual) + (part - virtual);
    if (lost !== 0) sum[kept++] = lost;
    carried = total;
  }
  sum.length = kept;
  if (carried !== 0) sum.push(carried);
};

/** Adds x·y, exactly. */
export const addProduct = (sum: ExactSum, x: number, y: number): void => {
  const product = x * y;
  const splitX = SPLITTER * x;
  const highX = splitX - (splitX - x);
  const lowX = x - highX;
  const splitY = SPLITTER * y;
  const highY = splitY - (splitY - y);
  const lowY = y - highY;
  addExactly(sum, lowX * lowY - (product - highX * highY - lowX * highY - highX * lowY));
  addExactly(sum, product);
};

/** p·q − u·v, exactly: the shape of every determinant. */
export const crossDifference = (p: ExactSum, q: ExactSum, u: ExactSum, v: ExactSum): ExactSum => {
  const difference: ExactSum = [];
  for (const x of p) for (const y of q) addProduct(difference, x, y);
  for (const x of u) for (const y of v) addProduct(difference, -x, y);
  return difference;
};

/** The sum as one double, off by its last digit at most. */
export const roundedSum = (sum: ExactSum): number => {
  let total = 0;
  for (const part of sum) total += part;
  return total;
};
