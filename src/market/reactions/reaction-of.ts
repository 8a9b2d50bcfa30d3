import {DETECTION_LEVEL} from '../../analytics/calibrated-t.ts';
import {leakageShare, reactionShape} from '../../analytics/reaction-shape.ts';
import {phaseAt, sessionOf} from '../../core/calendar.ts';
import {earlier, type Instant, later, minus, minutes} from '../../core/instant.ts';
import {tradingDateAt} from '../../core/new-york.ts';
import type {EarlierSessions, WireItem} from '../snapshot.ts';
import {badPricesIn, goodPriceAt} from './good-price.ts';
import {HORIZONS, PRIMARY_INDEX, type Stop} from './horizons.ts';
import {minutePath, type NameReads, stretchOver, withRank} from './name-reads.ts';
import {stretchesOver} from './phase-slots.ts';
import type {BriefReading, HorizonReading, Reaction} from './reaction.ts';
import {testOver} from './usual-test.ts';
import {closedVerdict, isSignificant, verdictOf} from './verdict.ts';
import {volumeReading} from './volume-reading.ts';

/** How far before its start a reaction is looked for. */
const LEAKAGE_SPAN = minutes(30);
/** Bad prints before a start are counted from here on: one of them may have been its base. */
const SHORTLY = minutes(1);
/** Of the whole move, when this part was over at receipt, the price moved first. */
const MOST_OF_IT = 0.5;

/** The rest of what a reaction is put together from. */
export type Surroundings = {
  readonly item: WireItem;
  readonly stops: readonly Stop[];
  readonly lastClose: number | undefined;
  readonly earlier: EarlierSessions | undefined;
  readonly confounders: readonly WireItem[];
  /** From the reaction before, while nothing under it changed. */
  readonly settled: Settled | undefined;
};

type Before = Pick<Reaction, 'leakage' | 'movedFirst'>;

/** What stands once the primary horizon does. */
export type Settled = {readonly primary: BriefReading; readonly parts: Before & Pick<Reaction, 'volume'>};

/** What moved in the half hour before, and whether that and what came before receipt was the most of it. */
const beforeOf = (reads: NameReads, primary: BriefReading, item: WireItem): Before => {
  const {start, session, usual} = reads;
  const from = later(minus(start.at, LEAKAGE_SPAN), session.preAt);
  const car = stretchOver(reads, from, start.at)?.car;
  const after = primary.measured?.car;
  if (car === undefined) return {leakage: undefined, movedFirst: false};
  const test =
    after === undefined ? undefined : testOver(usual, session, car + after, stretchesOver(session, from, primary.toAt));
  const significant = test?.status === 'ok' && Math.abs(test.t) >= DETECTION_LEVEL;
  const share = leakageShare(car, after ?? 0, significant);
  const receiptAt = earlier(item.firstReceivedAt, primary.toAt);
  const unseen = receiptAt > start.at ? (stretchOver(reads, start.at, receiptAt)?.car ?? 0) : 0;
  const movedFirst = significant && after !== undefined && (car + unseen) / (car + after) >= MOST_OF_IT;
  return {leakage: {car, share}, movedFirst};
};

/** The last horizon from the primary one on that was measured in full. */
const lastMeasured = (horizons: readonly HorizonReading[]): HorizonReading | undefined =>
  horizons.slice(PRIMARY_INDEX, -1).findLast(({measured, status}) => status === 'ok' && measured?.car !== undefined);

const shapeOf = (reads: NameReads, horizons: readonly HorizonReading[]): Reaction['shape'] => {
  const upTo = lastMeasured(horizons);
  if (upTo === undefined) return undefined;
  const significant = isSignificant(upTo);
  const path = significant ? minutePath(reads, upTo.toAt) : [];
  return {upTo: upTo.name, shape: reactionShape(path, significant)};
};

/** A headline told while the market was shut: nothing is measured, and it says so. */
export const closedReaction = (
  {symbol, start, session, benchmark}: NameReads,
  lastClose: number | undefined,
): Reaction => ({
  symbol,
  start,
  base: undefined,
  lastClose,
  benchmark,
  estimation: {kind: 'none', label: 'market closed'},
  horizons: HORIZONS.map(({name}) => ({
    name,
    status: 'no_base',
    toAt: start.at,
    confounded: false,
    measured: undefined,
  })),
  confounders: [],
  volume: undefined,
  leakage: undefined,
  movedFirst: false,
  shape: undefined,
  badPrints: 0,
  verdict: closedVerdict(start, session, sessionOf(tradingDateAt(start.at))),
});

/** Bad prints from shortly before the start to the last horizon measured but the close. */
const badPrintsOf = ({symbol, start, seriesOf}: NameReads, horizons: readonly HorizonReading[]): number => {
  const last = horizons.slice(0, -1).findLast(({measured}) => measured !== undefined);
  return last === undefined ? 0 : badPricesIn(seriesOf(symbol), minus(start.at, SHORTLY), last.toAt);
};

/** The end of the last horizon measured up to the primary one: a price before the start is judged by what came until then. */
const judgedUpTo = (startAt: Instant, horizons: readonly HorizonReading[]): Instant =>
  horizons
    .slice(0, PRIMARY_INDEX + 1)
    .reduce((last, {measured, toAt}) => (measured === undefined ? last : later(last, toAt)), startAt);

/** What stands from the primary horizon's end on: the volume up to it, and what moved before its start. */
const settledParts = (reads: NameReads, primary: BriefReading, around: Surroundings): Settled['parts'] => {
  const {symbol, start, session, seriesOf} = reads;
  const volume =
    primary.measured === undefined
      ? undefined
      : volumeReading(seriesOf(symbol), around.earlier, session, start.at, primary.toAt);
  return {volume, ...beforeOf(reads, primary, around.item)};
};

/** Everything that is known of a reaction once its horizons were read. */
export const reactionOf = (
  reads: NameReads,
  brief: readonly BriefReading[],
  around: Surroundings,
): Reaction | undefined => {
  const {symbol, start, session, benchmark, usual, seriesOf} = reads;
  const horizons = brief.map(reading => withRank(reads, reading));
  const [known, primary] = [brief[PRIMARY_INDEX], horizons[PRIMARY_INDEX]];
  if (known === undefined || primary === undefined) return undefined;
  const series = seriesOf(symbol);
  const confounders = around.confounders;
  const learnt = usual[start.at < session.openAt ? 'pre' : start.at < session.closeAt ? 'regular' : 'post'];
  const settled = around.settled?.primary === known ? around.settled.parts : settledParts(reads, known, around);
  return {
    symbol,
    start,
    base: goodPriceAt(series, start.at, judgedUpTo(start.at, horizons)),
    lastClose: phaseAt(session, start.at) === 'regular' ? undefined : around.lastClose,
    benchmark,
    estimation: 'status' in learnt ? {kind: 'none', label: learnt.reason} : learnt.estimation,
    horizons,
    confounders,
    ...settled,
    shape: shapeOf(reads, horizons),
    badPrints: badPrintsOf(reads, horizons),
    verdict: verdictOf(primary, confounders, around.stops),
  };
};
