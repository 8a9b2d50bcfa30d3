import {bmp, type EventScore, patell, rankTest, signTest, type TestResult} from '../../analytics/cross-section.ts';
import type {EventKind} from '../../news/event-kind.ts';
import {PRIMARY_INDEX} from '../reactions/horizons.ts';
import type {HorizonReading, Reaction, Refused} from '../reactions/reaction.ts';
import type {ReactionBook} from '../reactions/reactions-of.ts';
import {refused} from '../reactions/usual.ts';
import type {StudyEvent} from './study-event.ts';

/** Fewer headlines of a kind say nothing together. */
export const LEAST_OF_KIND = 5;

/** A test over the headlines of a kind, or in words why there is none. */
export type KindTest = Extract<TestResult, {status: 'ok'}> | Refused;

export const KIND_TESTS = ['patell', 'bmp', 'sign', 'rank'] as const;

/** What the headlines of one kind have in common, one name each, at the primary horizon. */
export type KindSummary = {
  readonly kind: EventKind | 'all';
  /** Headlines that are about a watched name. */
  readonly headlines: number;
  /** Those measured and tested, no other headline in the same minutes. */
  readonly measured: number;
  /** P₁/P₀ − 1, the mean; undefined where nothing was measured. */
  readonly meanReturn: number | undefined;
  /** Cumulative abnormal log return, the mean. */
  readonly meanCar: number | undefined;
  /** The part of them above 0. */
  readonly positive: number | undefined;
  readonly tests: Readonly<Record<(typeof KIND_TESTS)[number], KindTest>>;
  /** How often the abnormal return went the way of the stance, where one was taken for or against the name. */
  readonly stance: {readonly hits: number; readonly of: number};
};

/** One headline in the name that it is about. */
type Case = {
  readonly event: StudyEvent;
  readonly reaction: Reaction;
  readonly reading: HorizonReading;
  readonly ownReturn: number;
  readonly score: EventScore;
};

const reactionAbout = ({about, rows}: StudyEvent): Reaction | undefined =>
  rows.find(({reaction}) => reaction.symbol === about)?.reaction;

const caseOf = (event: StudyEvent): Case | undefined => {
  const reaction = reactionAbout(event);
  const reading = reaction?.horizons[PRIMARY_INDEX];
  const {measured} = reading ?? {};
  if (reaction === undefined || reading === undefined || reading.confounded || measured?.car === undefined)
    return undefined;
  const {car, test} = measured;
  if (test.status !== 'ok' || reaction.estimation.kind === 'none') return undefined;
  const score = {car, se: test.se, count: reaction.estimation.model.count};
  return {event, reaction, reading, ownReturn: measured.return, score};
};

const tooFew = (count: number, what = 'headlines'): Refused => refused(`too few ${what}: ${count} of ${LEAST_OF_KIND}`);

const judged = (result: TestResult): KindTest =>
  result.status === 'ok'
    ? result
    : refused(result.reason === 'no variation' ? 'the headlines do not differ' : 'nothing measured');

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each headline's abnormal return after the same windows of earlier sessions, those with as many as the most have. */
const rankedCases = (cases: readonly Case[], book: ReactionBook): readonly (readonly number[])[] => {
  const rows = cases.map(({event, reaction, reading, score}) => [
    ...book.windows(event.item, reaction.symbol, reading.toAt),
    score.car,
  ]);
  const whole = rows.filter(row => row.length > 1 && row.every(Number.isFinite));
  const longest = Math.max(0, ...whole.map(row => row.length));
  return whole.filter(row => row.length === longest);
};

const rankOf = (cases: readonly Case[], book: ReactionBook): KindTest => {
  const ranked = rankedCases(cases, book);
  if (ranked.length < LEAST_OF_KIND) return tooFew(ranked.length, 'headlines with earlier sessions');
  return judged(rankTest(ranked, (ranked[0]?.length ?? 1) - 1));
};

const testsOf = (cases: readonly Case[], book: ReactionBook): KindSummary['tests'] => {
  if (cases.length < LEAST_OF_KIND) {
    const why = tooFew(cases.length);
    return {patell: why, bmp: why, sign: why, rank: why};
  }
  const scores = cases.map(({score}) => score);
  return {
    patell: judged(patell(scores)),
    bmp: judged(bmp(scores)),
    sign: judged(signTest(scores.map(({car}) => car))),
    rank: rankOf(cases, book),
  };
};

const stanceOf = (cases: readonly Case[]): KindSummary['stance'] => {
  let [hits, of] = [0, 0];
  for (const {event, score} of cases) {
    const note = event.item.notes.companies.find(({ticker}) => ticker === event.about);
    const {stance} = note?.stance ?? {};
    if (stance !== 'positive' && stance !== 'negative') continue;
    of++;
    if (stance === 'positive' ? score.car > 0 : score.car < 0) hits++;
  }
  return {hits, of};
};

const summaryOf = (kind: KindSummary['kind'], events: readonly StudyEvent[], book: ReactionBook): KindSummary => {
  const cases = events.map(caseOf).filter(one => one !== undefined);
  const cars = cases.map(({score}) => score.car);
  return {
    kind,
    headlines: events.length,
    measured: cases.length,
    meanReturn: mean(cases.map(({ownReturn}) => ownReturn)),
    meanCar: mean(cars),
    positive: mean(cars.map(car => (car > 0 ? 1 : 0))),
    tests: testsOf(cases, book),
    stance: stanceOf(cases),
  };
};

/** By kind of event, the most frequent first, and all together last; none where no headline is about a watched name. */
export const kindSummaries = (events: readonly StudyEvent[], book: ReactionBook): readonly KindSummary[] => {
  const about = events.filter(event => reactionAbout(event) !== undefined);
  if (about.length === 0) return [];
  const kinds = Map.groupBy(about, ({item}) => item.notes.event.kind);
  const sorted = [...kinds].sort(([a, ones], [b, others]) => others.length - ones.length || (a < b ? -1 : 1));
  return [...sorted.map(([kind, ones]) => summaryOf(kind, ones, book)), summaryOf('all', about, book)];
};
