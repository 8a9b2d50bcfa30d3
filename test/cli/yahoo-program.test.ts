import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {makeHome, runProgram} from './run-program.ts';

const BUNDLE = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
const NOTICE = /^yahoo: unofficial, for personal use only: [^\n]+$/m;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const start = (args: readonly string[], env: Readonly<Record<string, string>> = makeHome()) => {
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    env: {...process.env, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said: string[] = [];
  child.stdout.on('data', data => said.push(String(data)));
  child.stderr.on('data', data => said.push(String(data)));
  const until = (pattern: RegExp): Promise<string> =>
    vi.waitFor(
      () => {
        const found = pattern.exec(said.join(''));
        if (found === null) throw new Error(`not said: ${pattern} in ${said.join('')}`);
        return found[1] ?? found[0];
      },
      {timeout: 30_000},
    );
  const end = async (): Promise<number | null> => {
    const exited = once(child, 'exit');
    child.kill('SIGINT');
    return (await exited)[0] as number | null;
  };
  return {until, end, said: () => said.join('')};
};

describe('Yahoo’s stream', {timeout: 90_000}, () => {
  test('served by the program is watched and recorded by it, which says what it is', async () => {
    const served = start(['serve', '2026-01-30', '--protocol', 'yahoo', '--port', '0', '--speed', '60']);
    const host = await served.until(/^prices +(ws:\S+)$/m);
    const chosen = ['--feed', 'yahoo', '--host', host, '--symbols', 'AMZN,MSFT'];
    const home = makeHome();
    const record = start(['record', ...chosen], home);
    await record.until(NOTICE);
    await record.until(/yahoo\/unofficial-snapshots +live/);
    const plain = start(['watch', '--plain', ...chosen]);
    await plain.until(NOTICE);
    await plain.until(/yahoo\/unofficial-snapshots/);
    await vi.waitFor(() => expect(record.said()).toMatch(/yahoo\/unofficial-snapshots/), 30_000);
    expect(await record.end()).toBe(0);
    expect(record.said()).toMatch(/[1-9]\d* prices/);
    const [file] = readdirSync(home['TAPEWIRE_DAYS'] ?? '').filter(name => name.endsWith('.rec'));
    expect(file).toMatch(/^\d{4}-\d\d-\d\d-yahoo-unofficial-via-/);
    const packed = await runProgram(['pack', file?.replace('.rec', '') ?? ''], home);
    expect([packed.code, packed.stderr]).toEqual([0, expect.not.stringContaining('tapewire:')]);
    await plain.end();
    await served.end();
  });

  test('is not relayed, and brings no news', async () => {
    const relay = await runProgram(['relay', '--feed', 'yahoo', '--symbols', 'AMZN']);
    expect([relay.code, relay.stderr]).toEqual([2, expect.stringMatching(/not relayed/)]);
    const news = await runProgram(['watch', '--feed', 'yahoo', '--news', 'yahoo', '--plain']);
    expect([news.code, news.stderr]).toEqual([2, expect.stringMatching(/no news from "yahoo"/)]);
  });

  test('is known to doctor as what it is', async () => {
    const {stdout} = await runProgram(['doctor']);
    expect(stdout).toMatch(/· +yahoo +hosts +not tried: not in use; unofficial, for personal use only/);
    const help = await runProgram(['watch', '--help']);
    expect(help.stdout.replace(/\s+/g, ' ')).toMatch(/yahoo is unofficial, for personal use only/);
  });
});
