import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import {sessionAt} from '../../src/core/calendar.ts';
import {instant, minutes, plus, toMillis} from '../../src/core/instant.ts';
import {recordedEvents} from '../../src/feeds/alpaca/recorded.ts';
import {readRecording} from '../../src/tape/recording/read-recording.ts';
import {openTerminal, type Terminal} from '../pty/terminal.ts';
import {millisOf, PACED_SYMBOLS} from './paced-price.ts';

/** What a frame may be late. */
const LONGEST_LAG_MILLIS = 250;
const KEYS = {APCA_API_KEY_ID: 'PKBENCH', APCA_API_SECRET_KEY: 'bench-secret'};

export type StalledRow = {
  readonly minutes: number;
  readonly sent: number;
  /** Trades in the recording, each of them once and in order. */
  readonly recorded: number;
  /** From a frame's being sent to its receipt, by the same clock, in milliseconds; `over` is how many frames took more than 250. */
  readonly lag: {readonly p50: number; readonly p99: number; readonly most: number; readonly over: number};
  /** The yardstick: how late a process of this machine with nothing else to do was woken meanwhile, in milliseconds. */
  readonly idle: {readonly p99: number; readonly most: number};
  /** From the moment at which the terminal takes something again to a price on it that was sent after that. */
  readonly caughtUpMillis: number;
  /** Of the whole program, MiB: after a quarter of the time, and at the end. */
  readonly quarter: number;
  readonly end: number;
};

const wait = (millis: number): Promise<void> => new Promise(resolve => setTimeout(resolve, millis));

/** What the clocks of both processes are put forward by, so that it is always ten in the morning of a session. */
const toSession = (): number => {
  const now = Date.now();
  const {openAt} = sessionAt(instant(now * 1_000));
  return toMillis(plus(openAt, minutes(30))) - now;
};

/** A module that is loaded before the program, in each of its threads. */
const preload = (shift: number): string =>
  `--import=data:text/javascript,${encodeURIComponent(`const now=Date.now;Date.now=()=>now()+${shift}`)}`;

/** MiB; NaN where there is no /proc. */
const residentOf = (pid: number): number => {
  const path = `/proc/${pid}/status`;
  return existsSync(path) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1]) / 1_024 : Number.NaN;
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Reads a recording back as the program does: how many trades there are up to the first that is not in its place, and each frame's lag. */
const readBack = async (path: string): Promise<{recorded: number; lag: StalledRow['lag']}> => {
  let recorded = 0;
  let broken = false;
  const lags: number[] = [];
  for await (const entries of readRecording(path)) {
    for (const entry of entries) {
      if (entry.kind !== 'message') throw new Error(`${entry.kind} at byte ${entry.offset}`);
      const events = recordedEvents(entry.message);
      for (const event of events) {
        if (event.kind !== 'trade') continue;
        broken ||= event.id !== recorded;
        if (!broken) recorded += 1;
      }
      const [first] = events;
      if (first?.kind === 'trade') lags.push((entry.message.receivedAt - first.at) / 1_000);
    }
  }
  lags.sort((a, b) => a - b);
  const over = lags.length - (lags.findLastIndex(lag => lag <= LONGEST_LAG_MILLIS) + 1);
  return {recorded, lag: {p50: quantile(lags, 0.5), p99: quantile(lags, 0.99), most: lags.at(-1) ?? Number.NaN, over}};
};

const PRICE = new RegExp(`${PACED_SYMBOLS[0]} +(\\d+\\.\\d\\d)`);
const priceOn = (text: string): number => Number(PRICE.exec(text)?.[1] ?? Number.NaN);

/** Memory once a second while the terminal takes nothing. */
const stalledFor = async (span: number, {pid}: Terminal): Promise<readonly number[]> => {
  const resident: number[] = [];
  const until = Date.now() + span;
  while (Date.now() < until) {
    await wait(1_000);
    resident.push(residentOf(pid));
  }
  return resident;
};

/** So many trades a second into the built program, which records them, in a terminal that takes nothing for so many minutes. */
export const measureStalled = async (perSecond: number, length: number): Promise<StalledRow> => {
  const days = mkdtempSync(join(tmpdir(), 'tapewire-stalled-'));
  const shift = toSession();
  const file = import.meta.url.endsWith('.js') ? './paced-server.js' : './paced-server.ts';
  const server: ChildProcess = fork(new URL(file, import.meta.url), [String(perSecond)], {
    execArgv: [preload(shift)],
  });
  const [{port}] = (await once(server, 'message')) as [{port: number}];
  const args = ['watch', '--record', '--feed', 'alpaca', '--source', 'sip', '--news', 'none'];
  const terminal = openTerminal([...args, '--symbols', PACED_SYMBOLS.join(), '--host', `ws://127.0.0.1:${port}`], {
    env: {...KEYS, TAPEWIRE_DAYS: days, NODE_OPTIONS: preload(shift)},
  });
  const [{startedAt}] = (await once(server, 'message')) as [{startedAt: number}];
  await terminal.see(PRICE);
  terminal.stall();
  const idle = monitorEventLoopDelay({resolution: 1});
  idle.enable();
  const resident = await stalledFor(length * 60_000, terminal);
  idle.disable();
  const resumedAt = Date.now();
  terminal.resume();
  await terminal.see(text => millisOf(priceOn(text)) > resumedAt + shift - startedAt, 'a price sent since');
  const caughtUpMillis = Date.now() - resumedAt;
  server.send('stop');
  const [{sent, price}] = (await once(server, 'message')) as [{sent: number; price: number}];
  await terminal.see(text => priceOn(text) === price, 'the last price');
  terminal.press('q');
  await terminal.exited;
  terminal.close();
  server.disconnect();
  const {recorded, lag} = await readBack(join(days, readdirSync(days).find(name => name.endsWith('.rec')) ?? ''));
  rmSync(days, {recursive: true});
  return {
    minutes: length,
    sent,
    recorded,
    lag,
    idle: {p99: idle.percentile(99) / 1e6, most: idle.max / 1e6},
    caughtUpMillis,
    quarter: resident[Math.floor(resident.length / 4)] ?? Number.NaN,
    end: resident.at(-1) ?? Number.NaN,
  };
};
