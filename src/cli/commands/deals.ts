import {formatInstant} from '../../core/instant.ts';
import {applyChange} from '../../market/apply-change.ts';
import {applyEvent} from '../../market/apply-event.ts';
import {collectChange} from '../../market/collect-change.ts';
import {createMarket} from '../../market/market.ts';
import {dealCells, dealTable} from '../../view/deal-cells.ts';
import {dealRecord} from '../../view/deal-records.ts';
import {dealStates} from '../../view/deal-states.ts';
import {formatCsv} from '../csv.ts';
import {OK} from '../exit-code.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parseWallTime} from '../parse-arguments.ts';
import {NO_HISTORY} from '../session-history.ts';
import {formatTable} from '../table.ts';

export type DealsOptions = {readonly at?: string; readonly format: 'table' | 'json' | 'csv'};

/** `deals`: every deal of file and wire as it stood at a moment, the day's end when none is given, with all its events. */
export const runDeals = async (named: string | undefined, options: DealsOptions): Promise<number> => {
  const day = await openNamedDay(named, readSettings());
  try {
    const {info} = day;
    const at = options.at === undefined ? info.endAt : parseWallTime(options.at, info.date);
    const market = createMarket({
      file: {...NO_HISTORY, day: info, deals: day.deals, previousCloses: day.previousCloses},
    });
    for await (const batch of day.events.read({until: at}))
      for (const event of batch) if (event.kind === 'headline') applyEvent(market, event);
    const face = {now: at, mode: 'replay', state: 'paused', speed: 1} as const;
    const states = dealStates(applyChange(undefined, collectChange(market, face)), {acts: []});
    switch (options.format) {
      case 'table':
        process.stdout.write(states.length === 0 ? 'no deal known by then\n' : formatTable(dealTable(states), [4]));
        break;
      case 'csv':
        process.stdout.write(formatCsv(dealCells(states)));
        break;
      case 'json': {
        const {name, date, title, provenance} = info;
        const data = {day: {name, date, title, provenance}, at: formatInstant(at), deals: states.map(dealRecord)};
        process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
      }
    }
    return OK;
  } finally {
    await day.close();
  }
};
