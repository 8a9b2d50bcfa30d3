import type {StanceRow} from '../../fixtures/models/stance-rows.ts';
import {stanceOf} from '../../src/news/stance/stance.ts';
import type {Stance} from '../../src/news/stance/stance-note.ts';
import {wordsOf} from '../../src/news/words.ts';

const CLASSES: readonly Stance[] = ['positive', 'negative', 'neutral'];
const BINS = 10;

export type StanceFigures = {
  readonly pairs: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly f1: Readonly<Record<Stance, number>>;
  /** Expected calibration error of the likeliest class over ten bins. */
  readonly calibrationError: number;
  /** Share of pairs given a stance, and how often it is right. */
  readonly answered: number;
  readonly accuracyAnswered: number;
  /** Milliseconds a pair. */
  readonly mean: number;
  readonly p95: number;
};

type Judged = {
  readonly label: Stance;
  readonly said: Stance;
  readonly sure: number;
  readonly answered: boolean;
  readonly took: number;
};

const likeliest = (probabilities: Readonly<Record<Stance, number>>): Stance =>
  CLASSES.reduce((best, one) => (probabilities[one] > probabilities[best] ? one : best), 'neutral');

const judge = ({headline, label, target, others}: StanceRow): Judged => {
  const before = performance.now();
  const {stance, probabilities} = stanceOf(wordsOf(headline), target, others);
  const took = performance.now() - before;
  const said = likeliest(probabilities);
  return {label, said, sure: probabilities[said], answered: stance !== undefined, took};
};

const f1Of = (judged: readonly Judged[], one: Stance): number => {
  const right = judged.filter(({label, said}) => label === one && said === one).length;
  const named = judged.filter(({label, said}) => (label === one) !== (said === one)).length;
  return right === 0 ? 0 : (2 * right) / (2 * right + named);
};

const share = (judged: readonly Judged[]): number =>
  judged.length === 0 ? 0 : judged.filter(({label, said}) => label === said).length / judged.length;

const calibrationError = (judged: readonly Judged[]): number =>
  Array.from({length: BINS}, (_, bin) => judged.filter(({sure}) => Math.min(BINS - 1, Math.floor(sure * BINS)) === bin))
    .filter(bin => bin.length > 0)
    .reduce((sum, bin) => sum + Math.abs(bin.reduce((all, {sure}) => all + sure, 0) - share(bin) * bin.length), 0) /
  Math.max(1, judged.length);

/** How the stance model does on labelled rows: the figures of the model card. */
export const stanceFigures = (rows: readonly StanceRow[]): StanceFigures => {
  const judged = rows.map(judge);
  const answered = judged.filter(one => one.answered);
  const times = judged.map(one => one.took).sort((a, b) => a - b);
  const f1 = {positive: f1Of(judged, 'positive'), negative: f1Of(judged, 'negative'), neutral: f1Of(judged, 'neutral')};
  return {
    pairs: judged.length,
    accuracy: share(judged),
    macroF1: (f1.positive + f1.negative + f1.neutral) / 3,
    f1,
    calibrationError: calibrationError(judged),
    answered: judged.length === 0 ? 0 : answered.length / judged.length,
    accuracyAnswered: share(answered),
    mean: times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length),
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
  };
};
