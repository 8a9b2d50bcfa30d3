/** Slots looked back on, and the weight of "as usual" in slots. */
export const MOST_SLOTS = 36;
const PRIOR = 24;
/** The fewest slots of today that say anything of it. */
export const LEAST_SLOTS = 6;

/**
 * R = (24 + Σh²)/(24 + n), h = e/(f̃·s): how much livelier, as a variance, today's last 36 slots before `until` were than
 * their usual selves; 1 when fewer than six have a residual. `residuals` and `factors` run from the session's first slot;
 * nothing at `until` or later is read.
 */
export const todayRatio = (
  residuals: ArrayLike<number>,
  factors: ArrayLike<number>,
  s: number,
  until: number = residuals.length,
): number => {
  let [count, sum] = [0, 0];
  for (let slot = Math.max(0, until - MOST_SLOTS); slot < until; slot++) {
    const usual = (factors[slot] ?? 1) * s;
    const h = (residuals[slot] ?? Number.NaN) / usual;
    if (!Number.isFinite(h)) continue;
    count++;
    sum += h * h;
  }
  return count < LEAST_SLOTS ? 1 : (PRIOR + sum) / (PRIOR + count);
};
