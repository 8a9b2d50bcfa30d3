import {describe, expect, test} from 'vitest';
import {instant} from '../../../src/core/instant.ts';
import {drawCluster, nextSide, type Side} from '../../../src/feeds/synthetic/print-cluster.ts';
import type {TopOfBook} from '../../../src/feeds/synthetic/quote-book.ts';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';
import {loadModel} from './scenario-fixtures.ts';

const model = loadModel();
const [amzn] = model.names;
const top: TopOfBook = {bid: 25_000, ask: 25_004, bidSize: 100, askSize: 100, bidVenue: 'Q', askVenue: 'P'};
const clusters = (side: Side, regular: boolean) => {
  const random = createRandom('clusters', String(side), String(regular));
  if (amzn === undefined) throw new Error('the model has no names');
  return Array.from({length: 3_000}, () => [...drawCluster(random, model, amzn, top, side, instant(0), regular)]);
};

describe('drawCluster', () => {
  test('buyers pay the ask, sellers get the bid, and only what is off exchange trades inside', () => {
    for (const fills of clusters(1, true)) expect(fills[0]?.venue === 'D' || fills[0]?.cents === top.ask).toBe(true);
    for (const fills of clusters(-1, true)) expect(fills[0]?.venue === 'D' || fills[0]?.cents === top.bid).toBe(true);
    const inside = clusters(1, true)
      .flat()
      .filter(({cents}) => cents > top.bid && cents < top.ask);
    expect(inside.length).toBeGreaterThan(100);
    expect(new Set(inside.map(({venue}) => venue))).toEqual(new Set(['D']));
  });

  test('has as many fills as the model says, one after the other', () => {
    const drawn = clusters(1, true);
    expect(drawn.flat().length / drawn.length).toBeCloseTo(model.flow.cluster, 0);
    for (const fills of drawn) {
      expect(fills.every(({at}, index) => index === 0 || at > (fills[index - 1]?.at ?? 0))).toBe(true);
    }
  });

  test('marks odd lots, sweeps and extended hours', () => {
    for (const {size, conditions} of clusters(1, false).flat()) {
      expect(conditions.includes('T')).toBe(true);
      expect(conditions.includes('I')).toBe(size < 100);
    }
    const alone = clusters(1, true).filter(fills => fills.length === 1);
    expect(alone.flat().some(({conditions}) => conditions.includes('F'))).toBe(false);
    expect(
      clusters(1, true)
        .flat()
        .some(({conditions}) => conditions.includes('F')),
    ).toBe(true);
  });
});

test('a side tends to stay, more so with the price', () => {
  const kept = (drift: number): number => {
    const random = createRandom('sides');
    return Array.from({length: 5_000}, () => nextSide(random, 1, drift, 0.6)).filter(side => side === 1).length / 5_000;
  };
  expect(kept(0)).toBeCloseTo(0.6, 1);
  expect(kept(1)).toBeGreaterThan(kept(0));
  expect(kept(-1)).toBeLessThan(kept(0));
});
