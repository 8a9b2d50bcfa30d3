import {daysFolder} from '../../settings/folders.ts';
import {listDays} from '../../tape/days.ts';
import {formatBytes} from '../../view/format.ts';
import {dayRoots} from '../day-roots.ts';
import {OK} from '../exit-code.ts';
import {listUnpacked} from '../list-unpacked.ts';
import {formatTable} from '../table.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** `days`: what can be replayed, a line each; broken days are listed with what is wrong, recordings with their size. */
export const runDays = async ({format}: {readonly format: 'table' | 'json'}): Promise<number> => {
  const days = await listDays(dayRoots(process.env));
  const recordings = await listUnpacked(daysFolder(process.env));
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify([...days, ...recordings], null, 2)}\n`);
    return OK;
  }
  if (days.length + recordings.length === 0) {
    process.stderr.write('tapewire: no days yet: make one with `tapewire record` or `tapewire import`\n');
    return OK;
  }
  const rows = days.map(day =>
    day.fault === undefined
      ? [
          day.name,
          day.date,
          day.provenance,
          count(day.trades),
          count(day.bars),
          count(day.headlines),
          day.symbols.join(' '),
          day.title,
        ]
      : [day.name, '·', 'broken', '·', '·', '·', '', day.fault],
  );
  const unpacked = recordings.map(({name, date, symbols, title, bytes, fault}) => [
    name,
    date ?? '·',
    fault === undefined ? 'recorded' : 'broken',
    '·',
    '·',
    '·',
    symbols.join(' '),
    fault ?? `${title}, ${formatBytes(bytes)} not packed yet`,
  ]);
  const head = ['day', 'date', 'made', 'trades', 'bars', 'headlines', 'symbols', 'title'];
  process.stdout.write(formatTable([head, ...rows, ...unpacked], [3, 4, 5]));
  return OK;
};
