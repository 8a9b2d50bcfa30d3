import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fitMarketModel} from '../../src/analytics/market-model.ts';
import {createRunningModel} from '../../src/analytics/running-model.ts';
import {given} from './close-to.ts';
import {REFERENCE} from './reference-values.ts';

type Pair = {readonly r: number; readonly m: number};

const ordinary = fc.double({min: -0.05, max: 0.05, noNaN: true});
/** A print off by a digit or three, and a market that hardly moves. */
const wild = fc.oneof(
  {weight: 6, arbitrary: ordinary},
  {weight: 1, arbitrary: fc.double({min: -1e6, max: 1e6, noNaN: true})},
  {weight: 1, arbitrary: fc.double({min: -1e-9, max: 1e-9, noNaN: true})},
);
/** What is below 1e-60 is none: its fourth power is no number any more. */
const counted = (value: number): number => (Math.abs(value) < 1e-60 ? 0 : value);
const pair = (value: fc.Arbitrary<number>): fc.Arbitrary<Pair> =>
  fc.record({r: value.map(counted), m: value.map(counted)});
/** Bars come for any slot: the next one, an earlier one again, or none after all. */
const changes = fc.array(
  fc.record({
    slot: fc.nat(60),
    pair: fc.oneof({weight: 5, arbitrary: pair(wild)}, {weight: 1, arbitrary: fc.constant(undefined)}),
  }),
  {minLength: 10, maxLength: 200},
);

const batchOf = (held: ReadonlyMap<number, Pair>) => {
  const pairs = [...held].sort(([a], [b]) => a - b).map(([, one]) => one);
  return fitMarketModel(
    pairs.map(one => one.r),
    pairs.map(one => one.m),
    3,
  );
};

/** Each coefficient to a billionth of the scale that it has in the data. */
const expectSame = (
  running: ReturnType<typeof batchOf>,
  batch: ReturnType<typeof batchOf>,
  held: Iterable<Pair>,
): void => {
  expect(running.status).toBe(batch.status);
  if (running.status !== 'ok' || batch.status !== 'ok') return;
  const pairs = [...held];
  const spread = (values: readonly number[]): number =>
    Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length);
  const [scaleR, scaleM] = [spread(pairs.map(one => one.r)), spread(pairs.map(one => one.m))];
  const near = (a: number, b: number, scale: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * scale);
  near(running.model.b, batch.model.b, Math.max(Math.abs(batch.model.b), scaleR / Math.sqrt(batch.model.sxx)));
  near(running.model.a, batch.model.a, scaleR + Math.abs(batch.model.b) * scaleM);
  near(running.model.s, batch.model.s, Math.max(batch.model.s, scaleR * 1e-3));
  near(running.model.sxx, batch.model.sxx, batch.model.sxx);
  near(running.model.meanMarket, batch.model.meanMarket, scaleM);
  expect(running.model.count).toBe(batch.model.count);
};

describe('the running market model', () => {
  test('is the one fitted at once, whatever came late, twice or not at all', () => {
    fc.assert(
      fc.property(changes, all => {
        const model = createRunningModel();
        const held = new Map<number, Pair>();
        for (const change of all) {
          if (change.pair === undefined) {
            model.drop(change.slot);
            held.delete(change.slot);
          } else {
            model.put(change.slot, change.pair.r, change.pair.m);
            held.set(change.slot, change.pair);
          }
        }
        expect(model.count()).toBe(held.size);
        expectSame(model.estimate(3), batchOf(held), held.values());
      }),
      {numRuns: 400},
    );
  });

  test('does not depend on the order to the last bit', () => {
    fc.assert(
      fc.property(
        fc.array(pair(wild), {minLength: 5, maxLength: 60}),
        fc.array(fc.nat(), {minLength: 60, maxLength: 60}),
        (pairs, keys) => {
          const [ahead, mixed] = [createRunningModel(), createRunningModel()];
          for (const [slot, {r, m}] of pairs.entries()) ahead.put(slot, r, m);
          const order = [...pairs.entries()].sort(([a], [b]) => (keys[a] ?? 0) - (keys[b] ?? 0));
          for (const [slot, {r, m}] of order) mixed.put(slot, m, r);
          for (const [slot, {r, m}] of order) mixed.put(slot, r, m);
          expect(mixed.estimate(3)).toEqual(ahead.estimate(3));
        },
      ),
    );
  });

  test('forgets a giant without a trace', () => {
    const model = createRunningModel();
    const {returns, market} = REFERENCE;
    for (const [slot, r] of returns.entries()) model.put(slot, r, market[slot] ?? 0);
    const before = model.estimate(3);
    for (let round = 0; round < 50; round++) {
      model.put(1000 + round, 1e12 * (round + 1), -3e11 / (round + 1));
      model.put(3, 1e9, 1e-9);
    }
    for (let round = 0; round < 50; round++) model.drop(1000 + round);
    model.put(3, returns[3], market[3]);
    expect(model.estimate(3)).toEqual(before);
    expectSame(
      before,
      fitMarketModel(returns, market, 3),
      returns.map((r, slot) => ({r, m: market[slot] ?? 0})),
    );
    expect(given(before).model.count).toBe(24);
  });

  test('drops a slot that turns out to have no return, and refuses what says nothing', () => {
    const model = createRunningModel();
    model.put(1, 0.1, 0.2);
    model.put(2, 0.1, 0.3);
    model.put(1, Number.NaN, 0.2);
    model.drop(7);
    expect(model.count()).toBe(1);
    expect(model.estimate()).toEqual({
      status: 'insufficient baseline',
      reason: 'too few returns',
      count: 1,
      needed: 60,
    });
    model.put(3, 0.2, 0.3);
    model.put(4, 0.4, 0.3);
    expect(model.estimate(3)).toMatchObject({reason: 'flat benchmark'});
    model.put(4, 0.1, 0.5);
    model.put(3, 0.1, 0.4);
    expect(model.estimate(3)).toMatchObject({reason: 'no variation'});
  });
});
