import {barTone} from '../chart/candles.ts';
import type {Point} from '../chart/column-values.ts';
import type {CompareLine} from '../chart/compare-lines.ts';
import type {GlyphSet} from '../chart/glyph-set.ts';
import {strokeSample} from '../chart/line.ts';
import {type Marker, markerSign} from '../chart/markers.ts';
import type {Phrase} from '../chart/phrases.ts';
import {between, type Instant, SECOND, seconds} from '../core/instant.ts';
import type {BarRow} from '../market/bar-series.ts';
import {countedVolume, formatCount, formatPercent, formatPrice, formatSpan} from './format.ts';

/** A headline longer ago than this explains nothing. */
const LATELY = seconds(7_200);

/** `+12s after ③`: how long after the last headline before `at`. */
const sinceHeadline = (at: Instant, markers: readonly Marker[], glyphs: GlyphSet): readonly Phrase[] => {
  const marker = markers.findLast(one => one.at <= at && between(one.at, at) <= LATELY);
  if (marker === undefined) return [];
  const gone = between(marker.at, at);
  const text = `${gone < SECOND ? 'at' : `+${formatSpan(gone)} after`} ${markerSign(marker.number, glyphs)}`;
  return [{text, tone: 'marker'}];
};

/** What one bar says, most needed first. */
export const barReadout = (
  bar: BarRow,
  time: string,
  vwap: readonly Point[],
  crosshair: {readonly at: Instant; readonly markers: readonly Marker[]; readonly glyphs: GlyphSet} | undefined,
): readonly Phrase[] => {
  const average = vwap.find(point => point.at === bar.openAt)?.value;
  return [
    {text: time, tone: crosshair === undefined ? 'muted' : 'focus'},
    ...(crosshair === undefined ? [] : sinceHeadline(crosshair.at, crosshair.markers, crosshair.glyphs)),
    {text: `O ${formatPrice(bar.open)}`, tone: 'muted'},
    {text: `H ${formatPrice(bar.high)}`, tone: 'muted'},
    {text: `L ${formatPrice(bar.low)}`, tone: 'muted'},
    {text: `C ${formatPrice(bar.close)}`, tone: barTone(bar)},
    {text: `V ${formatCount(countedVolume(bar.volume))}`, tone: 'volume'},
    ...(average === undefined ? [] : [{text: `VWAP ${formatPrice(average)}`, tone: 'vwap'} as const]),
  ];
};

/** Each name with its stroke and where it stood at `at`, or stands now. */
export const compareReadout = (
  lines: readonly CompareLine[],
  at: Instant | undefined,
  time: string | undefined,
  glyphs: GlyphSet,
): readonly Phrase[] => [
  ...(time === undefined ? [] : [{text: time, tone: 'focus'} as const]),
  ...lines.map((line, index): Phrase => {
    const point = at === undefined ? line.points.at(-1) : line.points.findLast(one => one.at <= at);
    return {text: `${strokeSample(index, glyphs)} ${line.name} ${formatPercent(point?.value)}`, tone: line.tone};
  }),
];
