/** Splits are of few shares for few: 3 for 2, 20 for 1, 1 for 30. */
const MOST_SHARES = 100;
const MOST_FOR = 10;
/** What a ratio may be off by itself, and for each of the two closes being rounded to the cent. */
const TOLERANCE = 0.004;
const HALF_A_CENT = 0.005;

/**
 * By how much a price adjusted for every split until now must be multiplied to be what was printed on its day, from one
 * close told both ways: the simplest fraction near their ratio, for rounded closes do not tell it exactly. 1 for what is no price.
 */
export const splitFactor = (raw: number | undefined, adjusted: number | undefined): number => {
  if (raw === undefined || adjusted === undefined || !(raw > 0) || !(adjusted > 0)) return 1;
  const ratio = raw / adjusted;
  const tolerance = TOLERANCE + HALF_A_CENT / raw + HALF_A_CENT / adjusted;
  const [size, invert] = ratio < 1 ? [1 / ratio, true] : [ratio, false];
  for (let count = 1; count <= MOST_FOR; count++) {
    const shares = Math.round(size * count);
    if (shares > MOST_SHARES || Math.abs(shares / count / size - 1) > tolerance) continue;
    return invert ? count / shares : shares / count;
  }
  return ratio;
};
