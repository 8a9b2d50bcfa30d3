import {STALE_AFTER} from '../analytics/known-price.ts';
import type {EventChartView, EventLine, UsualRange} from '../chart/event-chart.ts';
import type {GlyphSet} from '../chart/glyph-set.ts';
import type {Marker} from '../chart/markers.ts';
import {sessionBefore, sessionOf} from '../core/calendar.ts';
import {earlier, type Instant, later, minus, minutes, plus, seconds, span} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {BarSeries} from '../market/bar-series.ts';
import {goodPriceAt} from '../market/reactions/good-price.ts';
import type {Start} from '../market/reactions/reaction.ts';
import type {ReactionBook} from '../market/reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {SERIES_TONES} from './chart-compare.ts';
import {chartMarkers} from './chart-markers.ts';
import {formatClock, formatPercent} from './format.ts';
import {type ReactionLook, reactionBook, watchedSymbol} from './reactions.ts';

const BEFORE = minutes(30);
const AFTER = minutes(120);
/** Finer than a column of any screen but the widest. */
const STEP = seconds(30);
const PRIMARY_SPAN = minutes(15);
/** A price belongs to the time that ends with it, not to that which begins then. */
const INSIDE = span(1);

/** The moments from `from` to `to` that lines go through; the last one is `to` itself. */
const momentsOf = (from: Instant, to: Instant): readonly Instant[] => {
  const moments: Instant[] = [];
  for (let at = from; at < to; at = plus(at, STEP)) moments.push(at);
  if (from <= to) moments.push(to);
  return moments;
};

/** A name's path as fractions of its base, by what is printed up to `now`; where nothing was printed lately, none. */
const pointsOf = (
  series: BarSeries | undefined,
  base: number,
  moments: readonly Instant[],
  now: Instant,
): EventLine['points'] =>
  moments.flatMap(at => {
    const found = goodPriceAt(series, at, now);
    return found === undefined || found.at < minus(at, STALE_AFTER)
      ? []
      : [{at: minus(at, INSIDE), value: found.price / base - 1}];
  });

const linesOf = (
  {bars, file, clock}: Snapshot,
  book: ReactionBook,
  item: WireItem,
  moments: readonly Instant[],
): readonly EventLine[] =>
  file.day.symbols.slice(0, SERIES_TONES.length).flatMap((symbol, index): readonly EventLine[] => {
    const base = book.of(item, symbol).base?.price;
    if (base === undefined) return [];
    const points = pointsOf(bars.get(symbol), base, moments, clock.now);
    const last = points.at(-1);
    const name = last === undefined ? symbol : `${symbol} ${formatPercent(last.value)}`;
    return [{symbol, name, points, tone: SERIES_TONES[index] ?? 'plain'}];
  });

/**
 * Where a name would have to leave to be told from nothing: around what its benchmark and its usual drift explain, as far as
 * that is known, and around the last of it beyond the clock.
 */
const usualOf = (
  book: ReactionBook,
  item: WireItem,
  symbol: Ticker,
  start: Instant,
  to: Instant,
  now: Instant,
): readonly UsualRange[] => {
  let centre = 0;
  return momentsOf(plus(start, STEP), to).flatMap(at => {
    const band = book.band(item, symbol, at);
    if (band === undefined) return [];
    if (at <= now) centre = book.expected(item, symbol, at) ?? centre;
    return [{at, low: Math.expm1(centre - band), high: Math.expm1(centre + band)}];
  });
};

/** Headlines on the day's names within the window; the story's own mark stands at its start. */
const markersOf = (snapshot: Snapshot, item: WireItem, {at}: Start, from: Instant, to: Instant): readonly Marker[] =>
  chartMarkers(snapshot, snapshot.file.day.symbols, item.headline.id)
    .map(marker => (marker.selected ? {...marker, at: minus(at, INSIDE)} : marker))
    .filter(marker => marker.at >= from && marker.at <= to);

const TICKS = [
  [0, 't0'],
  [15, '+15m'],
  [60, '+1h'],
  [120, '+2h'],
  [30, '+30m'],
  [-30, '−30m'],
  [90, '+90m'],
] as const;

/**
 * The day's names around a headline's start, from half an hour before to two hours after, as far as the clock lets them be
 * known, with what is usual for the name that it is about. Undefined for a headline told while the market was shut.
 */
export const drillChart = (
  snapshot: Snapshot,
  look: ReactionLook,
  item: WireItem,
  glyphs: GlyphSet = 'unicode',
): EventChartView | undefined => {
  const {now} = snapshot.clock;
  const {symbols, date} = snapshot.file.day;
  const main = watchedSymbol(snapshot, item);
  const shown = main ?? symbols[0];
  if (shown === undefined) return undefined;
  const book = reactionBook(snapshot, look);
  const {start, verdict} = book.of(item, shown);
  if (verdict.kind === 'market closed') return undefined;
  const session = sessionOf(date) ?? sessionBefore(date);
  const [from, to] = [minus(start.at, BEFORE), plus(start.at, AFTER)];
  const known = momentsOf(later(from, session.preAt), earlier(to, later(now, start.at)));
  return {
    startAt: start.at,
    from,
    to,
    lines: linesOf(snapshot, book, item, known),
    main: shown,
    usual: main === undefined ? [] : usualOf(book, item, main, start.at, earlier(to, session.endAt), now),
    ticks: TICKS.map(([count, label]) => ({at: plus(start.at, minutes(count)), label})),
    primaryAt: plus(start.at, PRIMARY_SPAN),
    markers: markersOf(snapshot, item, start, from, to),
    session,
    glyphs,
    title: {text: `t0 ${formatClock(start.at)}`, tone: 'focus'},
    usualWords: `usual of ${shown}`,
    emptyWords: 'no trades in this time',
    formatValue: formatPercent,
  };
};
