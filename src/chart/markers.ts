import {between, type Instant} from '../core/instant.ts';
import type {Stance} from '../news/stance/stance-note.ts';
import type {GlyphSet} from './glyph-set.ts';
import {BOLD, INVERSE, putCell, putText, textWidth} from './grid.ts';
import type {Plot} from './plot.ts';
import {slotAt, slotCentre, slotStart, type TimeScale} from './time-scale.ts';

/** The number of a move that no headline explains. */
export const MOVE_NUMBER = 0;

/** A numbered moment on the chart: a headline, or a move. */
export type Marker = {
  readonly at: Instant;
  readonly number: number;
  /** Just in. */
  readonly fresh: boolean;
  readonly selected: boolean;
  /** What it means for the name that the chart shows, where that was said. */
  readonly stance?: Stance | undefined;
  /** How that name moved after it, written out; shown where there is room. */
  readonly move?: string | undefined;
};

/** Markers that stand too close for a label each, and where their common label goes. */
export type MarkerCluster = {
  readonly x: number;
  readonly label: string;
  readonly columns: readonly number[];
  readonly fresh: boolean;
  readonly selected: boolean;
  /** Of a marker that stands alone. */
  readonly move?: string | undefined;
};

const CIRCLED_ONE = 0x2460;
const MOST_CIRCLED = 20;

/** `①`…`⑳`, then `(21)`; in ASCII `1`; a move is `◇`. The wire shows the same sign beside the headline. */
export const markerSign = (number: number, glyphs: GlyphSet = 'unicode'): string => {
  if (number === MOVE_NUMBER) return glyphs === 'ascii' ? '*' : '◇';
  if (glyphs === 'ascii') return String(number);
  return number >= 1 && number <= MOST_CIRCLED ? String.fromCharCode(CIRCLED_ONE + number - 1) : `(${number})`;
};

const STANCE_SIGNS = {
  unicode: {positive: '▲', negative: '▼', neutral: ''},
  ascii: {positive: '^', negative: 'v', neutral: ''},
} as const satisfies Record<GlyphSet, Record<Stance, string>>;

/** `③▲`: the number, and which way the headline points. */
const labelOf = (marker: Marker | undefined, glyphs: GlyphSet): string =>
  marker === undefined
    ? ''
    : `${markerSign(marker.number, glyphs)}${marker.stance === undefined ? '' : STANCE_SIGNS[glyphs][marker.stance]}`;

type Placed = {readonly marker: Marker; readonly column: number};

const clusterOf = (placed: readonly Placed[], width: number, glyphs: GlyphSet): MarkerCluster => {
  const lead = (placed.find(one => one.marker.selected) ?? placed[0])?.marker;
  const label = `${labelOf(lead, glyphs)}${placed.length > 1 ? `+${placed.length - 1}` : ''}`;
  const first = placed[0]?.column ?? 0;
  return {
    x: Math.max(0, Math.min(first, width - textWidth(label))),
    label,
    columns: [...new Set(placed.map(one => one.column))],
    fresh: placed.some(one => one.marker.fresh),
    selected: placed.some(one => one.marker.selected),
    move: placed.length === 1 ? lead?.move : undefined,
  };
};

/** The move beside each label that has the room for it before the next one. */
const withMoves = (clusters: readonly MarkerCluster[], width: number): readonly MarkerCluster[] =>
  clusters.map((cluster, index) => {
    if (cluster.move === undefined) return cluster;
    const label = `${cluster.label} ${cluster.move}`;
    const end = cluster.x + textWidth(label);
    const next = clusters[index + 1]?.x;
    return end <= width && (next === undefined || end < next) ? {...cluster, label} : cluster;
  });

/** Markers in view from left to right, gathered until no label touches the next one: `③+2` is ③ and two more. */
export const clusterMarkers = (
  markers: readonly Marker[],
  columnOf: (at: Instant) => number | undefined,
  width: number,
  glyphs: GlyphSet,
): readonly MarkerCluster[] => {
  const placed: Placed[] = [];
  for (const marker of markers) {
    const column = columnOf(marker.at);
    if (column !== undefined) placed.push({marker, column});
  }
  placed.sort((a, b) => a.column - b.column || a.marker.number - b.marker.number);
  const groups: Placed[][] = [];
  for (const one of placed) {
    groups.push([one]);
    // A label that grew or was pushed back from the edge may now touch the one before it.
    for (let last = groups.pop(), before = groups.at(-1); last !== undefined; before = groups.at(-1)) {
      const here = clusterOf(last, width, glyphs);
      const there = before === undefined ? undefined : clusterOf(before, width, glyphs);
      if (before === undefined || there === undefined || here.x > there.x + textWidth(there.label)) {
        groups.push(last);
        break;
      }
      groups.pop();
      last = [...before, ...last];
    }
  }
  return withMoves(
    groups.map(group => clusterOf(group, width, glyphs)),
    width,
  );
};

/** Where bars are this wide, a moment stands at its own place within its bar. */
const WIDE_BAR = 3;

/** The column of a moment. Headlines of one bar fan out once the bar is wide enough to tell them apart. */
export const markerColumn = (time: TimeScale, at: Instant): number | undefined => {
  const slot = slotAt(time, at);
  if (slot === undefined) return undefined;
  if (time.columns < WIDE_BAR) return slotCentre(time, slot);
  const part = between(time.startAt, at) / time.span - slot;
  return slotStart(time, slot) + Math.min(time.columns - 1, Math.floor(part * time.columns));
};

export const plotClusters = (plot: Plot, markers: readonly Marker[]): readonly MarkerCluster[] =>
  clusterMarkers(markers, at => markerColumn(plot.time, at), plot.grid.width, plot.glyphs);

/** Dotted lines from top to bottom: paint them before the bars. */
export const paintMarkerLines = (plot: Plot, clusters: readonly MarkerCluster[]): void => {
  const glyph = plot.glyphs === 'ascii' ? ':' : '┊';
  for (const cluster of clusters) {
    for (const x of cluster.columns) {
      for (let row = 0; row < plot.grid.height; row++) putCell(plot.grid, x, row, glyph, 'marker');
    }
  }
};

/** Signs in the top row: paint them after the bars. A fresh one is bold, the selected one inverse. */
export const paintMarkerLabels = (plot: Plot, clusters: readonly MarkerCluster[]): void => {
  for (const {x, label, fresh, selected} of clusters) {
    putText(plot.grid, x, 0, label, 'marker', (fresh ? BOLD : 0) | (selected ? INVERSE | BOLD : 0));
  }
};
