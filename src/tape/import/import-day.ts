import {basename, join} from 'node:path';
import {Fault} from '../../core/fault.ts';
import {span} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {safeText} from '../../news/safe-text.ts';
import {checkDayName, checkPlace} from '../day-place.ts';
import {storedCounts, type TapeCounts} from '../kinds/tape-counts.ts';
import {writeDay} from '../write-day.ts';
import {draftDays} from './day-drafts.ts';
import {formatSpan} from './format-span.ts';
import {planDays, type Sources} from './plan-days.ts';
import {readBars} from './read-bars.ts';
import {readNews} from './read-news.ts';
import {readTrades} from './read-trades.ts';
import {createRejections, type Rejection} from './rejection.ts';
import {createSortedRuns, type SortedRuns} from './sorted-runs.ts';

export type ImportOrder = {
  readonly name: string;
  readonly trades?: string | undefined;
  readonly bars?: string | undefined;
  readonly news?: string | undefined;
  /** The folder that holds days; made, for its owner alone, when it is not there. */
  readonly root: string;
  /** Stop at the first bad row. */
  readonly strict?: boolean | undefined;
  /** Put new days in the place of older ones of their names. */
  readonly replace?: boolean | undefined;
  /** How many trades are held in memory at a time; the others wait on disk, under `root`. */
  readonly rowsHeld?: number | undefined;
};

/** A day that an import made. */
export type ImportedDay = {
  readonly name: string;
  readonly path: string;
  readonly date: TradingDate;
  readonly counts: TapeCounts;
};

export type ImportReport = {
  readonly days: readonly ImportedDay[];
  /** Rows that repeated another and were left out. */
  readonly duplicates: number;
  /** Bars left out because the files hold the trades of that name and day. */
  readonly covered: number;
  /** How many rows were rejected; `rejected` lists the first of them. */
  readonly rejectedCount: number;
  readonly rejected: readonly Rejection[];
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const madeOf = ({trades, bars, news}: ImportOrder, sources: Sources): string => {
  const files = [
    trades && basename(trades),
    bars && `${basename(bars)} (${formatSpan(sources.bars.span)} bars)`,
    news && basename(news),
  ];
  return safeText(`Imported from ${files.filter(file => file !== undefined).join(', ')}.`, 1_000);
};

const makeDays = async (order: ImportOrder, runs: SortedRuns): Promise<ImportReport> => {
  const rejections = createRejections(order.strict === true);
  const sources: Sources = {
    trades: order.trades === undefined ? new Map() : await readTrades(order.trades, rejections, runs),
    bars: order.bars === undefined ? {span: span(0), rows: [], duplicates: 0} : await readBars(order.bars, rejections),
    news: order.news === undefined ? {rows: [], duplicates: 0} : await readNews(order.news, rejections),
    newsPath: order.news ?? '',
  };
  const planned = planDays(sources, rejections);
  const {count, first} = rejections.list();
  if (planned.length === 0) {
    const [row] = first;
    const why = row === undefined ? 'the files are empty' : `${row.file}:${row.line}: ${row.reason}`;
    throw new Fault('import/row', `no row can be used (${why})`, {
      remedy: 'see `tapewire import --help` for the columns',
    });
  }
  const nameOf = (date: TradingDate): string => (planned.length === 1 ? order.name : `${order.name}-${date}`);
  const replace = order.replace === true;
  for (const {session} of planned) {
    checkDayName(nameOf(session.date));
    await checkPlace(join(order.root, nameOf(session.date)), replace);
  }
  const days: ImportedDay[] = [];
  let repeated = 0;
  const onRepeat = (): void => {
    repeated += 1;
  };
  const made = madeOf(order, sources);
  for (const draft of draftDays(planned, {nameOf, made, span: sources.bars.span, onRepeat})) {
    const path = join(order.root, draft.name);
    const {name, date, counts} = await writeDay(path, draft, {private: true, replace});
    days.push({name, path, date, counts: storedCounts(counts)});
  }
  return {
    days,
    duplicates: sources.bars.duplicates + sources.news.duplicates + repeated,
    covered: sources.bars.rows.length - sum(planned.map(day => day.bars.length)),
    rejectedCount: count,
    rejected: first,
  };
};

/**
 * Makes days out of trades, bars and news: `name` when the files hold one New York day, else `name-YYYY-MM-DD` each. Fault
 * `usage` for a name or place that cannot be, `import/row` when nothing could be used or, with `strict`, at a bad row.
 */
export const importDay = async (order: ImportOrder): Promise<ImportReport> => {
  checkDayName(order.name);
  const runs = createSortedRuns(order.root, order.rowsHeld);
  try {
    return await makeDays(order, runs);
  } finally {
    runs.close();
  }
};
