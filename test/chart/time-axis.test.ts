import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createGrid, gridText} from '../../src/chart/grid.ts';
import {paintTimeAxis, timeStep, timeTicks} from '../../src/chart/time-axis.ts';
import {timeScale} from '../../src/chart/time-scale.ts';
import {HOUR, instant, MINUTE, minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {formatClock, formatTime} from '../../src/view/format.ts';
import {DAY_SESSION} from './chart-fixtures.ts';

describe('the time axis', () => {
  test('has clean New York times, centred under their bars', () => {
    const time = timeScale(plus(DAY_SESSION.openAt, minutes(18)), MINUTE, 1, 40, 2);
    const step = timeStep(time, 5);
    const ticks = timeTicks(time, step);
    expect(ticks.map(tick => [formatTime(tick.at), tick.column])).toEqual([
      ['09:10', 0],
      ['09:20', 10],
      ['09:30', 20],
      ['09:40', 30],
    ]);
    const grid = createGrid(43, 1);
    paintTimeAxis(grid, 3, ticks, formatTime);
    expect(gridText(grid)).toEqual([' 09:10     09:20     09:30     09:40       ']);
  });

  test('counts long steps from New York’s midnight, in winter and in summer', () => {
    for (const midnight of ['2026-01-30T05:00:00Z', '2026-07-01T04:00:00Z'].map(text => Date.parse(text) * 1_000)) {
      const time = timeScale(instant(midnight + 20 * HOUR), minutes(15), 1, 60, 0);
      const ticks = timeTicks(time, span(4 * HOUR));
      expect(ticks.map(tick => formatTime(tick.at))).toEqual(['08:00', '12:00', '16:00']);
    }
  });

  test('steps by seconds for bars of seconds', () => {
    const time = timeScale(DAY_SESSION.openAt, seconds(1), 1, 60, 0);
    expect(timeStep(time, 8)).toBe(seconds(15));
  });

  test('never cuts a label and never lets two touch', () => {
    const spans = fc.constantFrom(seconds(1), seconds(5), seconds(15), MINUTE, minutes(5), minutes(15));
    fc.assert(
      fc.property(fc.nat(130), fc.nat(12), spans, fc.integer({min: 1, max: 6}), fc.nat(86_400), (...given) => {
        const [width, left, slot, columns, later] = given;
        const time = timeScale(plus(DAY_SESSION.preAt, seconds(later)), slot, columns, width, 2);
        const labelOf = slot < MINUTE ? formatClock : formatTime;
        const grid = createGrid(width + left, 1);
        paintTimeAxis(grid, left, timeTicks(time, timeStep(time, slot < MINUTE ? 8 : 5)), labelOf);
        const words = (gridText(grid)[0] ?? '').split(' ').filter(word => word !== '');
        for (const word of words) expect(word).toMatch(slot < MINUTE ? /^\d\d:\d\d:\d\d$/ : /^\d\d:\d\d$/);
      }),
    );
  });
});
