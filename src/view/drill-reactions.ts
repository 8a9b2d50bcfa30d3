import {between} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {HORIZONS} from '../market/reactions/horizons.ts';
import type {HorizonReading, Reaction, VerdictKind} from '../market/reactions/reaction.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {
  formatClock,
  formatElapsed,
  formatMultiple,
  formatPercent,
  formatPrice,
  formatShare,
  formatSigma,
} from './format.ts';
import {latestPrice} from './latest-price.ts';
import {
  fractionOf,
  horizonCell,
  NOT_KNOWN,
  percentCell,
  type ReactionCell,
  type ReactionLook,
  reactionBook,
  statisticCell,
} from './reactions.ts';
import {verdictWords} from './verdict-words.ts';

/** The heads of the reaction columns. */
export const DRILL_HORIZONS: readonly string[] = HORIZONS.map(({name}) => name);

/** What one name did after the headline. */
export type DrillReaction = {
  readonly symbol: Ticker;
  /** Named by the headline, or just on the screen. */
  readonly named: boolean;
  /** The last price before it, and the latest. */
  readonly base: string;
  readonly now: string;
  readonly sinceThen: ReactionCell;
  readonly cells: readonly ReactionCell[];
  readonly verdict: VerdictKind;
  readonly trend: ReactionCell['trend'];
  /** Why, in words. */
  readonly words: string;
  /** What the price did before the headline was received, when that was the most of it. */
  readonly badge: string;
  /** Beside the returns: abnormal returns, t, the least that could be told. */
  readonly rows: readonly {readonly name: string; readonly cells: readonly ReactionCell[]}[];
  readonly facts: readonly {readonly name: string; readonly value: string}[];
};

const TRENDS: Readonly<Partial<Record<VerdictKind, ReactionCell['trend']>>> = {positive: 'up', negative: 'down'};

const tCell = ({measured}: HorizonReading): ReactionCell =>
  measured?.test.status === 'ok' ? statisticCell(measured.test.t) : NOT_KNOWN;

const limitCell = ({measured}: HorizonReading): ReactionCell =>
  measured?.test.status === 'ok'
    ? {text: `±${formatShare(fractionOf(measured.test.detectable), 2)}`, trend: 'flat'}
    : NOT_KNOWN;

/** Why a horizon that has its return has no t, the horizons of a reason together: `+1m: shorter than …`. */
const noTestWords = ({horizons}: Reaction): string => {
  const reasons = new Map<string, string[]>();
  for (const {name, measured} of horizons) {
    if (measured?.test.status !== 'refused') continue;
    const {reason} = measured.test;
    const names = reasons.get(reason);
    if (names === undefined) reasons.set(reason, [name]);
    else names.push(name);
  }
  return [...reasons].map(([reason, names]) => `${names.join(' ')}: ${reason}`).join('; ');
};

const volumeWords = ({volume}: Reaction): string => {
  if (volume?.multiple.status !== 'ok') return volume === undefined ? '' : 'insufficient baseline';
  const z = volume.z.status === 'ok' ? ` · ${formatSigma(volume.z.value)}` : '';
  return `${formatMultiple(volume.multiple.value)} the usual of these 15 minutes${z}`;
};

const rankWords = ({horizons}: Reaction): string => {
  const reading = horizons.findLast(
    ({name, measured}) => (name === '+15m' || name === '+5m') && measured !== undefined,
  );
  const rank = reading?.measured?.rank;
  if (reading === undefined || rank?.status !== 'ok') return '';
  return rank.rank === 1
    ? `largest in ${rank.of - 1} sessions at this hour (${reading.name})`
    : `${rank.rank} of ${rank.of} at this hour (${reading.name})`;
};

const shapeWords = ({shape}: Reaction): string => {
  if (shape?.shape.status !== 'ok') return '';
  const {halfAfter, peak, retrace} = shape.shape;
  return `half of it within ${halfAfter}m · peak ${formatPercent(fractionOf(peak))} · ${formatShare(retrace)} given back by ${shape.upTo}`;
};

const beforeWords = ({leakage}: Reaction, isMove: boolean): string => {
  if (leakage === undefined) return '';
  if (isMove) return `${formatPercent(fractionOf(leakage.car))} in the half hour that ended with the move`;
  const share = leakage.share.status === 'ok' ? ` · ${formatShare(leakage.share.share)} of the move` : '';
  return `${formatPercent(fractionOf(leakage.car))} in the half hour before${share}`;
};

const startWords = ({start}: Reaction, isMove: boolean): string => {
  if (isMove)
    return `${formatClock(start.at)} (the move’s end) · known ${formatElapsed(between(start.at, start.receivedAt))}`;
  const used = {published: 'published', received: 'received here', story: 'first told'}[start.used];
  return `${formatClock(start.at)} (${used}) · published ${formatClock(start.publishedAt)} · received ${formatElapsed(between(start.publishedAt, start.receivedAt))}`;
};

const closeWords = ({lastClose, horizons}: Reaction): string => {
  const last = horizons.findLast(({measured}) => measured !== undefined);
  if (lastClose === undefined || last?.measured === undefined) return '';
  return `${formatPrice(lastClose)}; ${formatPercent(last.measured.price.price / lastClose - 1)} on it at ${last.name}`;
};

const badPrintWords = ({badPrints}: Reaction): string =>
  badPrints === 0 ? '' : `${badPrints} bad ${badPrints === 1 ? 'print' : 'prints'} left out`;

/** `QQQ without AMZN (5%)`: the part that was taken out is a setting, not a fact of the day. */
const againstWords = ({benchmark: {name, weight}}: Reaction): string =>
  weight > 0 ? `${name} (${formatShare(weight, Number.isInteger(Math.round(weight * 1e4) / 100) ? 0 : 1)})` : name;

const others = ({confounders}: Reaction): string =>
  confounders.map(({headline}) => `${formatClock(headline.at)} ${headline.headline}`).join(' | ');

const factsOf = (reaction: Reaction, isMove: boolean): DrillReaction['facts'] =>
  [
    {name: 'no t', value: noTestWords(reaction)},
    {name: 'volume', value: volumeWords(reaction)},
    {name: 'rank', value: rankWords(reaction)},
    {name: 'shape', value: shapeWords(reaction)},
    {name: 'before', value: beforeWords(reaction, isMove)},
    {name: 'counted', value: startWords(reaction, isMove)},
    {name: 'last close', value: closeWords(reaction)},
    {name: 'usual', value: `${reaction.estimation.label} · against ${againstWords(reaction)}`},
    {name: 'tape', value: badPrintWords(reaction)},
    {name: 'also then', value: others(reaction)},
  ].filter(({value}) => value !== '');

const badgeOf = ({movedFirst, start}: Reaction): string =>
  movedFirst ? `price moved first: most of it before ${formatClock(start.receivedAt)}, when this was received` : '';

/** One name's reaction as the drill says it; `isMove`: to a move of the tape, which nobody told. */
export const drillReaction = (
  snapshot: Snapshot,
  named: boolean,
  reaction: Reaction,
  isMove = false,
): DrillReaction => {
  const {symbol, base, horizons, verdict, benchmark} = reaction;
  const figures = snapshot.figures.get(symbol);
  const now = figures === undefined ? undefined : latestPrice(figures)?.price;
  const against = benchmark.kind === 'own mean' ? 'abnormal' : `vs ${benchmark.symbols.join(' ')}`;
  return {
    symbol,
    named,
    base: formatPrice(base?.price),
    now: formatPrice(now),
    sinceThen: percentCell(base === undefined || now === undefined ? undefined : now / base.price - 1),
    cells: horizons.map(reading => horizonCell(reading, 'return')),
    verdict: verdict.kind,
    trend: TRENDS[verdict.kind] ?? 'flat',
    words: verdictWords(reaction),
    badge: isMove ? '' : badgeOf(reaction),
    rows: [
      {name: 'return', cells: horizons.map(reading => horizonCell(reading, 'return', 2))},
      {name: against, cells: horizons.map(reading => horizonCell(reading, 'abnormal', 2))},
      {name: 't', cells: horizons.map(tCell)},
      {name: 'limit', cells: horizons.map(limitCell)},
    ],
    facts: factsOf(reaction, isMove),
  };
};

/** Each name's reaction, those that the headline names first. */
export const drillReactions = (snapshot: Snapshot, look: ReactionLook, item: WireItem): readonly DrillReaction[] => {
  const {symbols} = item.headline;
  const rest = snapshot.file.day.symbols.filter(symbol => !symbols.includes(symbol));
  const book = reactionBook(snapshot, look);
  return [...symbols, ...rest]
    .filter(symbol => snapshot.figures.has(symbol))
    .map(symbol => drillReaction(snapshot, symbols.includes(symbol), book.of(item, symbol), item.move !== undefined));
};
