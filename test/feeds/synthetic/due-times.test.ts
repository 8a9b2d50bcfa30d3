import {expect, test} from 'vitest';
import {dueTimes} from '../../../src/feeds/synthetic/due-times.ts';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';
import {FIRST_SECOND} from '../../../src/feeds/synthetic/session-curve.ts';

test('prints come as often as expected, each in its second, with what is planned in its place', () => {
  const expected = new Float64Array(1_000).fill(4).fill(0, 500);
  const flow = {cluster: 2, requote: 0.5, sweeps: 0, persistence: 0.5};
  const due = dueTimes(createRandom('due'), expected, flow, [
    {kind: 'planned', second: FIRST_SECOND + 700, price: 250},
  ]);
  const prints = due.filter(({kind}) => kind === 'prints');
  expect(prints.length / 1_000).toBeCloseTo(1, 1);
  expect(due.filter(({kind}) => kind === 'quote').length / prints.length).toBeCloseTo(0.5, 1);
  expect(prints.every(({second}) => second >= FIRST_SECOND && second < FIRST_SECOND + 500)).toBe(true);
  expect(due.at(-1)).toMatchObject({kind: 'planned', price: 250});
  expect(due.every(({second}, index) => second >= (due[index - 1]?.second ?? 0))).toBe(true);
});
