/** From here on the tail is a continued fraction; below it, the series loses no more than three digits of the tail. */
const TAIL_FROM = 2.5;
/** At 2.5 the fraction has settled to the last digit by its sixtieth term. */
const TERMS = 100;

const density = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** P(Z > z) for z ≥ 0. */
const upperTail = (z: number): number => {
  if (z >= TAIL_FROM) {
    // Laplace: φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))) (Abramowitz and Stegun 26.2.14).
    let fraction = z;
    for (let term = TERMS; term >= 1; term--) fraction = z + term / fraction;
    return density(z) / fraction;
  }
  // φ(z)·(z + z³/3 + z⁵/15 + …), all of one sign (Abramowitz and Stegun 26.2.11).
  let [sum, part] = [0, z];
  for (let odd = 3; sum + part !== sum; odd += 2) {
    sum += part;
    part *= (z * z) / odd;
  }
  return 0.5 - density(z) * sum;
};

/** Φ(z), to 1e-12 of itself in both tails. */
export const normalCdf = (z: number): number => (z > 0 ? 1 - upperTail(z) : upperTail(-z));

/** P(|Z| ≥ |z|). */
export const normalTwoSided = (z: number): number => 2 * upperTail(Math.abs(z));
