import {expect, test} from 'vitest';
import {plus, seconds} from '../../../src/core/instant.ts';
import {relayLagWords} from '../../../src/feeds/relay/relay-lag.ts';
import {NOON} from '../../tape/recording/recording-fixtures.ts';

test.each([
  [0, ', within 1 ms of it'],
  [0.0031, ', within 5 ms of it'],
  [0.05, ', within 50 ms of it'],
  [59, ', within 60000 ms of it'],
  [61, ''],
  [-0.001, ''],
])('%d s on the way: %s', (lag, words) => {
  expect(relayLagWords(NOON, plus(NOON, seconds(lag)))).toBe(words);
});
