import {brierScore} from '../../analytics/brier-score.ts';
import {exactSignTest} from '../../analytics/exact-sign-test.ts';
import {type Interval, wilsonInterval} from '../../analytics/wilson.ts';
import {type Answer, type Call, DIRECTIONS, type Direction, type Outcome, signedSize} from './call.ts';

/** So many of so many, and where the share lies with 95% confidence. */
export type Share = {readonly hits: number; readonly count: number; readonly interval: Interval};

/** Somebody who calls by a rule, on the same headlines. */
export type Rival = {
  readonly name: 'always none' | 'the stance of the text';
  readonly share: Share;
  /** Headlines on which only the person was right, and only the rule. */
  readonly better: number;
  readonly worse: number;
  /** How often chance alone would part them so unevenly. */
  readonly p: number;
};

export type Score = {
  /** Direction, none among them, over all that was scored. */
  readonly hits: Share;
  /** Direction where the name moved. */
  readonly moved: Share;
  /** Direction and size. */
  readonly exact: Share;
  /** How many sizes off on the scale of −3 to 3, on average; the same for always calling none. */
  readonly sizeError: number | undefined;
  readonly sizeErrorOfNone: number | undefined;
  /** Hits to expect of guesses at random, drawn as often as each direction came. */
  readonly chance: number | undefined;
  readonly rivals: readonly Rival[];
  /** Over the calls that said how sure they were, and of somebody who knew only how often each direction came. */
  readonly brier: {readonly own: number; readonly climate: number; readonly count: number} | undefined;
  readonly unscored: number;
};

type Scored = {readonly call: Call; readonly outcome: Extract<Outcome, {kind: 'measured'}>};

/** The calls that were measured. */
export const scoredOf = (answers: readonly Answer[]): readonly Scored[] =>
  answers.flatMap(({call, outcome}) => (outcome?.kind === 'measured' ? [{call, outcome}] : []));

const shareOf = (scored: readonly Scored[], isHit: (one: Scored) => boolean): Share => {
  const hits = scored.filter(isHit).length;
  return {hits, count: scored.length, interval: wilsonInterval(hits, scored.length)};
};

const meanOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

const isHit = ({call, outcome}: Scored): boolean => call.direction === outcome.direction;

const rival = (name: Rival['name'], scored: readonly Scored[], rule: (call: Call) => Direction): Rival => {
  const ruled = ({call, outcome}: Scored): boolean => rule(call) === outcome.direction;
  const better = scored.filter(one => isHit(one) && !ruled(one)).length;
  const worse = scored.filter(one => !isHit(one) && ruled(one)).length;
  return {name, share: shareOf(scored, ruled), better, worse, p: exactSignTest(better, worse)};
};

/** Σf² over how often each direction came: the hits of guesses drawn alike. */
const chanceOf = (scored: readonly Scored[]): number =>
  DIRECTIONS.reduce((sum, direction) => sum + shareOfDirection(scored, direction) ** 2, 0);

const shareOfDirection = (scored: readonly Scored[], direction: Direction): number =>
  scored.filter(({outcome}) => outcome.direction === direction).length / scored.length;

/** The three directions' chances as a call states them: what it leaves is shared evenly by the other two. */
const forecastOf = ({direction}: Call, confidence: number): readonly number[] =>
  DIRECTIONS.map(one => (one === direction ? confidence : (1 - confidence) / 2));

const brierOf = (scored: readonly Scored[]): Score['brier'] => {
  const sure = scored.filter(({call}) => call.confidence !== undefined);
  const own = meanOf(
    sure.map(({call, outcome}) =>
      brierScore(forecastOf(call, call.confidence ?? 0), DIRECTIONS.indexOf(outcome.direction)),
    ),
  );
  return own === undefined ? undefined : {own, climate: 1 - chanceOf(sure), count: sure.length};
};

/** How calls did against what was measured. Calls without a measure are counted and nothing else. */
export const scoreCalls = (answers: readonly Answer[]): Score => {
  const scored = scoredOf(answers);
  const moved = scored.filter(({outcome}) => outcome.direction !== 'none');
  return {
    hits: shareOf(scored, isHit),
    moved: shareOf(moved, isHit),
    exact: shareOf(scored, one => isHit(one) && one.call.size === one.outcome.size),
    sizeError: meanOf(scored.map(({call, outcome}) => Math.abs(signedSize(call) - signedSize(outcome)))),
    sizeErrorOfNone: meanOf(scored.map(({outcome}) => outcome.size)),
    chance: scored.length === 0 ? undefined : chanceOf(scored),
    rivals: [rival('always none', scored, () => 'none'), rival('the stance of the text', scored, ({stance}) => stance)],
    brier: brierOf(scored),
    unscored: answers.length - scored.length,
  };
};
