import {formatInstant, SECOND} from '../../core/instant.ts';
import {PRIMARY} from '../../market/reactions/horizons.ts';
import type {HorizonReading, Measured, Reaction, Start} from '../../market/reactions/reaction.ts';
import {refusalWords} from '../../market/reactions/usual.ts';
import type {WireItem} from '../../market/snapshot.ts';
import type {EarlierOfKind} from '../../market/study/earlier-of-kind.ts';
import type {KindSummary} from '../../market/study/kind-summary.ts';
import type {StudyEvent, StudyRow} from '../../market/study/study-event.ts';
import {fractionOf} from '../reactions.ts';
import {verdictWords} from '../verdict-words.ts';
import {earlierOfEvent, eventsIn, type StudyScope} from './study-scope.ts';
import {stanceFor} from './study-words.ts';

/** A figure that was not made says why instead. */
type Refusable<Figures> = ({readonly status: 'ok'} & Figures) | {readonly status: 'refused'; readonly reason: string};
type Told = {readonly status: 'ok'} | {readonly status: 'refused'; readonly reason: string};

/** One horizon as data: lengths of the session's clock are UTC, returns fractions; null is what is not known. */
export type HorizonRecord = {
  readonly name: string;
  readonly status: string;
  readonly endsAt: string;
  readonly confounded: boolean;
  readonly price: number | null;
  /** P₁/P₀ − 1. */
  readonly return: number | null;
  /** The benchmark's log return. */
  readonly benchmarkReturn: number | null;
  /** What the benchmark does not explain, as a fraction; `car` is the same as a log return. */
  readonly abnormal: number | null;
  readonly car: number | null;
  readonly test: Refusable<{readonly t: number; readonly standardError: number; readonly detectable: number}>;
  readonly rank: Refusable<{readonly rank: number; readonly of: number}>;
};

export type ReactionRecord = {
  readonly symbol: string;
  readonly named: boolean;
  readonly stance: string | null;
  readonly base: {readonly price: number; readonly at: string} | null;
  readonly lastClose: number | null;
  readonly benchmark: Reaction['benchmark'];
  /** What the usual was learnt from, and the line it makes: return = a + b·benchmark, sd s, of so many returns. */
  readonly estimation: string;
  readonly model: {
    readonly kind: string;
    readonly a: number;
    readonly b: number;
    readonly s: number;
    readonly returns: number;
  } | null;
  readonly horizons: readonly HorizonRecord[];
  readonly p: number | null;
  readonly adjustedP: number | null;
  readonly alert: boolean;
  readonly volume: {
    readonly shares: number;
    readonly multiple: Refusable<{readonly value: number}>;
    readonly z: Refusable<{readonly value: number}>;
  } | null;
  readonly leakage: {readonly car: number; readonly share: Refusable<{readonly value: number}>} | null;
  readonly movedFirst: boolean;
  readonly shape: Refusable<{
    readonly upTo: string;
    readonly minutesToHalf: number;
    readonly peak: number;
    readonly retrace: number;
  }>;
  /** Ids of the other headlines that lie in it. */
  readonly confounders: readonly string[];
  readonly verdict: string;
  readonly reason: string;
};

export type StudyHeadlineRecord = {
  readonly id: string;
  readonly publishedAt: string;
  readonly receivedAt: string;
  readonly source: string;
  readonly headline: string;
  readonly url: string;
  readonly symbols: readonly string[];
  readonly event: string;
  readonly storyId: string;
  readonly alike: readonly string[];
  readonly about: string | null;
  readonly start: {
    readonly at: string;
    readonly clock: Start['used'];
    readonly headlineId: string;
    readonly publishedAt: string;
    readonly receivedAt: string;
    readonly storyAt: string;
    readonly receivedSecondsAfter: number;
  } | null;
  readonly reactions: readonly ReactionRecord[];
};

export type StudyRecords = {
  readonly at: string;
  readonly primary: string;
  readonly horizons: readonly string[];
  readonly benchmark: string;
  readonly model: string;
  /** Tests at the primary horizon that the adjusted p-values take into account. */
  readonly tests: number;
  readonly headlines: readonly StudyHeadlineRecord[];
  /** Of the one headline asked for: what its name did after the earlier ones of its kind. Null for all headlines together. */
  readonly earlier: (Omit<EarlierOfKind, 'median'> & {readonly median: number | null}) | null;
  readonly kinds: readonly KindSummary[];
};

const refusedFor = (reason: string) => ({status: 'refused', reason}) as const;

/** A refusal of the formulas or of the book, in words; what is there as it is. */
const told = <Figures extends Told>(
  figures: Figures | Parameters<typeof refusalWords>[0],
): Figures | {readonly status: 'refused'; readonly reason: string} =>
  figures.status === 'insufficient baseline' ? refusedFor(refusalWords(figures)) : figures;

const testRecord = ({test}: Measured): HorizonRecord['test'] =>
  test.status === 'ok'
    ? {status: 'ok', t: test.t, standardError: test.se, detectable: test.detectable}
    : refusedFor(test.reason);

const horizonRecord = ({name, status, toAt, confounded, measured}: HorizonReading): HorizonRecord => ({
  name,
  status,
  endsAt: formatInstant(toAt),
  confounded,
  price: measured?.price.price ?? null,
  return: measured?.return ?? null,
  benchmarkReturn: measured?.market ?? null,
  abnormal: fractionOf(measured?.car) ?? null,
  car: measured?.car ?? null,
  test: measured === undefined ? refusedFor(status) : testRecord(measured),
  rank: measured === undefined ? refusedFor(status) : told(measured.rank),
});

const modelRecord = ({estimation}: Reaction): ReactionRecord['model'] => {
  if (estimation.kind === 'none') return null;
  const {kind, a, b, s, count} = estimation.model;
  return {kind, a, b, s, returns: count};
};

const shapeRecord = ({shape}: Reaction): ReactionRecord['shape'] => {
  if (shape === undefined) return refusedFor('nothing measured');
  if (shape.shape.status !== 'ok') return refusedFor('no detectable reaction');
  const {halfAfter, peak, retrace} = shape.shape;
  return {status: 'ok', upTo: shape.upTo, minutesToHalf: halfAfter, peak: fractionOf(peak) ?? peak, retrace};
};

const leakageRecord = ({leakage}: Reaction): ReactionRecord['leakage'] => {
  if (leakage === undefined) return null;
  const {car, share} = leakage;
  return {
    car,
    share: share.status === 'ok' ? {status: 'ok', value: share.share} : refusedFor('no detectable reaction'),
  };
};

const reactionRecord = (item: WireItem, row: StudyRow, {horizons}: StudyScope): ReactionRecord => {
  const {reaction, named, p, adjustedP, alert} = row;
  const {symbol, base, volume, confounders, verdict} = reaction;
  return {
    symbol,
    named,
    stance: stanceFor(item, symbol) ?? null,
    base: base === undefined ? null : {price: base.price, at: formatInstant(base.at)},
    lastClose: reaction.lastClose ?? null,
    benchmark: reaction.benchmark,
    estimation: reaction.estimation.label,
    model: modelRecord(reaction),
    horizons: reaction.horizons.filter(({name}) => horizons.includes(name)).map(horizonRecord),
    p: p ?? null,
    adjustedP: adjustedP ?? null,
    alert,
    volume: volume === undefined ? null : {shares: volume.shares, multiple: told(volume.multiple), z: told(volume.z)},
    leakage: leakageRecord(reaction),
    movedFirst: reaction.movedFirst,
    shape: shapeRecord(reaction),
    confounders: confounders.map(({headline}) => headline.id),
    verdict: verdict.kind,
    reason: verdictWords(reaction),
  };
};

const startRecord = (start: Start): NonNullable<StudyHeadlineRecord['start']> => ({
  at: formatInstant(start.at),
  clock: start.used,
  headlineId: start.headlineId,
  publishedAt: formatInstant(start.publishedAt),
  receivedAt: formatInstant(start.receivedAt),
  storyAt: formatInstant(start.storyAt),
  receivedSecondsAfter: (start.receivedAt - start.at) / SECOND,
});

const headlineRecord = (event: StudyEvent, scope: StudyScope): StudyHeadlineRecord => {
  const {item, alike, about, rows} = event;
  const {headline, notes, story, firstReceivedAt} = item;
  const start = rows[0]?.reaction.start;
  return {
    id: headline.id,
    publishedAt: formatInstant(headline.at),
    receivedAt: formatInstant(firstReceivedAt),
    source: headline.source,
    headline: headline.headline,
    url: headline.url,
    symbols: headline.symbols,
    event: notes.event.kind,
    storyId: story.id,
    alike: alike.map(one => one.headline.id),
    about: about ?? null,
    start: start === undefined ? null : startRecord(start),
    reactions: rows.map(row => reactionRecord(item, row, scope)),
  };
};

const earlierRecord = (scope: StudyScope): StudyRecords['earlier'] => {
  const [event] = scope.headlineId === undefined ? [] : eventsIn(scope);
  const earlier = event && earlierOfEvent(scope, event);
  return earlier === undefined ? null : {...earlier, median: earlier.median ?? null};
};

/** A study as data for other programs. */
export const studyRecords = (scope: StudyScope): StudyRecords => ({
  at: formatInstant(scope.snapshot.clock.now),
  primary: PRIMARY,
  horizons: scope.horizons,
  benchmark: scope.benchmark,
  model: scope.model,
  tests: scope.study.tests,
  headlines: eventsIn(scope).map(event => headlineRecord(event, scope)),
  earlier: earlierRecord(scope),
  kinds: scope.study.kinds,
});
