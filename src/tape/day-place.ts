import {readdir} from 'node:fs/promises';
import {Fault} from '../core/fault.ts';
import {safeText} from '../news/safe-text.ts';
import {DAY_NAME, MANIFEST_FILE} from './manifest.ts';

/** Fault `usage` unless `name` may name a day and its folder. */
export const checkDayName = (name: string): void => {
  if (DAY_NAME.test(name)) return;
  throw new Fault('usage', `${JSON.stringify(safeText(name, 80))} cannot name a day`, {
    remedy: 'use up to 64 letters, digits, dots, dashes and underscores, a letter or digit first',
  });
};

/** What stands where a day is to go: nothing, or an older day that may be replaced. Fault `usage` for anything else. */
export const checkPlace = async (dir: string, replace: boolean): Promise<'free' | 'day'> => {
  const standing = await readdir(dir).catch(cause => (cause?.code === 'ENOENT' ? [] : ['something else']));
  if (standing.length === 0) return 'free';
  if (replace && standing.includes(MANIFEST_FILE)) return 'day';
  throw new Fault('usage', `${safeText(dir, 500)} is there already`, {remedy: 'choose another name or remove it'});
};
