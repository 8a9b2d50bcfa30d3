import {describe, expect, test} from 'vitest';
import {drawChart} from '../../src/chart/draw-chart.ts';
import {gridText} from '../../src/chart/grid.ts';
import {MINUTE, minutes, plus, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {unheard} from '../../src/market/apply-status.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import type {ChartInput} from '../../src/view/chart-input.ts';
import {chartView} from '../../src/view/chart-view.ts';
import {runningVwap} from '../../src/view/chart-vwap.ts';
import {bar, DAY_SESSION, planes, walk} from '../chart/chart-fixtures.ts';
import {AMZN, figuresOf, MSFT, seriesOf, snapshotOf, wireItem} from './chart-snapshot.ts';

const open = DAY_SESSION.openAt;
const now = snapshotOf().clock.now;
const wire = [
  wireItem('two', plus(open, minutes(41)), [MSFT]),
  wireItem('one', plus(open, seconds(610)), [AMZN, MSFT]),
];
const size = {width: 100, height: 24};

const view = (changes: Partial<ChartInput> = {}, snapshot: Snapshot = snapshotOf({wire})) =>
  chartView({snapshot, symbol: AMZN, interval: MINUTE, kind: 'candles', compare: false, width: size.width, ...changes});

const readout = (changes: Partial<ChartInput>): string =>
  view(changes)
    .readout.map(phrase => phrase.text)
    .join(' | ');

const golden = (name: string): string => new URL(`../golden/${name}.txt`, import.meta.url).pathname;

describe('the chart of a name', () => {
  test('says what it shows', () => {
    expect(view().title).toBe('AMZN  1m candles');
    expect(view({interval: seconds(300), kind: 'area'}).title).toBe('AMZN  5m area');
  });

  test('is drawn from a snapshot', async () => {
    const grid = drawChart(view({crosshairAt: plus(open, minutes(12)), selectedHeadlineId: 'one'}), size);
    await expect(planes(grid)).toMatchFileSnapshot(golden('chart-view'));
  });

  test('ends with the bar of now and holds as many as there is room for', () => {
    const {body, endAt} = view();
    expect(endAt).toBe(plus(now, MINUTE));
    expect(body.kind === 'candles' && body.bars.at(-1)?.endAt).toBe(now);
    expect(view({endAt: plus(now, minutes(-9))}).endAt).toBe(plus(now, minutes(-9)));
  });

  test('has the previous close, the headlines on the name, the last price and its side', () => {
    const {levels, markers, last} = view();
    expect(levels).toEqual([{value: 240, label: 'prev close 240.00', tone: 'previous'}]);
    expect(markers.map(marker => marker.number)).toEqual([1]);
    expect(last?.tone).toBe((last?.value ?? 0) > 240 ? 'up' : 'down');
  });

  test('reads out the newest bar, or the one under the crosshair with the time since the headline', () => {
    expect(readout({})).toMatch(/^10:\d\d \| O \d+\.\d\d \| H .* \| L .* \| C .* \| V .* \| VWAP \d+\.\d\d$/);
    expect(readout({crosshairAt: plus(open, seconds(622))})).toMatch(/^09:40 \| \+12s after ① \| O .* \| VWAP [\d.]+$/);
    expect(readout({crosshairAt: plus(open, minutes(-60))})).toBe('08:30 | no trades');
  });

  test('shows seconds on the clock for bars of seconds', () => {
    const bars = [bar(plus(now, seconds(-5)), [241, 241, 241, 241], 10, seconds(1))];
    const snapshot = snapshotOf({bars: new Map([[AMZN, seriesOf(bars, seconds(1))]])});
    expect(view({interval: seconds(1)}, snapshot).readout[0]?.text).toBe('10:29:55');
  });

  test('shows a source’s own bars where they are longer', () => {
    const bars = [bar(plus(now, minutes(-5)), [241, 242, 240, 241], 10, seconds(300))];
    const snapshot = snapshotOf({bars: new Map([[AMZN, seriesOf(bars, seconds(300))]])});
    expect(view({}, snapshot).title).toBe('AMZN  5m candles');
  });

  test('marks halts and what a feed has missed', () => {
    const since = plus(now, minutes(-4));
    const halts = [{from: plus(now, minutes(-40)), to: plus(now, minutes(-35)), code: 'LUDP'}];
    const halted = {since, code: 'T1', reason: 'News pending'};
    const figures = new Map([[AMZN, figuresOf(AMZN, 241, now, {halted, halts})]]);
    const gap = {from: plus(now, minutes(-20)), to: plus(now, minutes(-18))};
    const feeds = [{...unheard('a/stocks'), state: 'live' as const, gaps: [gap]}];
    expect(view({}, snapshotOf({figures, feeds})).bands).toEqual([
      {...gap, label: 'gap'},
      {from: plus(now, minutes(-40)), to: plus(now, minutes(-35)), label: 'halt'},
      {from: since, to: now, label: 'HALT'},
    ]);
  });

  test('has the day’s high and low as quiet levels once there are any', () => {
    const figures = new Map([[AMZN, figuresOf(AMZN, 241, now, {high: 242.5, low: 239})]]);
    expect(view({}, snapshotOf({figures})).levels.slice(1)).toEqual([
      {value: 242.5, label: 'day high 242.50', tone: 'muted', quiet: true},
      {value: 239, label: 'day low 239.00', tone: 'muted', quiet: true},
    ]);
  });

  test('zoomed out keeps every bar’s extremes in its column and says how many share one', () => {
    const shown = view({zoom: -3});
    expect(shown.title).toBe('AMZN  1m candles, 5 a column');
    expect(shown.span).toBe(minutes(5));
    const all = view().body;
    const bars = shown.body.kind === 'compare' ? [] : shown.body.bars;
    for (const one of all.kind === 'compare' ? [] : all.bars) {
      const holder = bars.find(bar => one.openAt >= bar.openAt && one.openAt < bar.endAt);
      expect(holder && holder.high >= one.high && holder.low <= one.low).toBe(true);
    }
  });

  test('of a whole day of seconds shows the one second in which the price jumped', () => {
    const count = (DAY_SESSION.endAt - DAY_SESSION.preAt) / seconds(1);
    const bars = Array.from({length: count}, (_, index) => {
      const high = index === 33_333 ? 260 : 240.1;
      return bar(plus(DAY_SESSION.preAt, seconds(index)), [240, high, 239.9, 240], 10, seconds(1));
    });
    const clock = {...snapshotOf().clock, now: DAY_SESSION.endAt};
    const snapshot = snapshotOf({clock, bars: new Map([[AMZN, seriesOf(bars, seconds(1))]])});
    for (const kind of ['candles', 'ohlc', 'line', 'area'] as const) {
      const shown = view({interval: seconds(1), kind, zoom: -12}, snapshot);
      expect(shown.title).toContain('900 a column');
      const rows = gridText(drawChart(shown, size));
      const top = rows.findIndex(row => row.startsWith('260.00┤'));
      expect(rows[top]?.slice(8).replace(/[·┆ ]/g, '')).toHaveLength(1);
    }
  });

  test('moved back in time says until when', () => {
    expect(view({endAt: plus(now, minutes(-30))}).title).toBe('AMZN  1m candles  until 10:00');
  });

  test('gives its axis room for every price of the day, wherever the window is', () => {
    const bars = [bar(plus(now, minutes(-80)), [1001, 1002, 999, 1000]), bar(plus(now, minutes(-5)), [90, 91, 89, 90])];
    const figures = new Map([[AMZN, figuresOf(AMZN, 90, now, {previousClose: 91})]]);
    const snapshot = snapshotOf({bars: new Map([[AMZN, seriesOf(bars)]]), figures});
    expect(view({}, snapshot).labelWidth).toBe('1002.00'.length);
  });

  test('of a name without anything yet is an empty chart', () => {
    const grid = drawChart(view({symbol: ticker('NVDA')}), size);
    expect(gridText(grid).some(row => row.includes('no trades in this time'))).toBe(true);
  });

  test('says that the tape is still being read while that is why it is empty', () => {
    const {clock} = snapshotOf();
    const grid = drawChart(view({}, snapshotOf({clock: {...clock, state: 'seeking'}, bars: new Map()})), size);
    expect(gridText(grid).some(row => row.includes('reading the tape…'))).toBe(true);
  });
});

describe('names compared', () => {
  test('start from the previous close or from the open', () => {
    const endOf = (compareBase?: 'open') => {
      const {body} = view({compare: true, ...(compareBase && {compareBase})});
      return body.kind === 'compare' ? body.lines.map(line => line.points.at(-1)?.value) : [];
    };
    const close = snapshotOf().figures.get(AMZN)?.last?.price ?? 0;
    expect(endOf()[0]).toBeCloseTo(close / 240 - 1, 10);
    expect(endOf('open')[0]).toBeCloseTo(close / 241 - 1, 10);
  });

  test('differ by stroke as well as by tone, and name themselves', async () => {
    const grid = drawChart(view({compare: true}), size);
    expect(view({compare: true}).title).toBe('AMZN MSFT  1m from previous close');
    await expect(planes(grid)).toMatchFileSnapshot(golden('chart-view-compare'));
  });

  test('start from the selected headline, by the price that could be known then', () => {
    const shown = view({compare: true, compareBase: 'headline', selectedHeadlineId: 'one'});
    expect(shown.title).toBe('AMZN MSFT  1m from ① 09:40:10');
    const lines = shown.body.kind === 'compare' ? shown.body.lines : [];
    for (const {points} of lines)
      expect(points.findLast(point => plus(point.at, MINUTE) <= plus(open, seconds(610)))?.value).toBe(0);
    expect(view({compare: true, compareBase: 'headline'}).title).toContain('from previous close');
    expect(view({compare: true, compareBase: 'open'}).title).toContain('from the open');
  });

  test('have an axis as wide as a move of thousands of per cent needs', () => {
    const figures = new Map([[AMZN, figuresOf(AMZN, 241, now, {previousClose: 4})]]);
    const shown = view({compare: true}, snapshotOf({figures}));
    const labels = gridText(drawChart(shown, size)).filter(row => row[shown.labelWidth] === '┤');
    expect(labels.length).toBeGreaterThan(3);
    for (const row of labels) expect(row.slice(0, shown.labelWidth)).toMatch(/^ *\+?\d+\.\d\d%$/);
  });

  test('leave out a name whose base is not known', () => {
    const figures = new Map([[AMZN, figuresOf(AMZN, 241, now)]]);
    const {body} = view({compare: true}, snapshotOf({figures}));
    expect(body.kind === 'compare' && body.lines.map(line => line.name)).toEqual(['AMZN']);
  });
});

describe('the running VWAP', () => {
  const bars = walk(40, open, 100);

  test('is all that counted since the start over all its shares, wherever the view begins', () => {
    const series = seriesOf(bars);
    const whole = runningVwap(series, bars, open);
    expect(runningVwap(series, bars.slice(25), open)).toEqual(whole.slice(25));
    const notional = bars.reduce((sum, one) => sum + one.notional, 0);
    const volume = bars.reduce((sum, one) => sum + one.vwapVolume, 0);
    expect(whole.at(-1)?.value).toBeCloseTo(notional / volume, 9);
  });

  test('is not known while nothing has counted', () => {
    const silent = bars.map(one => ({...one, notional: 0, vwapVolume: 0}));
    expect(runningVwap(seriesOf(silent), silent, open)).toEqual([]);
    expect(runningVwap(seriesOf([]), [], open)).toEqual([]);
  });
});

describe('no lookahead', () => {
  test('bars after the window change nothing that is shown', () => {
    const all = walk(90, plus(open, minutes(-30)), 241, 3);
    const cut = all.filter(one => one.endAt <= plus(now, minutes(-10)));
    const draw = (bars: typeof all) => {
      const snapshot = snapshotOf({wire, bars: new Map([[AMZN, seriesOf(bars)]])});
      const shown = view({endAt: plus(now, minutes(-10))}, snapshot);
      return gridText(drawChart({...shown, last: undefined}, size));
    };
    expect(draw(all)).toEqual(draw(cut));
  });
});
