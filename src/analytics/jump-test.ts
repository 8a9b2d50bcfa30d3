import {minutes, type Span} from '../core/instant.ts';
import {type Refusal, refusal} from './refusal.ts';

/** E|z| of a standard normal: √(2/π). */
const C = Math.sqrt(2 / Math.PI);
const SESSIONS_A_YEAR = 252;
const SESSION_LENGTH = minutes(390);

/** Lee and Mykland 2008, §1.3, and a session at one minute, which they do not list. */
const WINDOWS: ReadonlyMap<number, number> = new Map([
  [minutes(1), 390],
  [minutes(5), 270],
  [minutes(15), 156],
  [minutes(30), 110],
  [minutes(60), 78],
]);

/** K, the returns that local volatility is taken from, by the bar's length; for others √(252·bars a session), their least. */
export const bipowerWindow = (slot: Span): number =>
  WINDOWS.get(slot) ?? Math.max(3, Math.ceil(Math.sqrt((SESSIONS_A_YEAR * SESSION_LENGTH) / slot)));

/** Cₙ and Sₙ, the centre and scale of the largest |L| among n returns without a jump (Lee and Mykland 2008, lemma 1). */
export const jumpLevel = (count: number): {readonly centre: number; readonly scale: number} => {
  const root = Math.sqrt(2 * Math.log(count));
  return {
    centre: root / C - (Math.log(Math.PI) + Math.log(Math.log(count))) / (2 * C * root),
    scale: 1 / (C * root),
  };
};

/** −ln(−ln(1−α)), the Gumbel quantile: 4.60015 at 1%. */
export const jumpCritical = (alpha: number): number => -Math.log(-Math.log1p(-alpha));

/** L = r/σ, its standing (|L| − Cₙ)/Sₙ, and whether that is above the critical value. */
export type JumpVerdict =
  | {readonly status: 'ok'; readonly statistic: number; readonly score: number; readonly jump: boolean}
  | Refusal;

/** Judges returns one by one, each before it is taken in. */
export type JumpTest = {readonly test: (r: number) => JumpVerdict};

/**
 * Sums of the last `length` numbers, none of them negative. Whole blocks are added up from their ends instead of taking
 * old numbers away again, so a giant leaves no rounding behind.
 */
const createWindowSum = (length: number): {readonly push: (value: number) => void; readonly sum: () => number} => {
  const block = new Float64Array(length);
  const older = new Float64Array(length + 1);
  let [filled, newer] = [0, 0];
  const push = (value: number): void => {
    block[filled++] = value;
    newer += value;
    if (filled < length) return;
    for (let index = length - 1; index >= 0; index--) older[index] = (older[index + 1] ?? 0) + (block[index] ?? 0);
    filled = 0;
    newer = 0;
  };
  return {push, sum: () => (older[filled] ?? 0) + newer};
};

/**
 * Lee and Mykland 2008 (Review of Financial Studies 21, eqs. 7 and 8): σ² is the mean of |rⱼ||rⱼ₋₁| over the K − 2 pairs
 * that end before the return under test; a jump when (|L| − Cₙ)/Sₙ exceeds the critical value, n the returns tested as
 * one family. Returns come divided by their slot's f̃; a NaN is passed over. A return costs the same whatever came before.
 */
export const createJumpTest = (window: number, count: number, alpha = 0.01): JumpTest => {
  const pairs = window - 2;
  const {centre, scale} = jumpLevel(count);
  const critical = jumpCritical(alpha);
  const products = createWindowSum(pairs);
  let seen = 0;
  let before = 0;
  const judge = (r: number): JumpVerdict => {
    if (!Number.isFinite(r)) return refusal('nothing measured', 0, 1);
    if (seen < pairs + 1) return refusal('too few returns', seen, pairs + 1);
    const sigma = Math.sqrt(products.sum() / pairs);
    if (!(sigma > 0)) return refusal('no variation', seen, pairs + 1);
    const statistic = r / sigma;
    const score = (Math.abs(statistic) - centre) / scale;
    return {status: 'ok', statistic, score, jump: score > critical};
  };
  const test = (r: number): JumpVerdict => {
    const verdict = judge(r);
    if (!Number.isFinite(r)) return verdict;
    const size = Math.abs(r);
    if (seen > 0) products.push(size * before);
    before = size;
    seen++;
    return verdict;
  };
  return {test};
};
