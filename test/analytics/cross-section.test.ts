import {describe, expect, test} from 'vitest';
import {bmp, patell, rankTest, signTest} from '../../src/analytics/cross-section.ts';
import {expectClose, given} from './close-to.ts';
import {REFERENCE} from './reference-values.ts';

const {cars, ses, Ts} = REFERENCE;
const events = cars.map((car, index) => ({car, se: ses[index] ?? 0, count: Ts[index] ?? 0}));

describe('tests over many events', () => {
  test.each([
    ['Patell', () => patell(events), REFERENCE.patell, 6],
    ['Boehmer, Musumeci and Poulsen', () => bmp(events), REFERENCE.bmp, 6],
    ['sign', () => signTest(cars), REFERENCE.sign, 6],
    ['rank, with equals', () => rankTest(REFERENCE.ranked, 10), REFERENCE.rank, 4],
  ] as const)('%s', (_, run, [statistic, p], count) => {
    const result = given(run());
    expectClose(result.statistic, statistic);
    expectClose(result.p, p);
    expect(result.count).toBe(count);
  });

  test('say nothing of one event, nor of events that are all alike', () => {
    const [one] = events;
    if (one === undefined) throw new Error('there are events');
    for (const result of [patell([one]), bmp([one]), signTest([0.1]), rankTest([[1, 2, 3]], 1)])
      expect(result).toMatchObject({reason: 'nothing measured', count: 1, needed: 2});
    expect(bmp([one, one])).toMatchObject({reason: 'no variation'});
    expect(patell([one, {...one, count: 4}])).toMatchObject({reason: 'nothing measured', count: 1});
    expect(
      rankTest(
        [
          [1, 1],
          [2, 2],
        ],
        0,
      ),
    ).toMatchObject({reason: 'no variation'});
    expect(
      rankTest(
        [
          [1, 2],
          [1, Number.NaN],
        ],
        0,
      ),
    ).toMatchObject({reason: 'nothing measured'});
    expect(
      rankTest(
        [
          [1, 2],
          [1, 2, 3],
        ],
        0,
      ),
    ).toMatchObject({reason: 'nothing measured'});
  });
});
