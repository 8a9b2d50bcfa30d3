import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MINUTE, minutes, plus, seconds} from '../../src/core/instant.ts';
import {chartWindow} from '../../src/view/chart-window.ts';
import {formatTime} from '../../src/view/format.ts';
import {DAY_SESSION} from '../chart/chart-fixtures.ts';

const base = {
  now: plus(DAY_SESSION.openAt, seconds(632)),
  session: DAY_SESSION,
  span: MINUTE,
  slots: 20,
  pan: 0,
  crosshairAt: undefined,
};
const shown = (changes: Partial<Parameters<typeof chartWindow>[0]>): string => {
  const {from, to} = chartWindow({...base, ...changes});
  return `${formatTime(from)}–${formatTime(to)}`;
};

describe('the window of a chart', () => {
  test('ends with the bar of now', () => {
    expect(shown({})).toBe('09:21–09:41');
  });

  test('goes back by whole bars', () => {
    expect(shown({pan: 5})).toBe('09:16–09:36');
    expect(shown({pan: -5})).toBe('09:21–09:41');
  });

  test('stays with the last bar of the day once that is over', () => {
    expect(shown({now: plus(DAY_SESSION.endAt, minutes(300))})).toBe('19:40–20:00');
  });

  test('follows a crosshair that leaves it', () => {
    expect(shown({crosshairAt: plus(DAY_SESSION.openAt, minutes(-3))})).toBe('09:21–09:41');
    expect(shown({crosshairAt: plus(DAY_SESSION.openAt, minutes(-20))})).toBe('09:06–09:26');
    expect(shown({crosshairAt: plus(DAY_SESSION.openAt, minutes(5)), pan: 20})).toBe('09:20–09:40');
  });

  test('always holds a crosshair that is not in the future', () => {
    fc.assert(
      fc.property(fc.nat(330), fc.integer({min: 1, max: 200}), fc.nat(300), (back, slots, pan) => {
        const crosshairAt = plus(base.now, minutes(-back));
        const {from, to} = chartWindow({...base, slots, pan, crosshairAt});
        expect(crosshairAt >= from && crosshairAt < to).toBe(true);
        expect((to - from) / MINUTE).toBe(slots);
      }),
    );
  });
});
