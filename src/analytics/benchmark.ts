/**
 * An index's return without one of its names: (r_Q − w·r)/(1 − w), w the name's weight, below 1. Exact on simple returns;
 * on log returns of minutes it is off by their squares.
 */
export const leaveOneOut = (index: number, name: number, weight: number): number =>
  (index - weight * name) / (1 - weight);

/** `leaveOneOut` at each place of two series; NaN where either has none. */
export const leaveOneOutSeries = (index: ArrayLike<number>, name: ArrayLike<number>, weight: number): Float64Array => {
  const left = new Float64Array(index.length);
  for (let place = 0; place < left.length; place++)
    left[place] = leaveOneOut(index[place] ?? Number.NaN, name[place] ?? Number.NaN, weight);
  return left;
};

/** The plain mean of the names that have a return, place by place; NaN where none has. */
export const meanOfNames = (names: readonly ArrayLike<number>[]): Float64Array => {
  const means = new Float64Array(names.reduce((longest, name) => Math.max(longest, name.length), 0));
  for (let place = 0; place < means.length; place++) {
    let [count, sum] = [0, 0];
    for (const name of names) {
      const value = name[place] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      count++;
      sum += value;
    }
    means[place] = sum / count;
  }
  return means;
};
