import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {badPrints} from '../../src/analytics/bad-prints.ts';
import {leaveOneOut, leaveOneOutSeries, meanOfNames} from '../../src/analytics/benchmark.ts';
import {previousTick} from '../../src/analytics/previous-tick.ts';
import {slotReturns} from '../../src/analytics/slot-returns.ts';
import {type Instant, instant, minutes, plus} from '../../src/core/instant.ts';
import {expectClose} from './close-to.ts';

const openAt = instant(minutes(570));
const closeAt = instant(minutes(960));
const at = (count: number): Instant => plus(openAt, minutes(count));
const slot = minutes(5);

describe('prices by the previous tick', () => {
  const priceAt = previousTick([at(1), at(2), at(2), at(9)], [10, 11, 12, 13]);

  test('are known at their moment, the last of equals, and nothing before the first', () => {
    expect(priceAt(at(0.99))).toBeUndefined();
    expect(priceAt(at(1))).toEqual({price: 10, at: at(1)});
    expect(priceAt(at(2))?.price).toBe(12);
    expect(priceAt(at(8.99))).toEqual({price: 12, at: at(2)});
    expect(priceAt(at(500))?.price).toBe(13);
  });
});

describe('returns between the ends of slots', () => {
  const times = [at(-5), at(0), at(5), at(12), at(15), at(390), at(395)];
  const prices = [90, 95, 101, 103, 102, 110, 300];
  const priceAt = previousTick(times, prices);
  const session = {slot, openAt, closeAt, knownAt: at(1000)};

  test('are logarithms, and zero where nothing was printed', () => {
    const returns = slotReturns(priceAt, {...session, from: at(5), count: 3});
    for (const [index, value] of [Math.log(101 / 101), Math.log(102 / 101), 0].entries())
      expect(returns[index]).toBeCloseTo(value, 12);
  });

  test('never cross an edge of the session', () => {
    const open = slotReturns(priceAt, {...session, from: openAt, count: 2});
    expect(open[0]).toBeNaN();
    expect(open[1]).toBe(0);
    const opened = slotReturns(priceAt, {...session, from: openAt, count: 2, openPrice: 100});
    expectClose(opened[0] ?? 0, Math.log(1.01));
    expect(slotReturns(priceAt, {...session, from: at(-5), count: 1, openPrice: 100})[0]).toBeNaN();
    const close = slotReturns(priceAt, {...session, from: at(380), count: 3});
    expectClose(close[1] ?? 0, Math.log(110 / 102));
    expect(close[2]).toBeNaN();
  });

  test('do not look ahead: what is printed later changes nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.array(fc.double({min: 50, max: 150, noNaN: true}), {minLength: 40, maxLength: 40}),
        (cut, path) => {
          const ends = path.map((_, index) => at(index * 5 + 3));
          const knownAt = at(cut * 5);
          const grid = {...session, from: openAt, count: 50, openPrice: 100, knownAt};
          const kept = ends.filter(end => end <= knownAt).length;
          expect(slotReturns(previousTick(ends.slice(0, kept), path.slice(0, kept)), grid)).toEqual(
            slotReturns(previousTick(ends, path), grid),
          );
          expect(slotReturns(previousTick(ends, path), grid).slice(cut).every(Number.isNaN)).toBe(true);
        },
      ),
    );
  });
});

describe('bad prints', () => {
  const calm = [100, 100.02, 99.99, 100.01, 100.03, 100, 99.98, 100.02];

  test('stand far off and turn back at once', () => {
    expect(badPrints([...calm, 92, ...calm, 108, 100])).toEqual([8, 17]);
    expect(badPrints([...calm, 92, 92.1, 92, 91.9, ...calm])).toEqual([]);
    expect(badPrints([...calm, 100.3, ...calm])).toEqual([]);
    expect(badPrints(calm)).toEqual([]);
    expect(badPrints([92, ...calm])).toEqual([]);
    expect(badPrints([])).toEqual([]);
  });

  test('are judged when the next print is known, once', () => {
    const prices = [...calm, 92, ...calm, 108, 100, 100.01];
    expect(badPrints(prices, 9)).toEqual([]);
    expect(badPrints(prices, 10)).toEqual([8]);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({min: 99.9, max: 100.1, noNaN: true}), fc.constantFrom(80, 120)), {maxLength: 60}),
        fc.nat(60),
        (series, known) => {
          const early = badPrints(series, known);
          expect(early).toEqual(badPrints(series).filter(index => index < Math.min(known, series.length) - 1));
          expect(early).toEqual(badPrints(series.slice(0, known)));
        },
      ),
    );
  });
});

describe('the benchmark', () => {
  test('without the name is the index of the others', () => {
    const [weight, name, others] = [0.09, 0.031, -0.002];
    expectClose(leaveOneOut(weight * name + (1 - weight) * others, name, weight), others);
    const series = leaveOneOutSeries([0.01, 0.02, Number.NaN], [0.01, Number.NaN, 0.01], 0.1);
    expectClose(series[0] ?? 0, 0.01);
    expect([...series.slice(1)]).toEqual([Number.NaN, Number.NaN]);
  });

  test('of names is the mean of those that are there', () => {
    const mean = meanOfNames([
      [0.01, Number.NaN, Number.NaN],
      [0.03, 0.05],
    ]);
    expectClose(mean[0] ?? 0, 0.02);
    expect([...mean.slice(1)]).toEqual([0.05, Number.NaN]);
    expect(meanOfNames([])).toHaveLength(0);
  });
});
