import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {drawEventChart, type EventChartView, type EventLine} from '../../src/chart/event-chart.ts';
import {gridText, gridTones, TONES as TONE_LETTERS, type Tone, textWidth} from '../../src/chart/grid.ts';
import {type Instant, minus, minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {formatPercent} from '../../src/view/format.ts';
import {DAY_SESSION, planes} from './chart-fixtures.ts';

const startAt = plus(DAY_SESSION.openAt, minutes(20));
const TONES = ['series1', 'series2', 'series3'] as const satisfies readonly Tone[];

/** A name that steps by `by` after the start and stays there until `to`. */
const stepped = (symbol: string, by: number, index: number, to: Instant): EventLine => {
  const points = [];
  for (let at = minus(startAt, minutes(30)); at <= to; at = plus(at, seconds(30)))
    points.push({at: minus(at, span(1)), value: at <= startAt ? 0 : by});
  return {symbol, name: `${symbol} ${formatPercent(by)}`, points, tone: TONES[index] ?? 'plain'};
};

const viewAt = (after: number, changes: Partial<EventChartView> = {}): EventChartView => {
  const now = plus(startAt, minutes(after));
  return {
    startAt,
    from: minus(startAt, minutes(30)),
    to: plus(startAt, minutes(120)),
    main: 'AMZN',
    lines: [stepped('AMZN', 0.03, 0, now), stepped('MSFT', -0.01, 1, now), stepped('NVDA', 0.005, 2, now)],
    usual: Array.from({length: 240}, (_, index) => ({
      at: plus(startAt, seconds(30 * (index + 1))),
      low: -0.001 * Math.sqrt(index + 1),
      high: 0.001 * Math.sqrt(index + 1),
    })),
    ticks: [
      {at: startAt, label: 't0'},
      {at: plus(startAt, minutes(15)), label: '+15m'},
      {at: plus(startAt, minutes(120)), label: '+2h'},
    ],
    primaryAt: plus(startAt, minutes(15)),
    markers: [
      {at: startAt, number: 3, fresh: false, selected: true},
      {at: plus(startAt, minutes(40)), number: 4, fresh: false, selected: false},
    ],
    session: DAY_SESSION,
    glyphs: 'unicode',
    title: {text: 't0 09:50:00', tone: 'focus'},
    usualWords: 'usual of AMZN',
    emptyWords: 'no trades in this time',
    formatValue: formatPercent,
    ...changes,
  };
};

describe('names around a moment', () => {
  test('look so', async () => {
    await expect(planes(drawEventChart(viewAt(70), {width: 92, height: 15}))).toMatchFileSnapshot(
      new URL('../golden/chart-event.txt', import.meta.url).pathname,
    );
  });

  test('are told apart in ASCII, where the axis names the same moments', async () => {
    const text = gridText(drawEventChart(viewAt(70, {glyphs: 'ascii'}), {width: 92, height: 15}));
    expect(text.join('')).toMatch(/^[\x20-\x7e−]*$/);
    for (const sign of ['*', 'o', '+', '.', '|', "'", ':']) expect(text.slice(1, -1).join('')).toContain(sign);
    await expect(text.join('\n')).toMatchFileSnapshot(
      new URL('../golden/chart-event-ascii.txt', import.meta.url).pathname,
    );
  });

  test('lie under the one that it is about where they meet', () => {
    const now = plus(startAt, minutes(70));
    const lines = ['AMZN', 'MSFT', 'NVDA'].map((symbol, index) => stepped(symbol, 0.01, index, now));
    const tones = (main: string) => {
      const [, ...rows] = gridTones(drawEventChart(viewAt(70, {main, lines, usual: []}), {width: 92, height: 15}));
      // The readout above the plot names each in its own tone.
      return TONES.map(tone => rows.join('').split(TONE_LETTERS[tone]).length - 1);
    };
    for (const [index, main] of ['AMZN', 'MSFT', 'NVDA'].entries()) {
      const counts = tones(main);
      expect(counts[index]).toBe(Math.max(...counts));
      expect(counts[index]).toBeGreaterThan(40);
    }
  });

  test('are named with their returns where their lines end, and keep their place as the clock runs', () => {
    const [early, late] = [20, 70].map(after => gridText(drawEventChart(viewAt(after), {width: 92, height: 15})));
    const place = (text: readonly string[] | undefined) =>
      text?.map(row => row.indexOf('AMZN +3.00%')).find(found => found > 0) ?? -1;
    expect(place(early)).toBeGreaterThan(0);
    expect(place(late)).toBeGreaterThan(place(early) + 20);
    expect(early?.at(-1)).toBe(late?.at(-1));
  });

  test('start from nothing at the moment itself, which is marked', () => {
    const text = gridText(drawEventChart(viewAt(70), {width: 92, height: 15}));
    const column = text.at(-1)?.indexOf('t0') ?? -1;
    expect(text.slice(1, -1).filter(row => /[│╯③]/.test(row[column] ?? '')).length).toBeGreaterThan(8);
  });

  test('take exactly their cells at any size, without a name and without a trade too', () => {
    const views = fc.constantFrom(
      viewAt(70),
      viewAt(0),
      viewAt(70, {glyphs: 'ascii'}),
      viewAt(5, {lines: [], usual: []}),
    );
    fc.assert(
      fc.property(views, fc.nat(130), fc.nat(30), (view, width, height) => {
        const text = gridText(drawEventChart(view, {width, height}));
        expect(text).toHaveLength(height);
        for (const row of text) expect(textWidth(row)).toBe(width);
      }),
    );
  });
});
