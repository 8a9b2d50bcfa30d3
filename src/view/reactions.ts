import type {Ticker} from '../core/ticker.ts';
import {fundOf} from '../market/reactions/benchmark.ts';
import {goodPriceAt} from '../market/reactions/good-price.ts';
import {HORIZONS, type HorizonName, PRIMARY} from '../market/reactions/horizons.ts';
import {isMarketWide} from '../market/reactions/novels.ts';
import type {BriefReaction, BriefReading} from '../market/reactions/reaction.ts';
import {type ReactionBook, reactionsOf} from '../market/reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {formatPercent, formatStatistic, UNKNOWN} from './format.ts';
import {latestPrice} from './latest-price.ts';
import type {Preferences} from './preferences.ts';

/** What a reaction is shown as: the name's own return, or what of it the benchmark does not explain. */
export const REACTION_KINDS = ['return', 'abnormal'] as const;
export type ReactionKind = (typeof REACTION_KINDS)[number];

/** What of the screen decides how reactions are read. */
export type ReactionLook = {
  readonly reactionKind: ReactionKind;
  readonly preferences: Pick<Preferences, 'fundWeights'>;
};

/** One figure written out, and the side of nothing that it is on. */
export type ReactionCell = {readonly text: string; readonly trend: 'up' | 'down' | 'flat' | 'unknown'};

const cellOf = (text: string): ReactionCell => ({
  text,
  trend: text === UNKNOWN ? 'unknown' : text.startsWith('+') ? 'up' : text.startsWith('−') ? 'down' : 'flat',
});

export const NOT_KNOWN: ReactionCell = cellOf(UNKNOWN);
const word = (text: string): ReactionCell => ({text, trend: 'unknown'});

export const percentCell = (value: number | undefined, digits = 1): ReactionCell =>
  cellOf(formatPercent(value, digits));

/** A t-statistic; from ten on without a decimal, which would say nothing. */
export const statisticCell = (t: number | undefined): ReactionCell =>
  cellOf(formatStatistic(t, t !== undefined && Math.abs(t) >= 9.95 ? 0 : 1));

/** An abnormal log return as the fraction that people mean. */
export const fractionOf = (car: number | undefined): number | undefined =>
  car === undefined ? undefined : Math.expm1(car);

const figureOf = ({measured}: BriefReading, kind: ReactionKind): number | undefined =>
  kind === 'return' ? measured?.return : fractionOf(measured?.car);

/** What stands behind a figure: `C` other headlines in it, `T` cut short by the session's end. */
const markOf = ({confounded, status}: BriefReading): string => (confounded ? 'C' : status === 'truncated' ? 'T' : '');

/** A horizon in a few cells: a figure with its mark, `·` ahead or unknown, `H` halted then, `S` no print near it. */
export const horizonCell = (reading: BriefReading | undefined, kind: ReactionKind, digits = 1): ReactionCell => {
  if (reading === undefined) return NOT_KNOWN;
  if (reading.status === 'halted') return word('H');
  if (reading.status === 'stale') return word('S');
  const cell = percentCell(figureOf(reading, kind), digits);
  return cell.trend === 'unknown' ? cell : {...cell, text: `${cell.text}${markOf(reading)}`};
};

/** How far from usual, in standard errors, where that can be said. */
export const sigmaCell = (reading: BriefReading | undefined): ReactionCell => {
  const test = reading?.measured?.test;
  if (reading === undefined || test?.status !== 'ok') return NOT_KNOWN;
  const cell = statisticCell(test.t);
  return {...cell, text: `${cell.text}${markOf(reading)}`};
};

export const readingAt = <Reading extends BriefReading>(
  {horizons}: {readonly horizons: readonly Reading[]},
  name: HorizonName,
): Reading | undefined => horizons[HORIZONS.findIndex(horizon => horizon.name === name)];

/** Every reaction that a snapshot knows, measured as the person has set it. */
export const reactionBook = (snapshot: Snapshot, {preferences}: Pick<ReactionLook, 'preferences'>): ReactionBook =>
  reactionsOf(snapshot, {weights: preferences.fundWeights});

/** What names are held against on this day: `QQQ`, or `others` where the day has no fund. */
export const benchmarkWord = ({file}: Snapshot): string => fundOf(file.day) ?? 'others';

/** The watched name that a headline is about most, or the first that its feed lists; the fund for one on the market. */
export const watchedSymbol = ({file}: Snapshot, item: WireItem): Ticker | undefined => {
  const {headline, notes} = item;
  const {symbols} = file.day;
  const named = notes.companies.find(
    ({ticker, mentions}) => mentions.length > 0 && ticker !== undefined && symbols.includes(ticker),
  );
  const about = named?.ticker ?? headline.symbols.find(symbol => symbols.includes(symbol));
  return about ?? (isMarketWide(item) ? fundOf(file.day) : undefined);
};

/** A headline's reaction in the name that it is about most; undefined where it is about none of the day's. */
export const headlineReaction = (
  snapshot: Snapshot,
  look: Pick<ReactionLook, 'preferences'>,
  item: WireItem,
): BriefReaction | undefined => {
  const symbol = watchedSymbol(snapshot, item);
  return symbol === undefined ? undefined : reactionBook(snapshot, look).brief(item, symbol);
};

/** How far the name that a headline is about stands from where it was when the headline counts from; in the kind shown. */
export const moveSince = (snapshot: Snapshot, look: ReactionLook, item: WireItem): number | undefined => {
  const symbol = watchedSymbol(snapshot, item);
  const figures = symbol === undefined ? undefined : snapshot.figures.get(symbol);
  const price = figures === undefined ? undefined : latestPrice(figures)?.price;
  if (symbol === undefined || price === undefined) return undefined;
  const {now} = snapshot.clock;
  const book = reactionBook(snapshot, look);
  const base = goodPriceAt(snapshot.bars.get(symbol), book.brief(item, symbol).start.at, now);
  if (base === undefined) return undefined;
  if (look.reactionKind === 'return') return price / base.price - 1;
  const expected = book.expected(item, symbol, now);
  return expected === undefined ? undefined : Math.expm1(Math.log(price / base.price) - expected);
};

/** How large a reaction is, for a wire in that order; undefined while it is not known. */
export const reactionSize = (snapshot: Snapshot, look: ReactionLook, item: WireItem): number | undefined => {
  const reaction = headlineReaction(snapshot, look, item);
  const reading = reaction === undefined ? undefined : readingAt(reaction, PRIMARY);
  const value = reading === undefined ? undefined : figureOf(reading, look.reactionKind);
  return value === undefined ? undefined : Math.abs(value);
};
