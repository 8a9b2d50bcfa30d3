import {describe, expect, test} from 'vitest';
import {abnormalReturn} from '../../../src/analytics/abnormal-return.ts';
import {calibratedT} from '../../../src/analytics/calibrated-t.ts';
import {sessionBaseline} from '../../../src/analytics/session-baseline.ts';
import {residualsHeard, studentWidening} from '../../../src/analytics/student-widening.ts';
import {todayRatio} from '../../../src/analytics/today-ratio.ts';
import {minus, minutes, plus} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import type {HorizonReading} from '../../../src/market/reactions/reaction.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import type {Snapshot} from '../../../src/market/snapshot.ts';
import {expectClose, given} from '../../analytics/close-to.ts';
import {dayWithHeadlines} from '../../eval/calibration-figures.ts';
import {quietSessions} from '../../eval/quiet-sessions.ts';
import type {SessionBars} from '../../eval/session-bars.ts';

const SLOTS = 78;
const [A, SPY] = [ticker('A'), ticker('SPY')];
const OPTIONS = {weights: {}};
const quiet = quietSessions(21);
const dates = [...new Set(quiet.map(({session}) => session))].sort((a, b) => a.openAt - b.openAt);

/** The last of the sessions against so many before it, with a headline at each of its slots. */
const dayAgainst = (count: number, change = (bars: SessionBars): SessionBars => bars): Snapshot => {
  const session = dates.at(-1);
  if (session === undefined) throw new Error('no session');
  const before = new Set(dates.slice(-1 - count, -1));
  const today = quiet.filter(one => one.session === session);
  const base = quiet.filter(one => before.has(one.session)).map(change);
  return dayWithHeadlines(today.map(change), session, base, SPY);
};

/** The bars of a name's sessions as their log returns from the opening price on. */
const returnsOf = (sessions: readonly SessionBars[]): readonly number[] =>
  sessions.flatMap(({bars}) =>
    bars.slice(1).map((bar, slot) => Math.log(bar.close / (bars[slot]?.close ?? Number.NaN))),
  );

const at = (snapshot: Snapshot, slot: number, place: number): HorizonReading => {
  const item = snapshot.wire.find(({headline}) => headline.id === `${slot}`);
  const reading = item && reactionsOf(snapshot, OPTIONS).of(item, A).horizons[place];
  if (reading === undefined) throw new Error(`no headline at ${slot}`);
  return reading;
};
const testAt = (snapshot: Snapshot, slot: number, place: number) => at(snapshot, slot, place).measured?.test;
const [AFTER_5M, AFTER_15M] = [1, 2];

describe('the t of a reaction', () => {
  test.each([20, 5])('is its definition on the regular session’s slots, widened by Student: %i sessions', count => {
    const session = dates.at(-1);
    const before = dates.slice(-1 - count, -1);
    const own = (name: string, days: readonly unknown[]) =>
      returnsOf(days.flatMap(day => quiet.filter(one => one.session === day && one.name === name)));
    const [returns, market] = [own('A', before), own('SPY', before)];
    const [today, fund] = [own('A', [session]), own('SPY', [session])];
    const {model, factors, sessions} = given(sessionBaseline({returns, market}, SLOTS));
    const heard = residualsHeard(
      returns.map((r, index) => abnormalReturn(model, r, market[index] ?? 0)),
      SLOTS,
    );
    const left = today.map((r, index) => abnormalReturn(model, r, fund[index] ?? 0));
    for (const slot of [0, 3, 40, 70]) {
      const window = [slot, slot + 1, slot + 2];
      const car = window.reduce((sum, index) => sum + (left[index] ?? 0), 0);
      const square = window.reduce((sum, index) => sum + (factors[index] ?? 0) ** 2 / 3, 0);
      const ratio = todayRatio(left, factors, model.s, slot);
      const plain = given(calibratedT(car, 3, model, square, ratio));
      const wide = studentWidening(heard, sessions, slot, slot + 3);
      const tested = testAt(dayAgainst(count), slot, AFTER_15M);
      if (tested?.status !== 'ok') throw new Error(`no t at ${slot}`);
      expectClose(tested.t, plain.t / wide);
      expectClose(tested.se, plain.se * wide);
      expectClose(tested.detectable, plain.detectable * wide);
    }
  });

  test('is refused in the first half hour against fewer than three sessions; what was measured stays', () => {
    const two = dayAgainst(2);
    for (const slot of [0, 5]) {
      expect(at(two, slot, AFTER_5M)).toMatchObject({
        status: 'ok',
        measured: {return: expect.any(Number), car: expect.any(Number)},
      });
      expect(testAt(two, slot, AFTER_5M)).toEqual({
        status: 'refused',
        reason: 'insufficient baseline: 2 of 3 earlier sessions',
      });
      expect(testAt(dayAgainst(3), slot, AFTER_5M)?.status).toBe('ok');
    }
    expect(testAt(two, 6, AFTER_5M)?.status).toBe('ok');
  });

  test('is refused against fewer than three sessions where it reaches into the closing half hour', () => {
    const two = dayAgainst(2);
    const reaching = {status: 'refused', reason: 'insufficient baseline: 2 of 3 earlier sessions'};
    expect(testAt(two, 71, AFTER_5M)?.status).toBe('ok');
    expect(testAt(two, 69, AFTER_15M)?.status).toBe('ok');
    expect(testAt(two, 70, AFTER_15M)).toEqual(reaching);
    expect(testAt(two, 72, AFTER_5M)).toEqual(reaching);
    expect(testAt(dayAgainst(3), 72, AFTER_5M)?.status).toBe('ok');
  });

  test('is the same whatever the calm before the open: each part of the day is a series of its own', () => {
    const calm = ({bars, ...rest}: SessionBars): SessionBars => {
      const [first] = bars;
      if (first === undefined) return {...rest, bars};
      const before = Array.from({length: 60}, (_, index) => {
        const openAt = minus(first.openAt, minutes(5 * (60 - index)));
        const at = plus(openAt, first.span);
        const price = first.close * (1 + ((index * 7) % 5) * 1e-5);
        return {...first, openAt, at, receivedAt: at, open: price, close: price};
      });
      return {...rest, bars: [...before, ...bars]};
    };
    const [plain, longer] = [dayAgainst(20), dayAgainst(20, calm)];
    for (const slot of [0, 3, 40]) expect(testAt(longer, slot, AFTER_15M)).toEqual(testAt(plain, slot, AFTER_15M));
  });
});
