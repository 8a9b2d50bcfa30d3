/**
 * Adjusted p-values, in the order they came: the smallest false discovery rate at which each is still a discovery
 * (Benjamini and Hochberg 1995, step up; Yekutieli and Benjamini 1999 for the adjusted form).
 */
export const adjustedP = (ps: ArrayLike<number>): Float64Array => {
  const order = Array.from(ps, (_, index) => index).sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0));
  const adjusted = new Float64Array(ps.length);
  let least = 1;
  for (let place = order.length - 1; place >= 0; place--) {
    const index = order[place] ?? 0;
    least = Math.min(least, ((ps[index] ?? 1) * ps.length) / (place + 1));
    adjusted[index] = least;
  }
  return adjusted;
};
