import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Fault, isFault} from '../../core/fault.ts';
import {lockRecording} from '../../tape/recording/recording-lock.ts';
import {openPageStore, type PageStore} from './page-store.ts';

/** What was fetched of a day so far, kept beside the days until the day is whole. */
export type FetchFolder = {
  /** Pages of another question lay there, and were thrown away. */
  readonly startedAnew: boolean;
  readonly openLeg: (number: number) => Promise<PageStore>;
  /** Gives it to whoever comes next; with `done`, leaves nothing behind. */
  readonly leave: (done: boolean) => Promise<void>;
};

const QUESTION_FILE = 'question.json';

const questionIn = (folder: string): Promise<string | undefined> =>
  readFile(join(folder, QUESTION_FILE), 'utf8').catch(() => undefined);

const lock = (folder: string, name: string) =>
  lockRecording(folder).catch(cause => {
    if (!isFault(cause) || cause.code !== 'tape/busy') throw cause;
    throw new Fault('tape/busy', `${name} is being fetched already`, {remedy: 'let that finish, or stop it first'});
  });

/**
 * The folder of pages of the day `name` under `root`. Pages count only for the question they answered, told by its text:
 * those of another are removed. Fault `tape/busy` while another process fetches the same day.
 */
export const openFetchFolder = async (root: string, name: string, question: string): Promise<FetchFolder> => {
  await mkdir(root, {recursive: true, mode: 0o700});
  const folder = join(root, `.fetch-${name}`);
  const unlock = await lock(folder, name);
  try {
    const before = await questionIn(folder);
    const standing = await readdir(folder).catch((): string[] => []);
    if (before !== question) {
      await rm(folder, {recursive: true, force: true});
      await mkdir(folder, {mode: 0o700});
      const draft = join(folder, `${QUESTION_FILE}.new`);
      await writeFile(draft, question, {mode: 0o600});
      await rename(draft, join(folder, QUESTION_FILE));
    }
    return {
      startedAnew: before !== question && standing.some(file => file.endsWith('.pages')),
      openLeg: number => openPageStore(join(folder, `${number}.pages`)),
      leave: async done => {
        if (done) await rm(folder, {recursive: true, force: true});
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
};
