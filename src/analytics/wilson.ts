/** The normal quantile of a two-sided 95%. */
const Z = 1.959963984540054;

export type Interval = {readonly low: number; readonly high: number};

/** Where a share lies with 95% confidence, by Wilson's score interval (1927); all of [0, 1] when nothing was counted. */
export const wilsonInterval = (hits: number, count: number): Interval => {
  if (count <= 0) return {low: 0, high: 1};
  const share = hits / count;
  const middle = (share + (Z * Z) / (2 * count)) / (1 + (Z * Z) / count);
  const reach = (Z * Math.sqrt((share * (1 - share)) / count + (Z * Z) / (4 * count * count))) / (1 + (Z * Z) / count);
  return {low: Math.max(0, middle - reach), high: Math.min(1, middle + reach)};
};
