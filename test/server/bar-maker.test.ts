import {describe, expect, test} from 'vitest';
import type {Bar, TapeEvent} from '../../src/core/events.ts';
import {minus, minutes, plus, seconds} from '../../src/core/instant.ts';
import {createBarMaker} from '../../src/server/bar-maker.ts';
import {AMZN, dayOf, OPEN, trade} from './small-day.ts';

const {info} = dayOf([]);

const fold = (events: readonly TapeEvent[]) => {
  const maker = createBarMaker(info);
  return [...events.flatMap(event => maker.apply(event)), ...maker.advance(plus(OPEN, minutes(60)))];
};

describe('made bars', () => {
  test('come at the minute, however long nothing happens after it', () => {
    const bars = fold([trade(plus(OPEN, seconds(5)), 1, 240), trade(plus(OPEN, minutes(40)), 2, 241)]);
    const openings = bars.filter(bar => bar.type === 'b').map(bar => [bar.openAt, bar.receivedAt, bar.close]);
    expect(openings).toEqual([
      [OPEN, plus(OPEN, minutes(1)), 240],
      [plus(OPEN, minutes(40)), plus(OPEN, minutes(41)), 241],
    ]);
  });

  test('are not made of odd lots alone', () => {
    expect(fold([trade(OPEN, 1, 240, {conditions: ['@', 'I'], size: 5})])).toEqual([]);
  });

  test('have no day before the open', () => {
    const early = minus(OPEN, minutes(10));
    const bars = fold([trade(early, 1, 239, {conditions: ['@', 'T']}), trade(plus(OPEN, seconds(1)), 2, 240)]);
    expect(bars.map(bar => bar.type)).toEqual(['b', 'b', 'd']);
    expect(bars[2]).toMatchObject({open: 240, volume: 200});
  });

  test('leave alone a name whose bars the tape has', () => {
    const bar: Bar = {
      kind: 'bar',
      symbol: AMZN,
      at: plus(OPEN, minutes(1)),
      receivedAt: plus(OPEN, minutes(1)),
      openAt: OPEN,
      span: minutes(1),
      open: 1,
      high: 1,
      low: 1,
      close: 1,
      volume: 1,
      trades: 1,
      vwap: 1,
    };
    expect(fold([bar, trade(plus(OPEN, seconds(90)), 1, 240)]).filter(made => made.type !== 'd')).toEqual([]);
  });
});
