import type {TextSpan, Word} from '../words.ts';
import {stanceFeatures} from './features.ts';
import {masked} from './mask.ts';
import {probabilitiesOf, readWeights, type Weights} from './model.ts';
import type {Prior} from './priors.ts';
import type {Evidence, Stance, StanceNote} from './stance-note.ts';
import model from './weights.json' with {type: 'json'};

/** Below this no stance is given. */
const LEAST = 0.5;
const MOST_EVIDENCE = 4;
const LEAST_WEIGHT = 0.05;

let weights: Weights | undefined;

/** What a company that the text does not mention gets: nothing. */
export const NO_STANCE: StanceNote = {
  stance: undefined,
  probabilities: {positive: 1 / 3, negative: 1 / 3, neutral: 1 / 3},
  evidence: [],
};

const weightFor = (stance: Stance, positive: number, negative: number): number => {
  if (stance === 'neutral') return -Math.max(positive, negative);
  return stance === 'positive' ? positive - Math.max(0, negative) : negative - Math.max(0, positive);
};

/** The heaviest words for a stance, none inside another. */
const heaviest = (all: readonly Evidence[]): readonly Evidence[] => {
  const sorted = all.filter(one => one.weight >= LEAST_WEIGHT).sort((a, b) => b.weight - a.weight || a.from - b.from);
  const chosen: Evidence[] = [];
  for (const one of sorted) {
    if (chosen.length === MOST_EVIDENCE) break;
    if (!chosen.some(other => one.from < other.to && one.to > other.from)) chosen.push(one);
  }
  return chosen;
};

/**
 * For whom a headline is good or bad: a linear model over the words as seen from `target`, then `priors` (rules, in
 * log-odds). Probabilities are calibrated and sum to 1. Needs no more than the words; names are hidden from the model.
 */
export const stanceOf = (
  words: readonly Word[],
  target: readonly TextSpan[],
  others: readonly TextSpan[],
  priors: readonly Prior[] = [],
): StanceNote => {
  weights ??= readWeights(model);
  let [positive, negative] = [0, 0];
  const hits: {readonly span: TextSpan; readonly positive: number; readonly negative: number; readonly why: string}[] =
    [];
  for (const [name, span] of stanceFeatures(masked(words, target, others))) {
    const weight = weights.get(name);
    if (weight === undefined) continue;
    positive += weight.positive;
    negative += weight.negative;
    hits.push({span, ...weight, why: name});
  }
  for (const prior of priors) {
    positive += prior.positive;
    negative += prior.negative;
    hits.push({span: prior, positive: prior.positive, negative: prior.negative, why: prior.why});
  }
  const probabilities = probabilitiesOf(positive, negative);
  const likeliest: Stance =
    probabilities.positive >= probabilities.negative && probabilities.positive >= probabilities.neutral
      ? 'positive'
      : probabilities.negative >= probabilities.neutral
        ? 'negative'
        : 'neutral';
  const evidence = hits.flatMap(({span, why, ...weight}) =>
    span.to > span.from
      ? [{from: span.from, to: span.to, weight: weightFor(likeliest, weight.positive, weight.negative), why}]
      : [],
  );
  return {
    stance: probabilities[likeliest] < LEAST ? undefined : likeliest,
    probabilities,
    evidence: heaviest(evidence),
  };
};
