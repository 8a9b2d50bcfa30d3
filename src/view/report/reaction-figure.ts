import {previousTick} from '../../analytics/previous-tick.ts';
import type {Session} from '../../core/calendar.ts';
import {earlier, type Instant, later, MINUTE, minus, minutes, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {ReactionBook} from '../../market/reactions/reactions-of.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import type {StudyEvent} from '../../market/study/study-event.ts';
import {formatPercent} from '../format.ts';
import {goodPrices} from './good-prices.ts';
import {type Html, html} from './html.ts';
import {linearScale, pathOf, roundTicks, type Scale} from './scale.ts';

const WIDTH = 920;
const HEIGHT = 260;
const LEFT = 8;
const RIGHT = 760;
const TOP = 12;
const BOTTOM = 228;
const BEFORE = minutes(30);
const AFTER = minutes(120);
const LABEL_ROOM = 13;
const STEPS = [-30, 0, 15, 30, 60, 90, 120];

/** One name's way from its price at the start, a point a minute; its own number tells its colour. */
type Way = {readonly symbol: Ticker; readonly tone: number; readonly main: boolean; readonly points: readonly Point[]};
type Point = {readonly at: Instant; readonly value: number};

const minutesOf = (from: Instant, to: Instant): readonly Instant[] =>
  Array.from({length: Math.max(0, Math.floor((to - from) / MINUTE) + 1)}, (_, index) => plus(from, minutes(index)));

const waysOf = (
  snapshot: Snapshot,
  {rows, about}: StudyEvent,
  session: Session,
  from: Instant,
  to: Instant,
): readonly Way[] => {
  const {symbols} = snapshot.file.day;
  return rows.flatMap(
    ({
      reaction: {
        symbol,
        base,
        start: {at: start},
      },
    }): readonly Way[] => {
      if (base === undefined) return [];
      const {prices} = goodPrices(snapshot.bars.get(symbol), {from: session.preAt, to});
      const priceBy = previousTick(
        prices.map(({at}) => at),
        prices.map(({price}) => price),
      );
      const points = minutesOf(from, to).flatMap((at): readonly Point[] => {
        const price = at === start ? base.price : priceBy(at)?.price;
        return price === undefined ? [] : [{at, value: price / base.price - 1}];
      });
      return [{symbol, tone: (symbols.indexOf(symbol) % 5) + 1, main: symbol === about, points}];
    },
  );
};

/** What could not be told from nothing: both edges around 0, minute by minute from the start. */
const bandOf = (book: ReactionBook, {item, about}: StudyEvent, start: Instant, to: Instant): readonly Point[] => {
  if (about === undefined) return [];
  return minutesOf(start, to).flatMap((at): readonly Point[] => {
    const size = book.band(item, about, at);
    return size === undefined ? [] : [{at, value: Math.expm1(size)}];
  });
};

/** Labels at the lines' ends, pushed apart where they would lie on each other. */
const labels = (ways: readonly Way[], y: Scale): readonly Html[] => {
  const ends = ways
    .flatMap(way => {
      const end = way.points.at(-1)?.value;
      return end === undefined ? [] : [{way, end, place: y(end)}];
    })
    .sort((a, b) => a.place - b.place);
  let last = TOP - LABEL_ROOM;
  const spread = ends.map(({way, end, place}) => {
    last = Math.max(place, last + LABEL_ROOM);
    return {way, end, place: last};
  });
  const over = Math.max(0, last - BOTTOM);
  return spread.map(
    ({way, end, place}) =>
      html`<text class="name t${way.tone}" x="${RIGHT + 56}" y="${place - over + 4}">${way.symbol} ${formatPercent(end)}</text>`,
  );
};

const times = (start: Instant, x: Scale): readonly Html[] =>
  STEPS.map(step => {
    const place = x(plus(start, minutes(step)));
    const word = step === 0 ? 'headline' : `${step < 0 ? '−' : '+'}${Math.abs(step)}m`;
    return html`<line class="grid" x1="${place}" y1="${TOP}" x2="${place}" y2="${BOTTOM}"/>
<text x="${place}" y="${HEIGHT - 12}" text-anchor="${step === -30 ? 'start' : 'middle'}">${word}</text>`;
  });

/**
 * The names from half an hour before a headline to two hours after it, each 0 at its moment, with the band within which
 * the name that it is about cannot be told from nothing. Nothing from after the snapshot's clock, nor the session's end.
 */
export const reactionFigure = (
  snapshot: Snapshot,
  book: ReactionBook,
  event: StudyEvent,
  session: Session,
): Html | undefined => {
  const start = event.rows[0]?.reaction.start.at;
  if (start === undefined) return undefined;
  const from = later(minus(start, BEFORE), session.preAt);
  const to = earlier(plus(start, AFTER), earlier(snapshot.clock.now, session.endAt));
  const ways = waysOf(snapshot, event, session, from, to);
  const band = bandOf(book, event, start, to);
  const values = [...ways.flatMap(({points}) => points.map(({value}) => value)), 0];
  const edges = band.flatMap(({value}) => [value, -value]);
  const widest = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0.001);
  const all = [...values, ...edges.map(edge => Math.max(-2 * widest, Math.min(2 * widest, edge)))];
  const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  const margin = (high - low) * 0.05;
  const x = linearScale(minus(start, BEFORE), plus(start, AFTER), LEFT, RIGHT);
  const y = linearScale(low - margin, high + margin, BOTTOM, TOP);
  const clipped = (value: number): number => y(Math.max(low - margin, Math.min(high + margin, value)));
  const shape = [
    ...band.map(({at, value}) => [x(at), clipped(value)] as const),
    ...band.toReversed().map(({at, value}) => [x(at), clipped(-value)] as const),
  ];
  const said = ways.map(({symbol, points}) => `${symbol} ${formatPercent(points.at(-1)?.value)}`).join(', ');
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="From the headline on: ${said}">
${times(start, x)}
${shape.length > 2 ? html`<path class="band" d="${pathOf(shape)}Z"/>` : undefined}
${roundTicks(low - margin, high + margin).map(
  tick =>
    html`<line class="grid" x1="${LEFT}" y1="${y(tick)}" x2="${RIGHT}" y2="${y(tick)}"/><text x="${RIGHT + 4}" y="${y(tick) + 4}">${formatPercent(tick, 1)}</text>`,
)}
<line class="axis" x1="${LEFT}" y1="${y(0)}" x2="${RIGHT}" y2="${y(0)}"/>
<line class="axis" x1="${x(start)}" y1="${TOP}" x2="${x(start)}" y2="${BOTTOM}"/>
${ways
  .toReversed()
  .map(
    ({points, tone, main}) =>
      html`<path class="${main ? 'line main' : 'line'} s${tone}" d="${pathOf(points.map(({at, value}) => [x(at), y(value)] as const))}"/>`,
  )}
${labels(ways, y)}</svg>
<figcaption class="soft small">${band.length === 0 ? 'Prices, each 0 at the headline.' : html`Prices, each 0 at the headline. Grey: moves of ${event.about ?? ''} beyond its benchmark that cannot be told from nothing.`}</figcaption></figure>`;
};
