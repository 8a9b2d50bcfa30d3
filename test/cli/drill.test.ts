import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {makeHome, runProgram} from './run-program.ts';

const call = (direction: 'up' | 'none', size: number) => ({
  headlineId: 'n',
  text: 'Amazon in talks',
  symbol: 'AMZN',
  askedAt: '2026-01-30T13:04:07.000000Z',
  stance: 'up',
  direction,
  size,
  confidence: null,
});
const measured = {kind: 'measured', direction: 'up', size: 3, return: 0.031, abnormal: 0.0299};
const session = (answers: readonly object[]) => ({
  leftAt: '2026-02-03T21:00:00.000000Z',
  day: '2026-01-30',
  date: '2026-01-30',
  provenance: 'simulated',
  answers,
  passed: 0,
});

describe('tapewire drill', () => {
  test('without a terminal says that it needs one, and what can be piped', async () => {
    const {code, stdout, stderr} = await runProgram(['drill']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'tapewire: a drill needs a terminal to show the day and to hear the calls: run it in one; `tapewire drill --history` can be piped\n',
    );
  });

  test('--history tells each drill and all of them, as a table and as data', async () => {
    const env = makeHome();
    expect((await runProgram(['drill', '--history'], env)).stderr).toMatch(/^tapewire: no drills yet/);
    const folder = join(env['XDG_DATA_HOME'] ?? '', 'tapewire');
    mkdirSync(folder, {recursive: true});
    const lines = [
      session([{call: call('up', 3), outcome: measured}]),
      session([
        {call: call('none', 0), outcome: measured},
        {call: call('none', 0), outcome: {kind: 'unscored', why: 'confounded'}},
      ]),
    ];
    writeFileSync(join(folder, 'drills.jsonl'), `${lines.map(line => JSON.stringify(line)).join('\n')}\n{"torn`);
    const table = await runProgram(['drill', '--history'], env);
    expect(table).toMatchObject({code: 0, stderr: ''});
    expect(table.stdout.split('\n')[1]).toMatch(
      /^2026-02-03 21:00 +2026-01-30 +simulated +1 of 1 +100% \(21% to 100%\)/,
    );
    expect(table.stdout).toMatch(/\nall +2 drills +1 of 2 +50% \(9% to 91%\)/);
    const {stdout} = await runProgram(['drill', '--history', '--format', 'json'], env);
    expect(JSON.parse(stdout)).toMatchObject({
      sessions: [{day: '2026-01-30', score: {hits: {hits: 1, count: 1}}}, {score: {unscored: 1}}],
      score: {hits: {hits: 1, count: 2}, sizeError: 1.5},
    });
  });
});
