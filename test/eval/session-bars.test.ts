import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import {formatInstant, minus, minutes, plus, span} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {BARS_HEADER, sessionBarsOf} from './session-bars.ts';

const SLOT = minutes(5);

/** Bars of `slots` slots from a day's open on, a cent up from each to the next. */
const dayOf = (date: string, name: string, slots: number): readonly string[] => {
  const session = sessionOf(date as TradingDate);
  if (session === undefined) throw new Error(`${date} is no session`);
  return Array.from({length: slots}, (_, slot) => {
    const [open, close] = [100 + slot / 100, 100 + (slot + 1) / 100];
    return `${formatInstant(plus(session.openAt, span(slot * SLOT)))},${name},${open},${close},${open},${close},10`;
  });
};

test('a bars file becomes the bars of its whole sessions, with the opening price known at the open', () => {
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
  const {sessions, leftOut} = sessionBarsOf(path);
  expect(leftOut).toBe(2);
  expect(sessions.map(({name, session}) => [name, session.date])).toEqual([['A', '2025-12-23']]);
  const [{bars, session} = {bars: [], session: undefined}] = sessions;
  expect(bars).toHaveLength(80);
  expect(bars.every(({span: length, at, openAt}) => length === SLOT && at === plus(openAt, SLOT))).toBe(true);
  const opening = bars.find(({at}) => at === session?.openAt);
  expect(opening).toMatchObject({close: 100, volume: 0, openAt: session && minus(session.openAt, SLOT)});
});
