import type {Marker} from '../../chart/markers.ts';
import type {Session} from '../../core/calendar.ts';
import {HOUR, type Instant, instant, minutes, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {aggregateBars} from '../../market/aggregate.ts';
import type {BarRow} from '../../market/bar-series.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {chartMarkers} from '../chart-markers.ts';
import {formatPercent, formatPrice, formatTime} from '../format.ts';
import {dayChange, latestPrice} from '../latest-price.ts';
import {goodPrices, minutePrices} from './good-prices.ts';
import {type Html, html} from './html.ts';
import {linearScale, pathOf, roundTicks, type Scale} from './scale.ts';

const WIDTH = 920;
const HEIGHT = 250;
const LEFT = 8;
const RIGHT = 862;
const TOP = 34;
const BOTTOM = 186;
const VOLUME_TOP = 192;
const VOLUME_BOTTOM = 228;
const VOLUME_SLOT = minutes(5);
/** Markers nearer to each other than this stand in two rows. */
const MARK_ROOM = 17;

const shades = (session: Session, x: Scale): Html => html`
<rect class="shade" x="${x(session.preAt)}" y="${TOP}" width="${x(session.openAt) - x(session.preAt)}" height="${BOTTOM - TOP}"/>
<rect class="shade" x="${x(session.closeAt)}" y="${TOP}" width="${x(session.endAt) - x(session.closeAt)}" height="${BOTTOM - TOP}"/>`;

const hours = ({preAt, endAt}: Session, x: Scale): readonly Html[] => {
  const lines: Html[] = [];
  for (let at: Instant = preAt; at <= endAt; at = plus(at, HOUR)) {
    const place = x(at);
    const every = (at - preAt) % (2 * HOUR) === 0;
    lines.push(html`<line class="grid" x1="${place}" y1="${BOTTOM}" x2="${place}" y2="${BOTTOM + 4}"/>`);
    if (every)
      lines.push(
        html`<text x="${place}" y="${HEIGHT - 6}" text-anchor="${at === preAt ? 'start' : 'middle'}">${formatTime(at)}</text>`,
      );
  }
  return lines;
};

const priceLines = (from: number, to: number, y: Scale): readonly Html[] =>
  roundTicks(from, to).map(
    price => html`<line class="grid" x1="${LEFT}" y1="${y(price)}" x2="${RIGHT}" y2="${y(price)}"/>
<text x="${RIGHT + 6}" y="${y(price) + 4}">${formatPrice(price)}</text>`,
  );

const volumes = (bars: readonly BarRow[], x: Scale): Html => {
  const most = bars.reduce((largest, {volume}) => Math.max(largest, volume), 0);
  const y = linearScale(0, Math.max(1, most), VOLUME_BOTTOM, VOLUME_TOP);
  const boxes = bars.map(({openAt, endAt, volume}) => {
    const [from, to, top] = [x(openAt), x(endAt), y(volume)];
    return `M${from} ${VOLUME_BOTTOM}V${top}H${Math.round((to - 0.6) * 10) / 10}V${VOLUME_BOTTOM}Z`;
  });
  return html`<path class="volume" d="${boxes.join('')}"/>`;
};

/** The markers that are drawn, and in which of two rows: one near another of the same story would say nothing more. */
const placed = (markers: readonly Marker[], x: Scale): readonly {readonly marker: Marker; readonly row: 0 | 1}[] => {
  const shown: {readonly marker: Marker; readonly row: 0 | 1}[] = [];
  const last: [Marker | undefined, Marker | undefined] = [undefined, undefined];
  for (const marker of markers) {
    const near = (other: Marker | undefined): boolean => other !== undefined && x(marker.at) - x(other.at) < MARK_ROOM;
    if (last.some(other => near(other) && other?.number === marker.number)) continue;
    const row = near(last[0]) ? 1 : 0;
    last[row] = marker;
    shown.push({marker, row});
  }
  return shown;
};

const marks = (snapshot: Snapshot, symbol: Ticker, {preAt, endAt}: Session, x: Scale): readonly Html[] => {
  const markers = chartMarkers(snapshot, [symbol], undefined).filter(({at}) => at >= preAt && at < endAt);
  return placed(markers, x).map(({marker: {at, number}, row}) => {
    const [place, y] = [x(at), row === 0 ? 24 : 8];
    return html`<g class="mark"><line x1="${place}" y1="${y}" x2="${place}" y2="${BOTTOM}"/>
<circle cx="${place}" cy="${y}" r="8"/><text x="${place}" y="${y + 3.5}">${number}</text></g>`;
  });
};

/** One name's day in words and as a picture: its prices by the minute, its volume, the headlines that name it by number. */
export const dayFigure = (snapshot: Snapshot, symbol: Ticker, session: Session): Html => {
  const series = snapshot.bars.get(symbol);
  const figures = snapshot.figures.get(symbol);
  const range = {from: session.preAt, to: instant(Math.min(session.endAt, snapshot.clock.now))};
  const {prices, bad} = goodPrices(series, range);
  const points = minutePrices(prices);
  if (series === undefined || figures === undefined || points.length === 0)
    return html`<figure><figcaption><b>${symbol}</b> <span class="soft">nothing was printed</span></figcaption></figure>`;
  const base = figures.previousClose;
  const closes = points.map(({price}) => price);
  const values = base === undefined ? closes : [...closes, base];
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const margin = (high - low) * 0.04 || high * 0.001;
  const x = linearScale(session.preAt, session.endAt, LEFT, RIGHT);
  const y = linearScale(low - margin, high + margin, BOTTOM, TOP);
  const change = dayChange(figures);
  const side = change === undefined ? 'soft' : change < 0 ? 'down' : 'up';
  const said = `${symbol}: ${formatPrice(latestPrice(figures)?.price)}, ${formatPercent(change)} on the close before`;
  return html`<figure>
<figcaption><b>${symbol}</b> <span>${formatPrice(latestPrice(figures)?.price)}</span> <span class="${side}">${formatPercent(change)}</span>
<span class="soft small">previous close ${formatPrice(base)}${bad === 0 ? undefined : html` · ${bad} bad ${bad === 1 ? 'print' : 'prints'} left out`}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${said}">
${shades(session, x)}${priceLines(low - margin, high + margin, y)}
${base === undefined ? undefined : html`<line class="dash" x1="${LEFT}" y1="${y(base)}" x2="${RIGHT}" y2="${y(base)}"/>`}
${volumes(aggregateBars(series, VOLUME_SLOT, range), x)}
${marks(snapshot, symbol, session, x)}<path class="price" d="${pathOf(points.map(({at, price}) => [x(at), y(price)] as const))}"/>
<line class="axis" x1="${LEFT}" y1="${BOTTOM}" x2="${RIGHT}" y2="${BOTTOM}"/>${hours(session, x)}
</svg></figure>`;
};
