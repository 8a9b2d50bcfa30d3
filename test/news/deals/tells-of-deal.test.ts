import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Ticker} from '../../../src/core/ticker.ts';
import {dealTellingOf} from '../../../src/news/deals/deal-telling.ts';
import {FRIDAY, notesOf} from '../annotate-fixtures.ts';
import tuned from './cases/told.json' with {type: 'json'};
import fresh from './cases/told-fresh.json' with {type: 'json'};
import usOne from './cases/told-us-one.json' with {type: 'json'};
import usTwo from './cases/told-us-two.json' with {type: 'json'};
import wiresOne from './cases/told-wires-one.json' with {type: 'json'};
import wiresTwo from './cases/told-wires-two.json' with {type: 'json'};

const tells = (headline: string, source: string): boolean => {
  const symbols: readonly Ticker[] = [];
  return dealTellingOf({headline, source, symbols, at: FRIDAY}, notesOf(headline, source)) !== undefined;
};

/** Precision and recall over rows `[deal | not, source, headline]`, and the headlines that were misread. */
const measured = (rows: readonly (readonly string[])[]) => {
  const read = rows.map(([label, source = '', headline = '']) => ({
    headline,
    is: label === 'deal',
    told: tells(headline, source),
  }));
  const hits = read.filter(({is, told}) => is && told).length;
  return {
    precision: hits / read.filter(({told}) => told).length,
    recall: hits / read.filter(({is}) => is).length,
    wrong: read.filter(({is, told}) => is !== told).map(({headline}) => headline),
  };
};

describe('which headlines tell of a deal', () => {
  test('the headlines that the phrases were made on, hard ones among them', () => {
    const {precision, recall, wrong} = measured(tuned);
    expect(tuned.length).toBeGreaterThanOrEqual(180);
    expect({precision, recall, wrong}).toMatchObject({precision: 1});
    expect(recall).toBeGreaterThanOrEqual(0.98);
  });
  test.each([
    ['one', wiresOne],
    ['two', wiresTwo],
  ])('headlines in the style of five wires, half of them hard: %s', (_, rows) => {
    const {precision, recall, wrong} = measured(rows);
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(rows.filter(([label]) => label === 'not').length).toBeGreaterThanOrEqual(28);
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.97);
    expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.97);
  });
  test.each([
    ['one', usOne, 80],
    ['two', usTwo, 40],
  ])('headlines of American companies, half of them hard: %s', (_, rows, count) => {
    const {precision, recall, wrong} = measured(rows);
    expect(rows).toHaveLength(count);
    expect(rows.filter(([label]) => label === 'not')).toHaveLength(count / 2);
    expect(precision, wrong.join('\n')).toBe(1);
    expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
  test.each([
    'MTNL jumps 18% on stake sale talks with Vodafone',
    'Comfortable to buy Airtel in a merger: Sajiv Dhawan',
    'LIC buys 4.66% stake in BHEL for Rs 1,889 crore',
    'Northern Trust sells Satyam Computer shares worth Rs 84 crore',
  ])('a price, advice or a holding is none: %s', headline => {
    expect(tells(headline, 'Economic Times')).toBe(false);
  });
  test('headlines written after the phrases', () => {
    const {precision, recall, wrong} = measured(fresh);
    expect(fresh.length).toBeGreaterThanOrEqual(30);
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
  });
});

const REAL = new URL('../../../../shared/data/news-2025-12-22_27.jsonl', import.meta.url);

test.skipIf(!existsSync(REAL))('of six December days, the deals and nothing else', () => {
  const rows: readonly {readonly headline: string; readonly source: string}[] = readFileSync(REAL, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const found = rows.filter(({headline, source}) => tells(headline, source)).map(({headline}) => headline);
  expect(found).toHaveLength(9);
  expect(found.filter(headline => /groq/i.test(headline))).toHaveLength(4);
});
