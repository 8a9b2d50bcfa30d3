import {Fault} from '../../core/fault.ts';
import {daysFolder} from '../../settings/folders.ts';
import {importDay} from '../../tape/import/import-day.ts';
import {FAILED, OK} from '../exit-code.ts';

export type ImportOptions = {
  readonly name: string;
  readonly trades?: string;
  readonly bars?: string;
  readonly news?: string;
  readonly strict?: true;
  readonly format: 'table' | 'json';
};

/** `import`: days out of files. What was left out is listed on stderr with file, line and reason. */
export const runImport = async (options: ImportOptions): Promise<number> => {
  const {name, trades, bars, news, strict = false, format} = options;
  if (trades === undefined && bars === undefined && news === undefined) {
    throw new Fault('usage', 'nothing to import', {remedy: 'give --trades, --bars or --news'});
  }
  const report = await importDay({name, trades, bars, news, strict, root: daysFolder(process.env)});
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    for (const day of report.days) process.stdout.write(`${day.name}  ${day.path}\n`);
    for (const row of report.rejected) process.stderr.write(`${row.file}:${row.line}: ${row.reason}\n`);
  }
  return report.days.length > 0 ? OK : FAILED;
};
