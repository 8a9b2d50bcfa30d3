import {formatBytes, formatShare} from '../../view/format.ts';
import {OK} from '../exit-code.ts';
import {packNamed} from '../find-or-pack.ts';
import {createProgressLine} from '../progress-line.ts';

export type PackCommandOptions = {readonly salvage?: true; readonly format: 'table' | 'json'};

/** `pack`: a recording as a day; what was not whole is told on stderr, with its place. */
export const runPack = async (name: string, options: PackCommandOptions): Promise<number> => {
  const {format} = options;
  const salvage = options.salvage === true;
  const progress = createProgressLine(process.stderr);
  const onProgress = (done: number): void => progress.show(`packing ${name} ${formatShare(done)}`);
  const {path, counts, survey} = await packNamed(name, process.env, {salvage, onProgress}).finally(progress.clear);
  const {bytes, damage, torn, gaps} = survey;
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify({name, path, counts, bytes, gaps, damage, torn}, null, 2)}\n`);
    return OK;
  }
  process.stdout.write(`${name}  ${path}\n`);
  for (const {offset, length, why} of damage) progress.say(`left out ${formatBytes(length)} at byte ${offset}: ${why}`);
  if (torn > 0) progress.say(`left out ${formatBytes(torn)} at the end: the last line is not whole`);
  if (gaps > 0) progress.say(`${gaps === 1 ? '1 gap' : `${gaps} gaps`} could not be filled`);
  return OK;
};
