import {existsSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {TapeCode} from '../../src/core/events.ts';
import {type BarRules, rulesFor} from '../../src/market/conditions.ts';
import {SIP_CONDITIONS} from '../../src/market/sip-conditions.ts';

/** The vendor's table as published: a row a code, its tapes, and the bars (M minute, D day) that the row is about. */
type Row = {
  readonly code: string;
  readonly tapes: readonly TapeCode[];
  readonly bars: readonly ('M' | 'D')[];
  readonly openClose: 'y' | 'n' | 'first';
  readonly highLow: 'y' | 'n';
  readonly volume: 'y' | 'n';
};

const reference = new URL('../../../shared/reference/sip-conditions.json', import.meta.url);
const published = (): readonly Row[] =>
  (JSON.parse(readFileSync(reference, 'utf8')) as {alpaca: readonly Row[]}).alpaca;

const UPDATES = {y: 'yes', n: 'no', first: 'first'} as const;
const rulesOf = ({openClose, highLow, volume}: Row): BarRules => ({
  openClose: UPDATES[openClose],
  highLow: highLow === 'y',
  volume: volume === 'y',
});

test.skipIf(!existsSync(reference))('the table is the published one, row by row, and holds no more', () => {
  const rows = published();
  expect(rows.length).toBeGreaterThan(SIP_CONDITIONS.length);
  for (const row of rows) {
    for (const tape of row.tapes) {
      const {minute, day, unknown} = rulesFor([row.code], tape);
      const found = row.bars.map(bar => [row.code, tape, bar, bar === 'M' ? minute : day, unknown]);
      expect(found).toEqual(row.bars.map(bar => [row.code, tape, bar, rulesOf(row), false]));
    }
  }
  const pairs = new Set(rows.flatMap(row => row.tapes.map(tape => row.code + tape)));
  const more = SIP_CONDITIONS.flatMap(([code, tapes]) => [...tapes].map(tape => code + tape)).filter(
    pair => !pairs.has(pair),
  );
  /** A regular sale is written as a blank on some tapes and as @ on others; we take either on all. */
  expect(more.every(pair => pair.startsWith(' ') || pair.startsWith('@'))).toBe(true);
});
