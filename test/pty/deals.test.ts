import {appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {temporaryFolder} from './temporary-folder.ts';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const ENTER = '\r';

/** A day at rest, with the keys in the deals. */
const openDeals = async (env: Readonly<Record<string, string>>, day: string, at: string): Promise<Terminal> => {
  terminal?.close();
  terminal = openTerminal(['replay', day, '--at', at], {env});
  await terminal.see(/REPLAY 60x .* 1\d:\d\d:/);
  terminal.press(' ');
  await terminal.see(/PAUSED/);
  terminal.press('3');
  return terminal;
};

const leave = async ({press, exited}: Terminal): Promise<void> => {
  press('q');
  await exited;
};

/** Two programs one after the other, each with a day to open. */
const PATIENCE_MILLIS = 120_000;

describe('deals put in order by hand', {timeout: PATIENCE_MILLIS}, () => {
  test('are so when the day is opened again, in their own file for a day that comes with the program', async () => {
    const data = temporaryFolder();
    const first = await openDeals({XDG_DATA_HOME: data}, '2026-01-30', '10:10');
    await first.see(/3 Deals {2}7/);
    first.press('j');
    await first.see(/▸Amazon → OpenAI/);
    first.press('m');
    await first.see(/m Merge into/);
    first.press('anthropic');
    await first.see(text => !text.includes('◆ Nvidia → OpenAI'));
    first.press(ENTER);
    await first.see(/merged, u undoes it: Amazon → OpenAI into Amazon → Anthropic/);
    await first.see(/3 Deals {2}6/);
    await leave(first);
    expect(readdirSync(join(data, 'tapewire', 'acts'))).toEqual([
      expect.stringMatching(/^2026-01-30-[0-9a-f]{12}\.jsonl$/),
    ]);

    const again = await openDeals({XDG_DATA_HOME: data}, '2026-01-30', '12:00');
    await again.see(/3 Deals {2}6/);
    again.press('u');
    await again.see(/undone: the merge \(Amazon → OpenAI\)/);
    await again.see(/3 Deals {2}7/);
    again.press('d');
    await again.see(/2026-01-22-quiet/);
    again.press('g');
    await again.see(/ 2026-01-22-quiet .*trades/);
    again.press(ENTER);
    await again.see(/60x {3}2026-01-22 /);
    again.press('3u');
    await again.see(/nothing to undo/);
    await leave(again);
  });

  test('of a person’s own day lie beside it; a bad line is said at the opening', async () => {
    const days = temporaryFolder();
    mkdirSync(join(days, 'mine'));
    cpSync(resolve('fixtures/days/2026-01-30'), join(days, 'mine'), {recursive: true});
    const first = await openDeals({TAPEWIRE_DAYS: days}, 'mine', '10:10');
    first.press('G*');
    await first.see(/pinned, u undoes it: /);
    await leave(first);
    const path = join(days, 'mine', 'acts.jsonl');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({kind: 'pin'});
    appendFileSync(path, 'no act at all\n');
    terminal?.close();
    terminal = openTerminal(['replay', 'mine', '--at', '12:00'], {env: {TAPEWIRE_DAYS: days}});
    await terminal.see(/acts\.jsonl line 2: not JSON: left out/);
    await terminal.see(/· pinned/);
  });
});
