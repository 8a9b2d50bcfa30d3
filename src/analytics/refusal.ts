/** Why a figure cannot be given. `count` is what was at hand, `needed` the least that would do. */
export type Refusal = {
  readonly status: 'insufficient baseline';
  readonly reason: 'too few returns' | 'too few sessions' | 'flat benchmark' | 'no variation' | 'nothing measured';
  readonly count: number;
  readonly needed: number;
};

/** Says no instead of giving a NaN. */
export const refusal = (reason: Refusal['reason'], count: number, needed: number): Refusal => ({
  status: 'insufficient baseline',
  reason,
  count,
  needed,
});
