import type {Weights} from '../reactions/benchmark.ts';
import {reactionsOf} from '../reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {Answer, Call, Question} from './call.ts';
import {outcomeOf} from './outcome.ts';
import {questionOf} from './question.ts';

/** A blind drill so far. Never changes: every step gives another. */
export type BlindDrill = {
  /** The headlines that were looked at, asked for or not. */
  readonly judged: ReadonlySet<string>;
  /** What waits for a call; the first is asked now. */
  readonly questions: readonly Question[];
  /** In the order in which they were called. */
  readonly answers: readonly Answer[];
  /** Questions that were passed over. */
  readonly passed: number;
};

export const NO_DRILL: BlindDrill = {judged: new Set(), questions: [], answers: [], passed: 0};

const idOf = ({headline}: WireItem): string => headline.id;

/** The drill at its first snapshot: what is known by then is not asked for. */
export const startDrill = ({wire}: Snapshot): BlindDrill => ({...NO_DRILL, judged: new Set(wire.map(idOf))});

/** Calls whose quarter of an hour is over get their outcome, once; it stays. */
const settled = (answers: readonly Answer[], snapshot: Snapshot, weights: Weights): readonly Answer[] => {
  if (answers.every(({outcome}) => outcome !== undefined)) return answers;
  const book = reactionsOf(snapshot, {weights});
  const next = answers.map((answer): Answer => {
    if (answer.outcome !== undefined) return answer;
    const item = snapshot.wire.find(({headline}) => headline.id === answer.call.headlineId);
    const outcome =
      item === undefined
        ? ({kind: 'unscored', why: 'insufficient data'} as const)
        : outcomeOf(book.of(item, answer.call.symbol));
    return outcome === undefined ? answer : {...answer, outcome};
  });
  return next.some((answer, index) => answer !== answers[index]) ? next : answers;
};

/** The drill after another snapshot: what became known is asked for, what was measured is scored. */
export const followDrill = (drill: BlindDrill, snapshot: Snapshot, weights: Weights): BlindDrill => {
  const answers = settled(drill.answers, snapshot, weights);
  const fresh = snapshot.wire.filter(item => !drill.judged.has(idOf(item)));
  if (fresh.length === 0) return answers === drill.answers ? drill : {...drill, answers};
  const book = reactionsOf(snapshot, {weights});
  const asked = fresh
    .toSorted((a, b) => a.firstReceivedAt - b.firstReceivedAt || (idOf(a) < idOf(b) ? -1 : 1))
    .flatMap(item => questionOf(item, snapshot.file, book) ?? []);
  return {
    ...drill,
    answers,
    judged: new Set([...drill.judged, ...fresh.map(idOf)]),
    questions: [...drill.questions, ...asked],
  };
};

/** The first question called. */
export const called = (drill: BlindDrill, how: Pick<Call, 'direction' | 'size' | 'confidence'>): BlindDrill => {
  const [question, ...questions] = drill.questions;
  if (question === undefined) return drill;
  return {...drill, questions, answers: [...drill.answers, {call: {...question, ...how}, outcome: undefined}]};
};

/** The first question passed over. */
export const passedOver = (drill: BlindDrill): BlindDrill =>
  drill.questions.length === 0 ? drill : {...drill, questions: drill.questions.slice(1), passed: drill.passed + 1};

/** The drill as it is left: a call whose quarter of an hour is not over stays without outcome, as `pending`. */
export const leftDrill = (drill: BlindDrill): BlindDrill => ({
  ...drill,
  questions: [],
  answers: drill.answers.map(answer =>
    answer.outcome === undefined ? {...answer, outcome: {kind: 'unscored', why: 'pending'}} : answer,
  ),
});
