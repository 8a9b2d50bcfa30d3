import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Instant, minutes, plus, SECOND, seconds, span} from '../../src/core/instant.ts';
import {createTraffic, messageRate, noteTraffic, trafficFaces} from '../../src/market/traffic.ts';
import {clock, fold, headline, snapshotOf, status, trade} from './market-fixtures.ts';

const START = clock('10:00');
const late = (at: Instant, lag: number) => trade(at, 240, 100, {receivedAt: plus(at, span(lag))});

describe('traffic', () => {
  test('is counted a second, by receipt, and never of the second that is under way', () => {
    const traffic = createTraffic();
    for (const [from, count] of [
      [0, 3],
      [1, 5],
      [4, 2],
    ] as const)
      for (let index = 0; index < count; index++) noteTraffic(traffic, late(plus(START, seconds(from)), 1_000 * index));
    const face = trafficFaces(traffic)?.prices;
    expect(face?.perSecond).toEqual([0, 0, 0, 0, 0, 0, 3, 5, 0, 0]);
    expect(face).toMatchObject({until: plus(START, seconds(4)), total: 8});
    expect(face && messageRate(face, plus(START, seconds(4.5)))).toBe(0.8);
    expect(face && messageRate(face, plus(START, seconds(11)))).toBe(0.5);
    expect(face && messageRate(face, plus(START, seconds(60)))).toBe(0);
  });

  test('whatever comes, agrees with counting all of it again', () => {
    const gap = fc.oneof(fc.nat(900_000), fc.nat(30_000_000));
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, fc.boolean()), {maxLength: 60}), steps => {
        let at = START;
        const events = steps.map(([by, isNews], index) => {
          at = plus(at, span(by));
          return isNews ? headline(`h${index}`, at, {receivedAt: at}) : late(at, 0);
        });
        const traffic = createTraffic();
        for (const event of events) noteTraffic(traffic, event);
        const until = Math.floor(at / SECOND) * SECOND;
        for (const half of ['prices', 'news'] as const) {
          const mine = events.filter(event => (event.kind === 'headline') === (half === 'news'));
          const face = trafficFaces(traffic)?.[half];
          const counts = Array.from({length: 10}, (_, index) => {
            const from = until - (10 - index) * SECOND;
            return mine.filter(event => event.receivedAt >= from && event.receivedAt < from + SECOND).length;
          });
          expect(face?.perSecond ?? counts).toEqual(counts);
          expect(face?.total ?? 0).toBe(mine.filter(event => event.receivedAt < until).length);
        }
      }),
    );
  });

  test('is late by the middle and the worst of the last few hundred; stamps that cannot be true tell nothing', () => {
    const traffic = createTraffic();
    for (let index = 0; index < 1_000; index++) noteTraffic(traffic, late(START, 900_000));
    for (let index = 0; index < 256; index++)
      noteTraffic(traffic, late(plus(START, seconds(1)), 1_000 * (index % 100)));
    for (const at of [plus(START, minutes(5)), plus(START, minutes(-200))])
      noteTraffic(traffic, trade(at, 240, 100, {receivedAt: plus(START, seconds(1.9))}));
    noteTraffic(traffic, status('state', {at: plus(START, seconds(3)), receivedAt: plus(START, seconds(3))}));
    expect(trafficFaces(traffic)?.prices.lag).toEqual({median: 42_000, p95: 93_000});
    expect(trafficFaces(traffic)?.news.lag).toBeUndefined();
  });

  test('of a revision, is late by its own moment', () => {
    const at = plus(START, minutes(20));
    const revised = headline('n', START, {updatedAt: at, receivedAt: plus(at, seconds(2))});
    const market = fold([revised, trade(plus(at, seconds(9)), 240, 1)]);
    expect(snapshotOf(market).traffic?.news.lag?.median).toBe(seconds(2));
  });

  test('goes on when the clock is set back, and begins anew with the day', () => {
    const back = [late(START, 0), late(plus(START, minutes(-60)), 0), late(plus(START, minutes(-59)), 0)];
    expect(snapshotOf(fold(back)).traffic?.prices).toMatchObject({until: plus(START, minutes(-59)), total: 2});
    expect(snapshotOf(fold([...back, status('rewind')])).traffic).toBeUndefined();
  });
});

test('a connection’s state has a beginning, and its last trouble outlives it', () => {
  const [feed] = snapshotOf(
    fold([
      status('state', {state: 'live', receivedAt: clock('09:00')}),
      status('state', {state: 'retrying', message: 'cut: check the network', receivedAt: clock('09:01')}),
      status('state', {state: 'live', message: 'connected', receivedAt: clock('09:02')}),
      status('left-out', {state: 'live', message: 'behind', count: 40, receivedAt: clock('09:03')}),
      status('left-out', {state: 'live', message: 'behind', count: 2, receivedAt: clock('09:04')}),
    ]),
  ).feeds;
  expect(feed).toMatchObject({
    state: 'live',
    stateAt: clock('09:02'),
    leftOut: 42,
    lastTrouble: {at: clock('09:01'), message: 'cut: check the network'},
  });
});
