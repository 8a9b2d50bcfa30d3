import {formatInstant} from '../../core/instant.ts';
import {applyChange} from '../../market/apply-change.ts';
import {applyEvent} from '../../market/apply-event.ts';
import {collectChange} from '../../market/collect-change.ts';
import {createMarket} from '../../market/market.ts';
import {NO_ACTS} from '../../news/deals/manual-act.ts';
import {dealCells, dealTable} from '../../view/deal-cells.ts';
import {actRecords, dealRecord} from '../../view/deal-records.ts';
import {actedDeals, dealStates} from '../../view/deal-states.ts';
import {formatCsv} from '../csv.ts';
import {readDayActs} from '../day-acts.ts';
import {errorLine, OK} from '../exit-code.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parseWallTime} from '../parse-arguments.ts';
import {NO_HISTORY} from '../session-history.ts';
import {formatTable} from '../table.ts';

export type DealsOptions = {
  readonly at?: string;
  readonly format: 'table' | 'json' | 'csv';
  /** Whether what a person did to the deals by hand is applied. */
  readonly acts: boolean;
};

/**
 * `deals`: every deal of file and wire as it stood at a moment, the day's end when none is given, with all its events, put
 * in order as the person has done on the screen.
 */
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
    const snapshot = applyChange(undefined, collectChange(market, face));
    const {acts, problem} = options.acts ? readDayActs(day) : {acts: NO_ACTS, problem: undefined};
    if (problem !== undefined) process.stderr.write(errorLine(problem));
    const states = dealStates(snapshot, {acts});
    switch (options.format) {
      case 'table':
        process.stdout.write(states.length === 0 ? 'no deal known by then\n' : formatTable(dealTable(states), [4]));
        break;
      case 'csv':
        process.stdout.write(formatCsv(dealCells(states)));
        break;
      case 'json': {
        const {name, date, title, provenance} = info;
        const data = {
          day: {name, date, title, provenance},
          at: formatInstant(at),
          acts: actRecords(actedDeals(snapshot, {acts})),
          deals: states.map(dealRecord),
        };
        process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
      }
    }
    return OK;
  } finally {
    await day.close();
  }
};
