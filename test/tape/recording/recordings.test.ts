import {expect, test} from 'vitest';
import type {TradingDate} from '../../../src/core/new-york.ts';
import {DAY_NAME} from '../../../src/tape/manifest.ts';
import {recordingName} from '../../../src/tape/recording/recordings.ts';

test.each([
  ['iex', undefined, '2026-01-30-iex'],
  ['iex+edgar+rss', undefined, '2026-01-30-iex-edgar-rss'],
  ['sip', '127.0.0.1:8765', '2026-01-30-sip-via-127.0.0.1-8765'],
])('a recording of %s via %s is called what a day may be called', (source, via, name) => {
  expect(recordingName('2026-01-30' as TradingDate, source, via)).toBe(name);
  expect(name).toMatch(DAY_NAME);
});
