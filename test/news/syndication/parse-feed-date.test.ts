import {expect, test} from 'vitest';
import {formatInstant} from '../../../src/core/instant.ts';
import {parseFeedDate} from '../../../src/news/syndication/parse-feed-date.ts';

test.each([
  ['Fri, 30 Jan 2026 08:00:05 EST', '2026-01-30T13:00:05'],
  ['Thu, 30 Jul 2026 08:00:05 EDT', '2026-07-30T12:00:05'],
  ['Fri, 30 Jan 2026 13:00 GMT', '2026-01-30T13:00:00'],
  ['30 January 2026 13:00:00 +0000', '2026-01-30T13:00:00'],
  ['Fri, 3 Apr 2026 9:05:00 -0400', '2026-04-03T13:05:00'],
  ['\n 2026-01-30T08:00:05-05:00 ', '2026-01-30T13:00:05'],
])('%s', (text, utc) => {
  const at = parseFeedDate(text);
  expect(at === undefined ? at : formatInstant(at)).toBe(`${utc}.000000Z`);
});

test.each([
  '',
  'yesterday',
  'Fri, 30 Jan 2026 13:00:00',
  'Fri, 30 Jan 2026 13:00:00 BRT',
  'Fri, 31 Feb 2026 13:00:00 GMT',
  'Fri, 30 Foo 2026 13:00:00 GMT',
  `Fri,${' '.repeat(100_000)}30 Jan 2026`,
])('%j is no date', text => {
  expect(parseFeedDate(text)).toBeUndefined();
});
