import {formatInstant} from '../../core/instant.ts';
import {wireCells, wireTable} from '../../view/wire-cells.ts';
import {tellingsInTime, wireList} from '../../view/wire-list.ts';
import {wireRecords} from '../../view/wire-records.ts';
import {formatCsv} from '../csv.ts';
import {OK} from '../exit-code.ts';
import {readSnapshotAt} from '../headless-market.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parseWallTime} from '../parse-arguments.ts';
import {formatTable} from '../table.ts';

export type WireOptions = {readonly at?: string; readonly format: 'table' | 'json' | 'csv'};

const EVERYTHING = {filter: '', headlineId: undefined, wireTopId: undefined};

/** `wire`: every headline known by a moment, the day's end when none is given, with its notes, story, stances and checked claims; and moves. */
export const runWire = async (named: string | undefined, options: WireOptions): Promise<number> => {
  const settings = readSettings();
  const day = await openNamedDay(named, settings);
  try {
    const {info} = day;
    const at = options.at === undefined ? info.endAt : parseWallTime(options.at, info.date);
    const snapshot = await readSnapshotAt(day, info.symbols, at);
    const look = {...EVERYTHING, preferences: {fundWeights: settings.values.fundWeights}};
    const lines = wireList(snapshot, look);
    const tellings = tellingsInTime(lines);
    switch (options.format) {
      case 'table':
        process.stdout.write(formatTable(wireTable(tellings, info), [3, 4]));
        break;
      case 'csv':
        process.stdout.write(formatCsv(wireCells(snapshot, tellings)));
        break;
      case 'json': {
        const {name, date, title, provenance} = info;
        const data = {
          day: {name, date, title, provenance},
          at: formatInstant(at),
          ...wireRecords(snapshot, lines, tellings),
        };
        process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
      }
    }
    return OK;
  } finally {
    await day.close();
  }
};
