import {describe, expect, test} from 'vitest';
import {paintCandles} from '../../src/chart/candles.ts';
import {createGrid, gridText, gridTones} from '../../src/chart/grid.ts';
import {paintOhlc} from '../../src/chart/ohlc.ts';
import type {Plot} from '../../src/chart/plot.ts';
import {linearScale} from '../../src/chart/scale.ts';
import {timeScale} from '../../src/chart/time-scale.ts';
import {MINUTE, minutes, plus} from '../../src/core/instant.ts';
import {bar, DAY_SESSION} from './chart-fixtures.ts';

const at = (index: number) => plus(DAY_SESSION.openAt, minutes(index));

/** Eight half rows: a price of 8 is the top edge, each whole price one half row lower. */
const plot = (width: number, glyphs: Plot['glyphs'] = 'unicode'): Plot => ({
  grid: createGrid(width, 4),
  scale: linearScale({low: 0, high: 8}, 4),
  time: timeScale(at(width), MINUTE, 1, width, 0),
  glyphs,
});

const bars = [
  bar(at(0), [3.5, 7.5, 0.5, 5.5]),
  bar(at(1), [5.5, 7.5, 0.5, 3.5]),
  bar(at(2), [4.5, 4.5, 4.5, 4.5]),
  bar(at(4), [6.5, 6.6, 1.5, 1.4]),
];

describe('candles', () => {
  test('show body and wick to half a row, risen ones thin, fallen ones broad, and a gap as a gap', () => {
    const canvas = plot(5);
    paintCandles(canvas, bars);
    expect(gridText(canvas.grid)).toEqual(['││  ▄', '┃█╻ █', '╿▀  █', '││  ▀']);
    expect(gridTones(canvas.grid)).toEqual(['ud..d', 'udu.d', 'ud..d', 'ud..d']);
  });

  test('need no more than ASCII', () => {
    const canvas = plot(5, 'ascii');
    paintCandles(canvas, bars);
    expect(gridText(canvas.grid)).toEqual(['||  #', 'o#o #', 'o#  #', '||  #']);
  });

  test('leave out bars without prices and bars out of view', () => {
    const canvas = plot(3);
    paintCandles(canvas, [bar(at(1), [Number.NaN, Number.NaN, Number.NaN, Number.NaN]), bar(at(7), [1, 2, 1, 2])]);
    expect(gridText(canvas.grid).join('').trim()).toBe('');
  });
});

describe('OHLC bars', () => {
  test('have the open on the left and the close on the right', () => {
    const canvas = plot(5);
    paintOhlc(canvas, bars);
    expect(gridText(canvas.grid)).toEqual(['╷╷  ┐', '├┤─ │', '┤├  │', '╵╵  └']);
  });
});
