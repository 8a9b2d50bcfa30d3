/** Nine digits tell any two floats of 32 bits apart. */
const MOST_DIGITS = 9;
const MOST_DECIMALS = 8;

/** The shortest decimal that is this float of 32 bits: 232.35 for 232.35000610351562. */
export const shortestFloat = (value: number): number => {
  for (let digits = 6; digits < MOST_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(MOST_DIGITS));
};

/**
 * A price that came as a float of 32 bits, to the decimals that its name is quoted in; 0 for none said. One that would be
 * nothing in so many stays as it came.
 */
export const roundPrice = (value: number, decimals: number): number => {
  const short = shortestFloat(value);
  const rounded = decimals > 0 && decimals <= MOST_DECIMALS ? Number(short.toFixed(decimals)) : short;
  return rounded === 0 ? short : rounded;
};
