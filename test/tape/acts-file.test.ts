import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {instant} from '../../src/core/instant.ts';
import type {ManualAct, ManualDeed} from '../../src/news/deals/manual-act.ts';
import {appendAct, readActs} from '../../src/tape/acts-file.ts';

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'tapewire-acts-')), 'deep', 'acts.jsonl');
const act = (id: string, deed: ManualDeed = {kind: 'pin', deal: 'd'}): ManualAct => ({
  ...deed,
  id,
  at: instant(1_769_782_000_000_001),
  madeAt: instant(1_769_900_000_000_000),
});

describe('the file of manual acts', () => {
  test('gives back what was put in, whatever it was', () => {
    const name = fc.stringMatching(/^[!-~]{1,20}$/);
    const anyAct = fc
      .oneof<fc.Arbitrary<ManualDeed>[]>(
        fc.record({kind: fc.constant('merge' as const), deal: name, into: name}),
        fc.record({kind: fc.constant('split' as const), deal: name, event: name, later: fc.boolean()}),
        fc.record({kind: fc.constant('reassign' as const), deal: name, event: name, to: name}),
        fc.record({kind: fc.constantFrom('accept' as const, 'reject' as const), deal: name, event: name}),
        fc.record({kind: fc.constantFrom('pin' as const, 'unpin' as const), deal: name}),
        fc.record({kind: fc.constant('undo' as const), act: name}),
      )
      .map(deed => act('a', deed));
    fc.assert(
      fc.property(fc.array(anyAct, {maxLength: 5}), acts => {
        const path = fresh();
        for (const one of acts) expect(appendAct(path, one)).toBeUndefined();
        expect(readActs(path)).toEqual({acts, problem: undefined});
      }),
      {numRuns: 30},
    );
  });

  test('is one that no other may read', () => {
    const path = fresh();
    appendAct(path, act('a'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  test('without the file there are no acts', () => {
    expect(readActs(fresh())).toEqual({acts: [], problem: undefined});
  });

  test('a bad line is left out and named, the others hold', () => {
    const path = fresh();
    appendAct(path, act('a'));
    appendFileSync(path, '{"kind":"fly","id":"x"}\n\u001b[2J\n');
    appendAct(path, act('b'));
    const {acts, problem} = readActs(path);
    expect(acts.map(({id}) => id)).toEqual(['a', 'b']);
    expect(problem).toMatch(/acts\.jsonl line 2: .*, and 1 more: left out$/);
    expect(problem).not.toContain('\u001b');
  });

  test('a torn last line costs itself alone, and the next act begins a line', () => {
    const path = fresh();
    appendAct(path, act('a'));
    appendFileSync(path, '{"id":"torn","ki');
    expect(readActs(path)).toMatchObject({acts: [{id: 'a'}], problem: undefined});
    appendAct(path, act('b'));
    expect(readActs(path)).toMatchObject({acts: [{id: 'a'}, {id: 'b'}], problem: undefined});
    appendAct(path, act('c'));
    expect(readActs(path)).toMatchObject({acts: [{id: 'a'}, {id: 'b'}, {id: 'c'}], problem: undefined});
  });

  test('a last line that lost no more than its end is an act like any other', () => {
    const path = fresh();
    appendAct(path, act('a'));
    truncateSync(path, statSync(path).size - 1);
    expect(readActs(path).acts).toHaveLength(1);
    appendAct(path, act('b'));
    expect(readActs(path)).toMatchObject({acts: [{id: 'a'}, {id: 'b'}], problem: undefined});
  });

  test('wherever the last line was torn, the others hold and nothing is said', () => {
    fc.assert(
      fc.property(fc.nat(200), cut => {
        const path = fresh();
        appendAct(path, act('a'));
        appendAct(path, act('torn', {kind: 'merge', deal: 'é😀', into: 'd'}));
        truncateSync(path, Math.max(statSync(path).size - cut, readFileSync(path).indexOf(0x0a) + 1));
        for (const id of ['b', 'c']) appendAct(path, act(id));
        const {acts, problem} = readActs(path);
        expect(acts.map(({id}) => id).filter(id => id !== 'torn')).toEqual(['a', 'b', 'c']);
        expect(problem).toBeUndefined();
      }),
      {numRuns: 40},
    );
  });

  test('ids are made safe, so that none can steer the terminal', () => {
    const path = fresh();
    mkdirSync(join(path, '..'));
    const line = {...act('a'), at: '2026-01-30T15:00:00Z', madeAt: '2026-02-01T15:00:00Z', deal: 'd\u001b[2J\u202e'};
    writeFileSync(path, `${JSON.stringify(line)}\n`);
    expect(JSON.stringify(readActs(path).acts)).not.toMatch(/\\u001b|\u202e/);
  });

  test('a file beyond all measure, a link and a folder are refused in words', () => {
    const large = fresh();
    mkdirSync(join(large, '..'));
    writeFileSync(large, Buffer.alloc(4 * 1024 * 1024 + 1, 0x0a));
    expect(readActs(large)).toMatchObject({acts: [], problem: expect.stringContaining('larger')});
    expect(appendAct(large, act('a'))).toContain('is full');
    const link = `${large}.link`;
    symlinkSync(large, link);
    expect(readActs(link).problem).toContain('cannot be read (ELOOP)');
    expect(appendAct(link, act('a'))).toContain('cannot write');
    expect(readActs(join(large, '..')).problem).toContain('not a plain file');
  });

  test('an act that would make the file too large to be read again is refused, counted in bytes', () => {
    const path = fresh();
    mkdirSync(join(path, '..'));
    const line = (id: string): number => JSON.stringify(act(id)).length;
    writeFileSync(path, `${' '.repeat(4 * 1024 * 1024 - line('é'.repeat(200)) - 60)}\n`);
    expect(appendAct(path, act('é'.repeat(200)))).toContain('is full');
    expect(appendAct(path, act('e'))).toBeUndefined();
    expect(readActs(path)).toMatchObject({acts: [{id: 'e'}], problem: undefined});
  });

  test('an act more than are read again is refused; lines that are none leave room', () => {
    const path = fresh();
    mkdirSync(join(path, '..'));
    const line = `${JSON.stringify({...act('a'), at: '2026-01-30T15:00:00Z', madeAt: '2026-02-01T15:00:00Z'})}\n`;
    writeFileSync(path, `no act\n\n${line.repeat(9_999)}`);
    expect(appendAct(path, act('last'))).toBeUndefined();
    expect(readActs(path).acts).toHaveLength(10_000);
    const {size} = statSync(path);
    expect(appendAct(path, act('more'))).toContain('is full');
    expect(statSync(path).size).toBe(size);
    expect(readActs(path).acts.at(-1)?.id).toBe('last');
  });

  test('a place that cannot be written is said, never thrown', () => {
    const path = fresh();
    writeFileSync(join(path, '..'), 'a file where a folder should be');
    expect(appendAct(path, act('a'))).toMatch(/^cannot write .*\((EEXIST|ENOTDIR)\)$/);
    expect(readFileSync(join(path, '..'), 'utf8')).toContain('a file');
  });
});
