import type {Session} from '../../core/calendar.ts';
import {Fault} from '../../core/fault.ts';
import {HOUR, type Instant, type Span, span} from '../../core/instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {safeText} from '../../news/safe-text.ts';
import {findBarSpan} from './find-bar-span.ts';
import {formatSpan} from './format-span.ts';
import {parseDecimal, parseTime} from './parse-fields.ts';
import {readCsv} from './read-csv.ts';
import type {Rejections} from './rejection.ts';
import {createSessionLookup} from './session-lookup.ts';

/** One bar of a file, by its start. */
export type BarRow = {
  readonly line: number;
  readonly session: Session;
  readonly openAt: Instant;
  readonly symbol: Ticker;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** The bars that can be used, by start and then as in the file, and the length that all of them have. */
export type BarRows = {readonly span: Span; readonly rows: readonly BarRow[]; readonly duplicates: number};

const COLUMNS = ['ts_utc', 'symbol', 'open', 'high', 'low', 'close', 'volume'];
const LONGEST_SPAN = span(4 * HOUR);

/** What is wrong with a bar's figures, or undefined. */
const faultOf = ({open, high, low, close, volume}: Pick<BarRow, 'open' | 'high' | 'low' | 'close' | 'volume'>) => {
  if (!(open > 0 && high > 0 && low > 0 && close > 0)) return 'not a price';
  if (!(volume >= 0)) return 'not a volume';
  if (high < Math.max(open, close, low)) return 'the high is not the highest';
  return low > Math.min(open, close) ? 'the low is not the lowest' : undefined;
};

const readRows = async (path: string, rejections: Rejections): Promise<BarRow[]> => {
  const rows: BarRow[] = [];
  const sessionOfRow = createSessionLookup();
  for await (const {line, fields} of readCsv(path, COLUMNS, rejections)) {
    const [time = '', name = '', ...figures] = fields;
    const openAt = parseTime(time);
    const symbol = parseTicker(name);
    const [open = 0, high = 0, low = 0, close = 0, volume = 0] = figures.map(parseDecimal);
    const fault = faultOf({open, high, low, close, volume});
    if (openAt === undefined) rejections.bad(path, line, `ts_utc is no time: ${time}`);
    else if (symbol === undefined) rejections.bad(path, line, `not a symbol: ${name}`);
    else if (fault !== undefined) rejections.bad(path, line, `${fault}: ${figures.join(',')}`);
    else {
      const session = sessionOfRow(openAt);
      if (session !== undefined) rows.push({line, session, openAt, symbol, open, high, low, close, volume});
      else rejections.outside(path, line, `outside any session (04:00 to 20:00 New York): ${time}`);
    }
  }
  return rows.sort((a, b) => a.openAt - b.openAt || a.line - b.line);
};

const same = (a: BarRow, b: BarRow): boolean =>
  a.open === b.open && a.high === b.high && a.low === b.low && a.close === b.close && a.volume === b.volume;

/**
 * A bars CSV. The length of its bars is the most common gap between them; what does not start on their grid (a bar
 * still forming when the file was made) is rejected, and of two bars for one slot the later row. Fault `import/row` when
 * no length can be found or it is too long to be replayed.
 */
export const readBars = async (path: string, rejections: Rejections): Promise<BarRows> => {
  const all = await readRows(path, rejections);
  const grid = findBarSpan(all);
  if (all.length > 0 && (grid === undefined || grid.span > LONGEST_SPAN)) {
    const what =
      grid === undefined
        ? 'the bars are too few to tell their length'
        : `${formatSpan(grid.span)} bars cannot be replayed`;
    throw new Fault('import/row', `${safeText(path, 500)}: ${what}`, {
      remedy: 'give bars of one length, up to 4 hours',
    });
  }
  const length = grid?.span ?? span(0);
  const kept = new Map<string, BarRow>();
  let duplicates = 0;
  for (const row of all) {
    const key = `${row.symbol} ${row.openAt}`;
    const before = kept.get(key);
    if (row.openAt % length !== grid?.offset) {
      rejections.bad(path, row.line, `does not start on the grid of ${formatSpan(length)} bars`);
    } else if (before === undefined) kept.set(key, row);
    else if (same(before, row)) duplicates++;
    else rejections.bad(path, row.line, `another bar for the slot of line ${before.line}`);
  }
  return {span: length, rows: [...kept.values()], duplicates};
};
