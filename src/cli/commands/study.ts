import {Fault} from '../../core/fault.ts';
import type {DayInfo} from '../../core/provenance.ts';
import {ticker} from '../../core/ticker.ts';
import type {BenchmarkChoice} from '../../market/reactions/benchmark.ts';
import {HORIZONS} from '../../market/reactions/horizons.ts';
import type {ModelChoice} from '../../market/reactions/reaction-options.ts';
import {reactionsOf} from '../../market/reactions/reactions-of.ts';
import {studyOf} from '../../market/study/study.ts';
import {nearNames} from '../../tape/near-names.ts';
import {watchedSymbol} from '../../view/reactions.ts';
import {studyReport} from '../../view/report/study-report.ts';
import {studyCard} from '../../view/study/study-card.ts';
import {studyCells} from '../../view/study/study-cells.ts';
import {studyRecords} from '../../view/study/study-records.ts';
import {eventOf, type StudyScope} from '../../view/study/study-scope.ts';
import {studyTable} from '../../view/study/study-table.ts';
import {formatCsv} from '../csv.ts';
import {readDayActs} from '../day-acts.ts';
import {errorLine, OK} from '../exit-code.ts';
import {readSnapshotAt} from '../headless-market.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parseSymbols, parseWallTime, watchedSymbols} from '../parse-arguments.ts';
import {parseHorizons} from '../parse-horizons.ts';
import {writeReport} from '../write-report.ts';

export type StudyOptions = {
  readonly at?: string;
  readonly headline?: string;
  readonly symbols?: string;
  readonly horizons?: string;
  readonly benchmark: BenchmarkChoice;
  readonly model: ModelChoice;
  readonly format: 'table' | 'json' | 'csv';
  readonly report?: string;
  readonly force?: boolean;
};

/** The day with the fund that was chosen as its benchmark; Fault when its tape lacks it. */
const heldAgainst = (info: DayInfo, choice: BenchmarkChoice): DayInfo => {
  if (choice !== 'QQQ' && choice !== 'SPY') return info;
  const fund = ticker(choice);
  if (info.benchmark === fund || info.symbols.includes(fund)) return {...info, benchmark: fund};
  throw new Fault('usage', `no ${choice} on the tape of ${info.name}`, {
    remedy: 'write --benchmark auto, names or none',
  });
};

const checkModel = ({model, benchmark}: StudyOptions): void => {
  if (benchmark === 'none' && (model === 'market' || model === 'market-adjusted'))
    throw new Fault('usage', `a ${model} model needs a benchmark`, {remedy: 'leave out --benchmark none'});
};

/** What a person wrote to get the same again. */
const commandLine = (day: string, {report: _, force: __, ...options}: StudyOptions, named: readonly string[]): string =>
  [
    `tapewire study ${day}`,
    ...named.flatMap(name => {
      const value = (options as Readonly<Record<string, string | undefined>>)[name];
      return value === undefined || value === 'auto' || value === 'table' ? [] : [`--${name} ${value}`];
    }),
    '--report FILE',
  ].join(' ');

const REPEATED = ['at', 'headline', 'symbols', 'horizons', 'benchmark', 'model'];

/** A shorter id is near to any other. */
const LEAST_ID = 4;

const checkHeadline = ({study, snapshot}: StudyScope, id: string): void => {
  if (eventOf(study, id) !== undefined) return;
  const ids = snapshot.wire.map(({headline}) => headline.id);
  const near = id.length < LEAST_ID ? [] : nearNames(id, ids);
  throw new Fault('usage', `no headline ${JSON.stringify(id)} by then`, {
    remedy:
      near.length > 0
        ? `did you mean ${near.join(' or ')}`
        : `list them with \`tapewire wire ${snapshot.file.day.name} --format csv\``,
  });
};

/** `study`: what every watched name did after every headline known by a moment, the day's end when none is given. */
export const runStudy = async (named: string | undefined, options: StudyOptions): Promise<number> => {
  const horizons = options.horizons === undefined ? HORIZONS.map(({name}) => name) : parseHorizons(options.horizons);
  const asked = options.symbols === undefined ? undefined : parseSymbols(options.symbols);
  checkModel(options);
  const settings = readSettings();
  const day = await openNamedDay(named, settings);
  try {
    const info = heldAgainst(day.info, options.benchmark);
    const at = options.at === undefined ? info.endAt : parseWallTime(options.at, info.date);
    const symbols = watchedSymbols(info, asked);
    const snapshot = await readSnapshotAt({...day, info}, symbols, at);
    const {benchmark, model, headline: headlineId} = options;
    const book = reactionsOf(snapshot, {weights: settings.values.fundWeights, benchmark, model});
    const study = studyOf(snapshot, book, item => watchedSymbol(snapshot, item));
    const scope: StudyScope = {snapshot, study, horizons, benchmark, model, headlineId};
    if (headlineId !== undefined) checkHeadline(scope, headlineId);
    if (options.report !== undefined) {
      const {acts, problem} = readDayActs(day);
      if (problem !== undefined) process.stderr.write(errorLine(problem));
      const page = studyReport({scope, book, acts, command: commandLine(info.name, options, REPEATED)});
      await writeReport(options.report, page, options.force === true);
      return OK;
    }
    process.stdout.write(printed(scope, options.format));
    return OK;
  } finally {
    await day.close();
  }
};

const printed = (scope: StudyScope, format: StudyOptions['format']): string => {
  const {study, headlineId, snapshot} = scope;
  if (format === 'csv') return formatCsv(studyCells(studyRecords(scope)));
  if (format === 'json') {
    const {name, date, title, provenance} = snapshot.file.day;
    return `${JSON.stringify({day: {name, date, title, provenance}, ...studyRecords(scope)}, null, 2)}\n`;
  }
  const event = headlineId === undefined ? undefined : eventOf(study, headlineId);
  const lines = event === undefined ? studyTable(scope) : studyCard(event, scope);
  return `${lines.join('\n')}\n`;
};
