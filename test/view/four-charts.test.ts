import {describe, expect, test} from 'vitest';
import {MINUTE, minutes, plus} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {ChartInput} from '../../src/view/chart-input.ts';
import {fourChartViews, fourNames} from '../../src/view/four-charts.ts';
import {AMZN, figuresOf, MSFT, snapshotOf} from './chart-snapshot.ts';

const snapshot = snapshotOf();
const input: ChartInput = {snapshot, symbol: MSFT, interval: MINUTE, kind: 'candles', compare: false, width: 60};

describe('four charts', () => {
  test('are of the four names among which the shown one is, and names keep their places', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'].map(ticker);
    for (const shown of names.slice(0, 4)) expect(fourNames(names, shown)).toEqual(names.slice(0, 4));
    expect(fourNames(names, ticker('E'))).toEqual(names.slice(4));
    expect(fourNames(names, ticker('NONE'))).toEqual(names.slice(0, 4));
  });

  test('stand on one clock: the same end, the same slots, the same crosshair, labels as wide as the widest', () => {
    const figures = new Map([...snapshot.figures, [AMZN, figuresOf(AMZN, 12_345.67, snapshot.clock.now)] as const]);
    const crosshairAt = plus(snapshot.clock.now, minutes(-20));
    const [first, second] = fourChartViews({...input, snapshot: {...snapshot, figures}, crosshairAt});
    expect(first?.endAt).toBe(second?.endAt);
    expect(first?.crosshairAt).toBe(second?.crosshairAt);
    expect(first?.labelWidth).toBe(second?.labelWidth);
    expect(first?.labelWidth).toBe('12962.95'.length);
  });

  test('say first whose they are, and which one is shown without colour', () => {
    const [first, second] = fourChartViews(input).map(view => view.readout.map(phrase => phrase.text));
    expect(first?.[0]).toBe(' AMZN');
    expect(second?.[0]).toBe('▸MSFT');
    expect(second?.[1]).toMatch(/^\d+\.\d\d [+−]\d\.\d\d%$/);
    expect(fourChartViews({...input, glyphs: 'ascii'})[1]?.readout[0]?.text).toBe('>MSFT');
  });
});
