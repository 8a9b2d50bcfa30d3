import {expect, test} from 'vitest';
import {sessionAt} from '../../../src/core/calendar.ts';
import {minutes, plus, type Span} from '../../../src/core/instant.ts';
import {earlierSessionsFrom} from '../../../src/market/earlier-sessions.ts';
import {createDayGrid, earlierReturns, growDayGrid} from '../../../src/market/reactions/day-grid.ts';
import {AMZN, bar, clock, dayFile} from '../market-fixtures.ts';
import {publishedAt} from './reaction-fixtures.ts';

const SLOT: Span = minutes(5);
const session = sessionAt(clock('10:00'));
const OPEN = 66;

/** Two slots of the open, and a print of before it where there is one. */
const bars = (before: boolean) => [
  ...(before ? [bar(plus(session.openAt, minutes(-20)), SLOT, [99, 99, 99, 99], 1)] : []),
  bar(session.openAt, minutes(1), [100, 101, 100, 101], 1),
  bar(plus(session.openAt, minutes(1)), minutes(4), [101, 102, 101, 102], 1),
  bar(plus(session.openAt, SLOT), SLOT, [102, 103, 102, 103], 1),
];
const both = (before: boolean): readonly Float64Array[] => {
  const earlier = earlierSessionsFrom(bars(before), SLOT).get(AMZN);
  const [snapshot] = publishedAt(dayFile(), bars(before), [session.endAt]);
  const grid = createDayGrid(session, SLOT);
  growDayGrid(grid, snapshot?.bars.get(AMZN), session, session.endAt);
  return [grid.returns, earlier === undefined ? new Float64Array(0) : earlierReturns(earlier)];
};

test('the first return of the regular session is from the last price before it, else from its opening price', () => {
  for (const returns of both(false)) {
    expect(returns[OPEN - 1]).toBeNaN();
    expect(returns[OPEN]).toBeCloseTo(Math.log(102 / 100), 12);
    expect(returns[OPEN + 1]).toBeCloseTo(Math.log(103 / 102), 12);
  }
  for (const returns of both(true)) {
    expect(returns[OPEN - 1]).toBe(0);
    expect(returns[OPEN]).toBeCloseTo(Math.log(102 / 99), 12);
  }
});
