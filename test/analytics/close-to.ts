import {expect} from 'vitest';

/** Fails unless `value` is `reference` to a billionth of it, or to `tolerance` of it. */
export const expectClose = (value: number, reference: number, tolerance = 1e-9): void => {
  const off = Math.abs(value - reference);
  expect(off, `${value} against ${reference}`).toBeLessThanOrEqual(tolerance * Math.abs(reference));
};

/** The figure that is there; a refusal fails the test by its reason. */
export const given = <Result extends {readonly status: string}>(result: Result): Extract<Result, {status: 'ok'}> => {
  const isGiven = (one: Result): one is Extract<Result, {status: 'ok'}> => one.status === 'ok';
  if (!isGiven(result)) throw new Error(JSON.stringify(result));
  return result;
};
