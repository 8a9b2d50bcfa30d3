import {describe, expect, test} from 'vitest';
import {maskDates} from '../../src/news/mask-dates.ts';
import {OPEN} from '../server/small-day.ts';

const masked = (text: string): string => maskDates(text, OPEN);

describe('dates in a headline', () => {
  test.each([
    ['Amazon to report results after the close on Feb. 5', 'Amazon to report results after the close on [date]'],
    ["Microsoft steadies after Thursday's 10% slid", "Microsoft steadies after [date]'s 10% slid"],
    ['Spending to double by 2027, up from 2025', 'Spending to double by [date], up from [date]'],
    ['Q3 2026 outlook cut', '[date] outlook cut'],
    ['Ruling due January 30, 2026', 'Ruling due [date]'],
    ['The deal closes in March', 'The deal closes in [date]'],
    ['Done by March 12, 2027, on Friday, May 3', 'Done by [date], on [date]'],
    ['Filed 2026-01-30 with the SEC', 'Filed [date] with the SEC'],
    ['Guidance for FY26 and 1/30/26', 'Guidance for [date] and [date]'],
  ])('%s', (text, hidden) => {
    expect(masked(text)).toBe(hidden);
  });

  test.each([
    'Amazon in talks to put up to $50 billion into OpenAI',
    'Nvidia sells 2,026 racks for $2026 million, 2000% more',
    'Index closes at 6025.31 today, more tomorrow',
    'Satellite survey of last year',
    'May shares fall? They may',
  ])('leaves %s', text => {
    expect(masked(text)).toBe(text);
  });
});
