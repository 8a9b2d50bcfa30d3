import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Answer, CallSize, Direction} from '../../../src/market/blind/call.ts';
import {sizeOf} from '../../../src/market/blind/outcome.ts';
import {scoreCalls} from '../../../src/market/blind/score-calls.ts';
import {AMZN, OPEN} from '../../server/small-day.ts';

type Way = readonly [direction: Direction, size: CallSize];

const answer = (called: Way, measured: Way | undefined, more: {sure?: number; stance?: Direction} = {}): Answer => ({
  call: {
    headlineId: 'n',
    text: '',
    symbol: AMZN,
    askedAt: OPEN,
    stance: more.stance ?? 'none',
    direction: called[0],
    size: called[1],
    confidence: more.sure,
  },
  outcome:
    measured === undefined
      ? {kind: 'unscored', why: 'confounded'}
      : {kind: 'measured', direction: measured[0], size: measured[1], return: 0, abnormal: 0},
});

const NONE: Way = ['none', 0];

describe('a score', () => {
  test('counts hits, moves, sizes, rivals and chance by hand', () => {
    const score = scoreCalls([
      answer(['up', 3], ['up', 3], {sure: 0.9, stance: 'up'}),
      answer(['up', 1], ['up', 2], {sure: 0.6, stance: 'down'}),
      answer(['down', 2], NONE, {sure: 0.5}),
      answer(NONE, NONE),
      answer(['down', 1], ['up', 1], {stance: 'up'}),
      answer(['up', 1], undefined),
    ]);
    expect(score.hits).toMatchObject({hits: 3, count: 5});
    expect(score.moved).toMatchObject({hits: 2, count: 3});
    expect(score.exact).toMatchObject({hits: 2, count: 5});
    expect(score.sizeError).toBeCloseTo((0 + 1 + 2 + 0 + 2) / 5, 12);
    expect(score.sizeErrorOfNone).toBeCloseTo((3 + 2 + 0 + 0 + 1) / 5, 12);
    expect(score.chance).toBeCloseTo((3 / 5) ** 2 + (2 / 5) ** 2, 12);
    const [none, stance] = score.rivals;
    expect(none).toMatchObject({better: 2, worse: 1, share: {hits: 2, count: 5}});
    expect(stance).toMatchObject({better: 1, worse: 2, share: {hits: 4, count: 5}});
    expect(none?.p).toBe(1);
    expect(score.unscored).toBe(1);
    // (1−0.9)² + 2·0.05², (1−0.6)² + 2·0.2², and 0.5² + 0.25² + (1−0.25)² where it called down of none.
    expect(score.brier?.own).toBeCloseTo((0.015 + 0.24 + 0.875) / 3, 12);
    expect(score.brier?.climate).toBeCloseTo(1 - (2 / 3) ** 2 - (1 / 3) ** 2, 12);
  });

  test('of nothing measured knows nothing', () => {
    expect(scoreCalls([answer(['up', 1], undefined)])).toMatchObject({
      hits: {hits: 0, count: 0, interval: {low: 0, high: 1}},
      sizeError: undefined,
      chance: undefined,
      brier: undefined,
      unscored: 1,
    });
  });

  test('does not depend on the order of the calls, and calls that are not measured change nothing', () => {
    const way = fc.constantFrom<Way>(NONE, ['up', 1], ['up', 2], ['up', 3], ['down', 1], ['down', 3]);
    const answers = fc.array(
      fc.tuple(way, way).map(([called, measured]) => answer(called, measured)),
      {maxLength: 20},
    );
    fc.assert(
      fc.property(answers, fc.nat(5), (some, unscored) => {
        const more = Array.from({length: unscored}, () => answer(['up', 1], undefined));
        const {unscored: _, ...score} = scoreCalls(some);
        const {unscored: count, ...same} = scoreCalls([...more, ...some.toReversed()]);
        expect(count).toBe(unscored);
        expect(same.hits).toEqual(score.hits);
        expect(same.rivals).toEqual(score.rivals);
        expect(same.sizeError ?? 0).toBeCloseTo(score.sizeError ?? 0, 9);
      }),
    );
  });
});

test('sizes go by the noise: none below it, then up to twice, up to four times, beyond', () => {
  expect([0, 1.95, 1.97, -3.9, 3.93, -7.83, 7.85, 40].map(sizeOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});
