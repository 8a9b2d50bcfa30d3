import {appendFileSync, mkdtempSync, readFileSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {minutes, plus} from '../../src/core/instant.ts';
import {parseTradingDate} from '../../src/core/new-york.ts';
import type {Answer} from '../../src/market/blind/call.ts';
import {appendDrill, readDrills} from '../../src/tape/drills-file.ts';
import type {DrillSession} from '../../src/tape/drills-json.ts';
import {AMZN, OPEN} from '../server/small-day.ts';

const call = {
  headlineId: 'n1',
  text: 'Amazon in talks',
  symbol: AMZN,
  askedAt: OPEN,
  stance: 'up',
  direction: 'up',
  size: 2,
} as const;

const ANSWERS: readonly Answer[] = [
  {
    call: {...call, confidence: 0.7},
    outcome: {kind: 'measured', direction: 'up', size: 3, return: 0.031, abnormal: 0.0299},
  },
  {call: {...call, confidence: undefined}, outcome: {kind: 'unscored', why: 'confounded'}},
  {call: {...call, confidence: undefined}, outcome: undefined},
];

const date = parseTradingDate('2026-01-30');
if (date === undefined) throw new Error('no date');
const session = (minute: number): DrillSession => ({
  leftAt: plus(OPEN, minutes(minute)),
  day: '2026-01-30',
  date,
  provenance: 'simulated',
  answers: ANSWERS,
  passed: 2,
});

const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'tapewire-drills-')), 'deep', 'drills.jsonl');

describe('the file of drills', () => {
  test('gives back what was kept, oldest first, and is for its owner alone', () => {
    const path = newPath();
    expect(appendDrill(path, session(1))).toBeUndefined();
    expect(appendDrill(path, session(2))).toBeUndefined();
    expect(readDrills(path)).toEqual({items: [session(1), session(2)], problem: undefined});
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });

  test('passes over a torn last line, and ends it before the next', () => {
    const path = newPath();
    appendDrill(path, session(1));
    appendFileSync(path, '{"leftAt":"2026-01');
    expect(readDrills(path)).toEqual({items: [session(1)], problem: undefined});
    expect(appendDrill(path, session(2))).toBeUndefined();
    expect(readDrills(path)).toEqual({items: [session(1), session(2)], problem: undefined});
  });

  test('says what is wrong with a line that is none', () => {
    const path = newPath();
    appendDrill(path, session(1));
    appendFileSync(path, '{"leftAt":"2026-01-30T15:00:00Z","day":"x"}\n');
    expect(readDrills(path).problem).toMatch(/line 2: date: .*left out$/);
    expect(readDrills(newPath())).toEqual({items: [], problem: undefined});
  });
});
