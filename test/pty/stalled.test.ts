import {expect, test} from 'vitest';
import {measureStalled} from '../bench/stalled.ts';

test('a terminal that takes nothing costs no trade of the recording, and shows what is new once it takes something again', async () => {
  const {sent, recorded} = await measureStalled(5_000, 0.1);
  expect(sent).toBeGreaterThan(20_000);
  expect(recorded).toBe(sent);
});
