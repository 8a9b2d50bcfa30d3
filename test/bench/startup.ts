import {spawnSync} from 'node:child_process';
import {openTerminal} from '../pty/terminal.ts';
import {median} from './table.ts';

const ROUNDS = 7;

export type StartupRow = {
  readonly size: string;
  /** Milliseconds of wall time. */
  readonly node: number;
  readonly frame: number;
  readonly prices: number;
};

const millis = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e6;

const bareNode = (): number => {
  const from = process.hrtime.bigint();
  spawnSync(process.execPath, ['-e', '']);
  return millis(from);
};

const opened = async (columns: number, rows: number): Promise<{frame: number; prices: number}> => {
  const from = process.hrtime.bigint();
  const terminal = openTerminal([], {columns, rows});
  await terminal.see(/1 Watch/);
  const frame = millis(from);
  await terminal.see(/AMZN +24\d\.\d\d/);
  const prices = millis(from);
  terminal.close();
  return {frame, prices};
};

/** From starting the process to the first whole frame, and to the first prices on it, beside a Node that does nothing. */
export const measureStartup = async (columns: number, rows: number): Promise<StartupRow> => {
  await opened(columns, rows);
  const rounds: {node: number; frame: number; prices: number}[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({node: bareNode(), ...(await opened(columns, rows))});
  return {
    size: `${columns}x${rows}`,
    node: median(rounds.map(round => round.node)),
    frame: median(rounds.map(round => round.frame)),
    prices: median(rounds.map(round => round.prices)),
  };
};
