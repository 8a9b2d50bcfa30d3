/** From here on the tail is a continued fraction; below it, the series loses no more than two digits of the tail. */
const TAIL_FROM = 2.5;
/** At 2.5 the fraction has settled to the last digit by then, whatever the degrees of freedom. */
const TERMS = 100;

const SERIES = [1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32_768, -399 / 262_144, 869 / 4_194_304, 39_325 / 33_554_432];

/** Γ(a+½)/Γ(a), by its series in 1/a once a is large (Tricomi and Erdélyi 1951), stepped up to there before. */
const gammaRatio = (a: number): number => {
  let scale = 1;
  let at = a;
  for (; at < 40; at++) scale *= at / (at + 0.5);
  let series = 0;
  for (let power = SERIES.length - 1; power >= 0; power--) series = series / at + (SERIES[power] ?? 0);
  return scale * Math.sqrt(at) * series;
};

/** F(1, ½; c; −w) by Gauss's continued fraction (DLMF 15.7.5), whose terms are all positive. */
const gaussFraction = (c: number, w: number): number => {
  let fraction = 1;
  for (let m = TERMS; m >= 1; m--) {
    const odd = ((m + 0.5) * (c + m - 1)) / ((c + 2 * m - 1) * (c + 2 * m));
    const even = (m * (c + m - 1.5)) / ((c + 2 * m - 2) * (c + 2 * m - 1));
    fraction = 1 + (even * w) / (1 + (odd * w) / fraction);
  }
  return 1 / (1 + (0.5 * w) / c / fraction);
};

/** F(a+½, 1; 3/2; y) for y < 1, term by term, all of one sign. */
const tailSeries = (a: number, y: number): number => {
  let [sum, part] = [0, 1];
  for (let n = 0; sum + part !== sum; n++) {
    sum += part;
    part *= ((a + 0.5 + n) / (1.5 + n)) * y;
  }
  return sum;
};

/**
 * P(|T| ≥ |t|) for `freedom` > 0 degrees, to 1e-12 of itself: the incomplete beta function I(ν/(ν+t²); ν/2, ½) as
 * DLMF 8.17.7 and 8.17.8 have it.
 */
export const studentTwoSided = (t: number, freedom: number): number => {
  const square = t * t;
  if (square === 0) return 1;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const a = freedom / 2;
  const body = Math.exp(-a * Math.log1p(square / freedom)) * (gammaRatio(a) / Math.sqrt(Math.PI));
  if (Math.abs(t) < TAIL_FROM) {
    const inside = square / (freedom + square);
    return 1 - 2 * body * Math.sqrt(inside) * tailSeries(a, inside);
  }
  return (body * Math.sqrt(1 + freedom / square) * gaussFraction(a + 1, freedom / square)) / a;
};

/** P(T ≤ t) for `freedom` > 0 degrees. */
export const studentCdf = (t: number, freedom: number): number => {
  const half = studentTwoSided(t, freedom) / 2;
  return t > 0 ? 1 - half : half;
};
