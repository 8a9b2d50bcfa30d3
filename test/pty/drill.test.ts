import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {temporaryFolder} from './temporary-folder.ts';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const ENTER = '\r';
/** What would tell which day it is. */
const DATE = /2026|Jan(?:uary)?\b|Friday/;

const open = (args: readonly string[], data: string): Terminal => {
  terminal = openTerminal(['drill', ...args], {env: {XDG_DATA_HOME: data}});
  return terminal;
};

describe('a blind drill', () => {
  test('hides the day, asks at each headline, scores at the end and is kept', async () => {
    const data = temporaryFolder();
    const {see, press, exited} = open(['2026-01-30', '--at', '07:58', '--speed', '3600'], data);
    const asked = await see(/Amazon in advanced talks[\s\S]*which way\?/);
    expect(asked).not.toMatch(DATE);
    expect(asked).toMatch(/DRILL 3600x/);
    expect(asked).toContain('SIMULATED TAPE');
    expect(asked).toMatch(/date hidden +08:04:0\d ET/);
    expect(asked).toMatch(/AMZN in 15 minutes, against QQQ.*: a move beyond 0\.\d\d% can be told from noise/);
    press('u');
    await see(/how far\?.*1 small to 0\.\d\d%/);
    press('3');
    await see(/called ▲ up large.*how sure\?/);
    press('9');
    // The rest is called none, until the day is over.
    let calls = 1;
    for (;;) {
      const now = await see(new RegExp(`Call ${calls + 1}\\b[\\s\\S]*which way\\?|it was 2026-01-30`));
      if (/it was 2026-01-30/.test(now)) break;
      expect(now).not.toMatch(DATE);
      press('n');
      await see(/how sure\?/);
      press(ENTER);
      calls += 1;
    }
    expect(calls).toBeGreaterThan(8);
    const score = await see(/direction +\d+ of \d+ +\d+% \(\d+% to \d+%\)/);
    expect(score).toMatch(/DRILL +it was 2026-01-30 · .* SIMULATED TAPE/);
    expect(score).toMatch(/always none +\d+ of \d+/);
    expect(score).toMatch(/08:04:0\d AMZN +▲ up large 90% +▲ up large \+\d\.\d\d% +hit/);
    press('q');
    expect((await exited).code).toBe(0);
    const kept = join(data, 'tapewire', 'drills.jsonl');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept, 'utf8').trim().split('\n')).toHaveLength(1);
    const history = open(['--history'], data);
    const told = await history.see(/all +1 drills/);
    expect(told).toMatch(/2026-01-30 +simulated +\d+ of \d+/);
  }, 120_000);
});
