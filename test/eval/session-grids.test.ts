import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import {formatInstant, minutes, plus, span} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {BARS_HEADER, sessionGridsOf} from './session-grids.ts';

const SLOT = minutes(5);

/** Bars of `slots` slots from a day's open on, a hundredth of a percent up from each to the next. */
const dayOf = (date: string, name: string, slots: number): readonly string[] => {
  const session = sessionOf(date as TradingDate);
  if (session === undefined) throw new Error(`${date} is no session`);
  return Array.from({length: slots}, (_, slot) => {
    const price = (count: number): number => 100 * Math.exp(count * 1e-4);
    const close = slot === 40 ? 80 : price(slot + 1);
    return `${formatInstant(plus(session.openAt, span(slot * SLOT)))},${name},${price(slot)},${close},${close},${close},10`;
  });
};

test('a bars file becomes the grids of its whole sessions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bars-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  const path = join(folder, 'bars.csv');
  const lines = [
    BARS_HEADER,
    '2025-12-23T13:00:00Z,A,1,1,1,1,10',
    ...dayOf('2025-12-23', 'A', 78),
    '2025-12-23T19:00:07Z,A,1,1,1,1,10',
    ...dayOf('2025-12-24', 'A', 42),
    ...dayOf('2025-12-26', 'A', 60),
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  const {slot, grids, badPrints, leftOut} = sessionGridsOf(path);
  expect({slot, badPrints, leftOut}).toEqual({slot: SLOT, badPrints: 1, leftOut: 2});
  expect(grids.map(grid => [grid.name, grid.session.date])).toEqual([['A', '2025-12-23']]);
  const [grid] = grids;
  expect(grid?.returns).toHaveLength(78);
  // The bad print is as if it had never been: its slot stands still, the next one makes up for it.
  for (const [index, value] of (grid?.returns ?? []).entries())
    expect(value).toBeCloseTo(index === 40 ? 0 : index === 41 ? 2e-4 : 1e-4, 12);
  const [coarse] = sessionGridsOf(path, minutes(15)).grids;
  expect(coarse?.returns).toHaveLength(26);
  expect(coarse?.returns[0]).toBeCloseTo(3e-4, 12);
});
