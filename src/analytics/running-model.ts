import {addExactly, addProduct, crossDifference, type ExactSum, roundedSum} from './exact-sum.ts';
import {type Estimate, LEAST_RETURNS, leastPairs, marketModelOf} from './market-model.ts';
import {refusal} from './refusal.ts';

/**
 * The market model kept up to date bar by bar: the same as `fitMarketModel` on the pairs it holds, whatever the order
 * they came, were corrected or were dropped in.
 */
export type RunningModel = {
  /** Pairs held. */
  readonly count: () => number;
  /** Gives a slot its pair in place of any it had: late and corrected bars come the same way. A NaN drops the slot. */
  readonly put: (slot: number, r: number, m: number) => void;
  /** Takes a slot's pair out without a trace. */
  readonly drop: (slot: number) => void;
  readonly estimate: (needed?: number) => Estimate;
};

/** An empty model; `slot` is any number that names a bar. A change costs the same however many pairs are held. */
export const createRunningModel = (): RunningModel => {
  const pairs = new Map<number, readonly [r: number, m: number]>();
  const r1: ExactSum = [];
  const m1: ExactSum = [];
  const rr: ExactSum = [];
  const rm: ExactSum = [];
  const mm: ExactSum = [];

  const count = (sign: 1 | -1, r: number, m: number): void => {
    addExactly(r1, sign * r);
    addExactly(m1, sign * m);
    addProduct(rr, sign * r, r);
    addProduct(rm, sign * r, m);
    addProduct(mm, sign * m, m);
  };
  const drop = (slot: number): void => {
    const held = pairs.get(slot);
    if (held === undefined) return;
    count(-1, ...held);
    pairs.delete(slot);
  };
  const put = (slot: number, r: number, m: number): void => {
    drop(slot);
    if (!Number.isFinite(r) || !Number.isFinite(m)) return;
    count(1, r, m);
    pairs.set(slot, [r, m]);
  };
  // Differences of large sums are where running sums lose their digits; here they are taken before anything is rounded.
  const estimate = (needed: number = LEAST_RETURNS): Estimate => {
    const held = pairs.size;
    const least = leastPairs(needed);
    if (held < least) return refusal('too few returns', held, least);
    const size: ExactSum = [held];
    const varM = crossDifference(size, mm, m1, m1);
    const varR = crossDifference(size, rr, r1, r1);
    const together = crossDifference(size, rm, r1, m1);
    const spread = roundedSum(varM);
    const left = roundedSum(crossDifference(varM, varR, together, together));
    return marketModelOf({
      count: held,
      a: roundedSum(crossDifference(r1, mm, m1, rm)) / spread,
      b: roundedSum(together) / spread,
      meanMarket: roundedSum(m1) / held,
      sxx: spread / held,
      syy: roundedSum(varR) / held,
      sse: left / spread / held,
    });
  };
  return {count: () => pairs.size, put, drop, estimate};
};
