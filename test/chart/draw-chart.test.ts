import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {chartLayout} from '../../src/chart/chart-layout.ts';
import {chartRange} from '../../src/chart/chart-range.ts';
import type {ChartKind, ChartView} from '../../src/chart/chart-view.ts';
import type {CompareLine} from '../../src/chart/compare-lines.ts';
import {drawChart} from '../../src/chart/draw-chart.ts';
import {gridText, INVERSE, SHADE, type Tone, textWidth} from '../../src/chart/grid.ts';
import {linearScale} from '../../src/chart/scale.ts';
import {slotAt, slotCentre, timeScale} from '../../src/chart/time-scale.ts';
import {MINUTE, minutes, plus, seconds} from '../../src/core/instant.ts';
import {arbitraryBars, bar, DAY_SESSION, endOf, planes, viewOf, walk} from './chart-fixtures.ts';

const open = DAY_SESSION.openAt;
const at = (minute: number) => plus(open, minutes(minute));
const golden = (name: string): string => new URL(`../golden/${name}.txt`, import.meta.url).pathname;

const bars = walk(110, at(-70), 241);
const end = endOf(bars);
const running = bars.map((one, index) => ({at: one.openAt, value: 241 + index / 100}));

/** Everything at once: what a busy morning looks like. */
const busy = (changes: Partial<ChartView> = {}): ChartView =>
  viewOf(bars, end, {
    body: {kind: 'candles', bars, vwap: running},
    levels: [{value: 241, label: 'prev close 241.00', tone: 'previous'}],
    markers: [
      {at: at(3), number: 1, fresh: false, selected: false},
      {at: at(22), number: 2, fresh: false, selected: true},
      {at: at(23), number: 3, fresh: true, selected: false},
    ],
    last: {value: bars.at(-1)?.close ?? 0, label: (bars.at(-1)?.close ?? 0).toFixed(2), tone: 'up'},
    readout: [
      {text: '10:09', tone: 'muted'},
      {text: 'C 242.00', tone: 'up'},
    ],
    ...changes,
  });

const kinds: readonly ChartKind[] = ['candles', 'ohlc', 'line', 'area'];

const TONES = ['series1', 'series2', 'series3'] as const satisfies readonly Tone[];

const compared = (): ChartView => {
  const lines = ['AMZN', 'MSFT', 'NVDA'].map(
    (name, index): CompareLine => ({
      name,
      tone: TONES[index] ?? 'plain',
      points: walk(110, at(-70), 100, index + 1).map(one => ({at: one.openAt, value: one.close / 100 - 1})),
    }),
  );
  return busy({
    body: {kind: 'compare', lines},
    quantum: 1e-4,
    labelWidth: 7,
    last: undefined,
    levels: [{value: 0, label: 'previous close', tone: 'previous'}],
    formats: {...busy().formats, value: value => `${(value * 100).toFixed(2)}%`},
  });
};

describe('a chart', () => {
  test.each(kinds)('of a busy morning as %s', async kind => {
    const view = busy({body: {kind, bars, vwap: running}});
    await expect(planes(drawChart(view, {width: 80, height: 20}))).toMatchFileSnapshot(golden(`chart-${kind}`));
  });

  test('of names compared', async () => {
    await expect(planes(drawChart(compared(), {width: 80, height: 20}))).toMatchFileSnapshot(golden('chart-compare'));
  });

  test('in ASCII', async () => {
    const grid = drawChart(busy({glyphs: 'ascii', crosshairAt: at(10)}), {width: 80, height: 20});
    expect(gridText(grid).join('')).toMatch(/^[\x20-\x7e]*$/);
    await expect(planes(grid)).toMatchFileSnapshot(golden('chart-ascii'));
  });

  test('with the crosshair out, a halt and a gap', async () => {
    const halted = bars.filter(one => one.openAt < at(10) || one.openAt >= at(20));
    const view = busy({
      body: {kind: 'candles', bars: halted, vwap: []},
      bands: [
        {from: at(10), to: at(20), label: 'HALT'},
        {from: at(-30), to: at(-24), label: 'gap'},
      ],
      crosshairAt: at(5),
    });
    await expect(planes(drawChart(view, {width: 80, height: 20}))).toMatchFileSnapshot(golden('chart-halted'));
  });

  test('before the first trade says so', () => {
    const rows = gridText(drawChart(viewOf([], open), {width: 60, height: 12}));
    expect(rows.filter(row => row.includes('no trades in this time'))).toHaveLength(1);
  });

  test('gives up volume, then readout and axes, and keeps the bars to the last', () => {
    const shows = (width: number, height: number): readonly boolean[] => {
      const text = gridText(drawChart(busy(), {width, height})).join('\n');
      return [/vol/, /10:09/, /│|┤/, /\d\d:\d0/, /[┃╽╿╻╹█▄▀]/].map(pattern => pattern.test(text));
    };
    expect(shows(80, 20)).toEqual([true, true, true, true, true]);
    expect(shows(80, 9)).toEqual([false, true, true, true, true]);
    expect(shows(80, 6)).toEqual([false, false, true, true, true]);
    expect(shows(12, 3)).toEqual([false, false, false, false, true]);
    expect(shows(1, 1)).toEqual([false, false, false, false, true]);
  });

  test('shades extended hours and nothing else', () => {
    const grid = drawChart(busy({markers: [], last: undefined, readout: []}), {width: 80, height: 20});
    const opening = grid.width - 2 - (end - open) / MINUTE;
    for (let x = 0; x < grid.width; x++) {
      const isShaded = ((grid.attributes[5 * grid.width + x] ?? 0) & SHADE) !== 0;
      expect(isShaded).toBe(x >= 7 && x < opening);
    }
  });

  test('puts the newest price on the axis where its row is', () => {
    const grid = drawChart(busy(), {width: 80, height: 20});
    const tagged = gridText(grid).findIndex(row => row.includes('▸'));
    expect(grid.attributes[tagged * grid.width + 3]).toBe(INVERSE | 1);
    expect(gridText(grid)[tagged]?.endsWith('◂')).toBe(true);
  });

  test('names a level beyond its range at the edge', () => {
    const far = busy({levels: [{value: 300, label: 'prev close 300.00', tone: 'previous'}]});
    expect(gridText(drawChart(far, {width: 80, height: 20})).some(row => row.includes('prev close 300.00 ↑'))).toBe(
      true,
    );
  });
});

describe('levels', () => {
  const quiet = (value: number) =>
    ({value, label: `day high ${value.toFixed(2)}`, tone: 'muted', quiet: true}) as const;
  const text = (value: number): string =>
    gridText(drawChart(busy({levels: [quiet(value)]}), {width: 80, height: 20})).join('\n');

  test('that are quiet are drawn and named inside the range, and change nothing outside it', () => {
    expect(text(241.5)).toContain('day high 241.50');
    expect(text(300)).toBe(gridText(drawChart(busy({levels: []}), {width: 80, height: 20})).join('\n'));
  });
});

describe('wide bars', () => {
  test('have bodies to match, hollow when risen and full when fallen', async () => {
    const grid = drawChart(busy({columns: 7}), {width: 80, height: 24});
    await expect(planes(grid)).toMatchFileSnapshot(golden('chart-wide'));
    const ascii = drawChart(busy({columns: 7, glyphs: 'ascii'}), {width: 80, height: 24});
    expect(gridText(ascii).join('')).toMatch(/^[ -~]*$/);
  });

  test('let the headlines of one bar fan out, each at its own moment', () => {
    const markers = [
      {at: plus(at(30), seconds(5)), number: 1, fresh: false, selected: false, stance: 'positive'} as const,
      {at: plus(at(30), seconds(55)), number: 2, fresh: false, selected: false, stance: 'negative'} as const,
    ];
    const label = (columns: number): string =>
      gridText(drawChart(busy({markers, columns, levels: []}), {width: 80, height: 24}))[1]
        ?.slice(8)
        .trim() ?? '';
    expect(label(1)).toMatch(/①▲\+1/);
    expect(label(7)).toMatch(/①▲[ ·]+②▼/);
  });
});

describe('hostile sizes', () => {
  const sides = [0, 1, 2, 3];
  const sizes = [...sides.flatMap(width => sides.map(height => ({width, height}))), {width: -1, height: Number.NaN}];
  const views = [...kinds.map(kind => busy({body: {kind, bars, vwap: running}, crosshairAt: at(39)})), compared()];

  test.each(sizes)('$width × $height are exactly that', size => {
    for (const view of [...views, ...views.map(view => ({...view, glyphs: 'ascii' as const}))]) {
      const grid = drawChart(view, size);
      expect([grid.width, grid.height]).toEqual([Math.max(0, size.width), size.height || 0]);
      expect(grid.glyphs).toHaveLength(grid.width * grid.height);
    }
  });
});

describe('for any bars, size and zoom', () => {
  const size = fc.record({width: fc.nat(130), height: fc.nat(45)});
  const zoom = fc.integer({min: 1, max: 7});

  test('rows are exactly as wide as asked', () => {
    fc.assert(
      fc.property(arbitraryBars, size, zoom, fc.constantFrom(...kinds), (some, wanted, columns, kind) => {
        const body = {kind, bars: some, vwap: some.map(one => ({at: one.openAt, value: one.close}))};
        const view = busy({body, endAt: endOf(some), columns, crosshairAt: at(30)});
        const grid = drawChart(view, wanted);
        expect([grid.width, grid.height]).toEqual([wanted.width, wanted.height]);
        for (const row of gridText(grid)) expect(textWidth(row)).toBe(wanted.width);
      }),
    );
  });

  test('every visible bar’s high and low lie in the range that is shown', () => {
    fc.assert(
      fc.property(arbitraryBars, size, zoom, (some, wanted, columns) => {
        const view = viewOf(some, endOf(some), {columns});
        const layout = chartLayout(wanted, {labelWidth: 6, nameWidth: 0, volume: true});
        const time = timeScale(view.endAt, view.span, columns, layout.plotWidth, layout.air);
        const range = chartRange(view, time, layout.plotRows);
        for (const one of some) {
          if (slotAt(time, one.openAt) === undefined) continue;
          expect(range).toBeDefined();
          const scale = linearScale(range ?? {low: 0, high: 1}, layout.plotRows);
          expect(scale.contains(one.high) && scale.contains(one.low)).toBe(true);
        }
      }),
    );
  });

  test('labels of the value axis stand whole on rows of their own, and there are enough of them', () => {
    fc.assert(
      fc.property(arbitraryBars, fc.integer({min: 12, max: 60}), (some, height) => {
        if (some.length === 0) return;
        const view = viewOf(some, endOf(some), {labelWidth: 7});
        const layout = chartLayout({width: 90, height}, {labelWidth: 7, nameWidth: 0, volume: true});
        const rows = gridText(drawChart(view, {width: 90, height})).slice(
          layout.readoutRows,
          layout.readoutRows + layout.plotRows,
        );
        const labels = rows.flatMap((row, index) => (row[7] === '┤' ? [{index, text: row.slice(0, 7)}] : []));
        for (const {text} of labels) expect(text).toMatch(/^ *-?\d+\.\d\d$/);
        const values = labels.map(({text}) => Number(text));
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        expect(new Set(values).size).toBe(values.length);
        // A price that hardly moves has no more values to label than there are cents.
        if (Math.max(...some.map(one => one.high)) - Math.min(...some.map(one => one.low)) < 1) return;
        for (const [index, label] of labels.entries())
          expect(label.index - (labels[index - 1]?.index ?? 0)).toBeLessThanOrEqual(9);
        expect(labels.length).toBeGreaterThanOrEqual(Math.floor(layout.plotRows / 8));
      }),
    );
  });

  test.each(kinds)('no spike is lost when several bars share a column: %s', kind => {
    fc.assert(
      fc.property(arbitraryBars, fc.integer({min: 16, max: 40}), (some, height) => {
        if (some.length === 0) return;
        const view = viewOf(some, endOf(some), {body: {kind, bars: some, vwap: [], folded: true}});
        const grid = drawChart(view, {width: 90, height});
        const layout = chartLayout(grid, {labelWidth: 6, nameWidth: 0, volume: true});
        const time = timeScale(view.endAt, view.span, 1, layout.plotWidth, layout.air);
        const scale = linearScale(chartRange(view, time, layout.plotRows) ?? {low: 0, high: 1}, layout.plotRows);
        for (const one of some) {
          const slot = slotAt(time, one.openAt);
          if (slot === undefined) continue;
          const x = layout.axisWidth + slotCentre(time, slot);
          for (const price of [one.high, one.low]) {
            const glyph = grid.glyphs[(scale.rowOf(price) + layout.readoutRows) * grid.width + x];
            expect(' ·┆').not.toContain(glyph);
          }
        }
      }),
    );
  });

  test('marker labels have a row that no bar reaches', () => {
    fc.assert(
      fc.property(arbitraryBars, fc.integer({min: 6, max: 40}), (some, rows) => {
        const last = some.at(-1);
        if (last === undefined) return;
        const markers = [{at: last.openAt, number: 1, fresh: false, selected: false}];
        const view = viewOf(some, last.endAt, {markers});
        const time = timeScale(view.endAt, view.span, 1, 60, 2);
        const scale = linearScale(chartRange(view, time, rows) ?? {low: 0, high: 1}, rows);
        for (const one of some) {
          if (slotAt(time, one.openAt) !== undefined) expect(scale.rowOf(one.high)).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('a bar’s candle reaches exactly from the row of its high to that of its low', () => {
    const prices = fc.tuple(fc.nat(900), fc.nat(900), fc.nat(900), fc.nat(900));
    fc.assert(
      fc.property(prices, fc.integer({min: 12, max: 40}), (cents, height) => {
        const values = cents.map(cent => 100 + cent / 100);
        const [first = 0, last = 0] = values;
        const only = bar(open, [first, Math.max(...values), Math.min(...values), last]);
        const view = viewOf([only], only.endAt);
        const grid = drawChart(view, {width: 60, height});
        const layout = chartLayout(grid, {labelWidth: 6, nameWidth: 0, volume: true});
        const time = timeScale(view.endAt, view.span, 1, layout.plotWidth, layout.air);
        const scale = linearScale(chartRange(view, time, layout.plotRows) ?? {low: 0, high: 1}, layout.plotRows);
        const x = layout.axisWidth + layout.plotWidth - layout.air - 1;
        const painted = Array.from({length: layout.plotRows}, (_, row) => row).filter(row =>
          /[┃╽╿╻╹█▄▀│╷╵]/.test(grid.glyphs[(row + layout.readoutRows) * grid.width + x] ?? ''),
        );
        expect(painted[0]).toBe(scale.rowOf(only.high));
        expect(painted.at(-1)).toBe(scale.rowOf(only.low));
        expect(painted).toHaveLength(scale.rowOf(only.low) - scale.rowOf(only.high) + 1);
      }),
    );
  });
});
