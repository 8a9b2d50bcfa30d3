import {createHash} from 'node:crypto';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {Fault} from '../core/fault.ts';
import type {Feed} from '../engine/ports.ts';
import {takeLock, type Unlock} from '../tape/take-lock.ts';

export type Account = {
  /** Where locks are kept; made if it is not there. */
  readonly folder: string;
  /** Names the account; no part of it is written down. */
  readonly keyId: string;
  /** The addresses of its streams: one connection each is all that it may have. */
  readonly urls: readonly string[];
};

const busy = (url: string, pid: number): Fault =>
  new Fault('feed/limit', `process ${pid} is connected to ${new URL(url).host} with the same keys`, {
    remedy: `stop it first (kill ${pid}), or share it: one \`tapewire relay\`, and screens with \`tapewire watch --relay 127.0.0.1\``,
  });

const lockStream = async ({folder, keyId}: Account, url: string): Promise<Unlock> => {
  await mkdir(folder, {recursive: true, mode: 0o700});
  const name = createHash('sha256').update(`${keyId}\n${url}`).digest('hex').slice(0, 24);
  return takeLock(join(folder, name), pid => busy(url, pid));
};

/**
 * The feed, once nobody else on this machine holds the account, and held until it ends: two that connect with one account
 * throw each other out in turn. Fault `feed/limit` names the process that has it.
 */
export const holdAccount = (feed: Feed, account: Account): Feed =>
  async function* (signal) {
    const unlocks: Unlock[] = [];
    try {
      for (const url of account.urls) unlocks.push(await lockStream(account, url));
      yield* feed(signal);
    } finally {
      for (const unlock of unlocks) await unlock();
    }
  };
