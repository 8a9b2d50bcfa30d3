import type {Answer} from '../../market/blind/call.ts';
import {type Rival, type Score, type Share, scoreCalls} from '../../market/blind/score-calls.ts';
import {formatDecimal, formatProbability, formatShare, UNKNOWN} from '../format.ts';
import {callRow} from './call-words.ts';
import type {PhraseLine} from './question-lines.ts';

const NAME = 24;
const LEVEL = 0.05;

const named = (name: string, ...rest: PhraseLine): PhraseLine => [{text: name.padEnd(NAME), tone: 'muted'}, ...rest];

/** `7 of 12  58% (32% to 81%)`. */
export const shareWords = ({hits, count, interval}: Share): string =>
  count === 0
    ? `${UNKNOWN}  none of them`
    : `${hits} of ${count}  ${formatShare(hits / count)} (${formatShare(interval.low)} to ${formatShare(interval.high)})`;

const comparison = ({better, worse, p}: Rival): string => {
  const told = p >= LEVEL ? 'not to be told apart' : better > worse ? 'you are better' : 'it is better';
  return `only you right ${better}, only it ${worse}, p ${formatProbability(p)}: ${told}`;
};

const reasons = (answers: readonly Answer[]): string => {
  const counts = new Map<string, number>();
  for (const {outcome} of answers)
    if (outcome?.kind === 'unscored') counts.set(outcome.why, (counts.get(outcome.why) ?? 0) + 1);
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ');
};

const figures = (score: Score): readonly PhraseLine[] => [
  named('direction', {text: shareWords(score.hits), tone: 'strong'}),
  named('  where the name moved', {text: shareWords(score.moved), tone: 'plain'}),
  named('direction and size', {text: shareWords(score.exact), tone: 'plain'}),
  named('sizes off, on average', {
    text: `${formatDecimal(score.sizeError)}, always none ${formatDecimal(score.sizeErrorOfNone)}`,
    tone: 'plain',
  }),
  ...score.rivals.map(one =>
    named(
      one.name,
      {text: shareWords(one.share).padEnd(NAME + 4), tone: 'plain'},
      {text: comparison(one), tone: 'muted'},
    ),
  ),
  named('guesses at random', {text: `${formatShare(score.chance)} to expect`, tone: 'plain'}),
  ...(score.brier === undefined
    ? []
    : [
        named('Brier score', {
          text: `${formatDecimal(score.brier.own)} over ${score.brier.count}, ${formatDecimal(score.brier.climate)} by frequencies alone; 0 is best`,
          tone: 'plain',
        }),
      ]),
];

/** How many calls did how well, against whom, and how sure that is: 95% by Wilson, p by an exact sign test. */
export const scoreLines = (answers: readonly Answer[], passed: number): readonly PhraseLine[] => {
  const score = scoreCalls(answers);
  const nothing: PhraseLine = [{text: 'no call was measured: there is nothing to score', tone: 'warn'}];
  return [
    ...(score.hits.count === 0 ? [nothing] : figures(score)),
    ...(score.unscored === 0
      ? []
      : [named('not scored', {text: `${score.unscored}: ${reasons(answers)}`, tone: 'muted'})]),
    ...(passed === 0 ? [] : [named('passed over', {text: String(passed), tone: 'muted'})]),
  ];
};

/** Each call with what was measured, in the order of the day, the headline in full. */
export const answerLines = (answers: readonly Answer[]): readonly PhraseLine[] =>
  answers.map(answer => callRow(answer, answer.call.text));
