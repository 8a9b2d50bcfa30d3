import {readFileSync} from 'node:fs';
import {badPrints} from '../../src/analytics/bad-prints.ts';
import {previousTick} from '../../src/analytics/previous-tick.ts';
import {slotReturns} from '../../src/analytics/slot-returns.ts';
import {phaseAt, type Session, sessionOf} from '../../src/core/calendar.ts';
import {type Instant, plus, type Span, span} from '../../src/core/instant.ts';
import {type TradingDate, tradingDateAt} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';

/** The first line of a bars file: stamps in UTC label a bar's start, one line to a bar. */
export const BARS_HEADER = 'ts_utc,symbol,open,high,low,close,volume';

/** A name's regular session on its grid of slots: log returns, NaN where there is none. */
export type SessionGrid = {readonly name: string; readonly session: Session; readonly returns: Float64Array};

export type SessionGrids = {
  readonly slot: Span;
  readonly grids: readonly SessionGrid[];
  readonly badPrints: number;
  /** Sessions left out: half days, and those with bars for less than nine slots of ten. */
  readonly leftOut: number;
};

type Row = {readonly openAt: Instant; readonly name: string; readonly open: number; readonly close: number};

const rowOf = (line: string): Row | undefined => {
  const [stamp = '', name = '', open, , , close] = line.split(',');
  const openAt = parseInstant(stamp);
  return openAt === undefined ? undefined : {openAt, name, open: Number(open), close: Number(close)};
};

/** The commonest time from one bar of a name to its next. */
const slotOf = (rows: readonly Row[]): Span => {
  const steps = new Map<number, number>();
  for (const [name, own] of Map.groupBy(rows, row => row.name)) {
    if (name === '') continue;
    for (const [index, row] of own.entries()) {
      const step = row.openAt - (own[index - 1]?.openAt ?? row.openAt);
      if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
    }
  }
  return span([...steps].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0);
};

/** A bars file as grids of `slot`, or of the length its bars have. */
export const sessionGridsOf = (path: string, wanted?: Span): SessionGrids => {
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .flatMap(line => rowOf(line) ?? []);
  const length = slotOf(rows);
  const slot = wanted ?? length;
  const grids: SessionGrid[] = [];
  let [bad, leftOut] = [0, 0];
  for (const own of Map.groupBy(rows, row => `${row.name} ${tradingDateAt(row.openAt)}`).values()) {
    const first = own[0];
    const session = first === undefined ? undefined : sessionOf(tradingDateAt(first.openAt) as TradingDate);
    if (first === undefined || session === undefined) continue;
    // A stamp between two slots is of a bar still forming.
    const regular = own.filter(row => phaseAt(session, row.openAt) === 'regular' && row.openAt % length === 0);
    const most = (session.closeAt - session.openAt) / length;
    if (session.half || regular.length < 0.9 * most) {
      if (regular.length > 0) leftOut++;
      continue;
    }
    const drop = new Set(badPrints(regular.map(row => row.close)));
    bad += drop.size;
    const kept = regular.filter((_, index) => !drop.has(index));
    const priceAt = previousTick(
      kept.map(row => plus(row.openAt, length)),
      kept.map(row => row.close),
    );
    const {openAt, closeAt} = session;
    const opening = kept[0]?.openAt === openAt ? {openPrice: kept[0].open} : {};
    const count = (closeAt - openAt) / slot;
    const returns = slotReturns(priceAt, {from: openAt, slot, count, openAt, closeAt, knownAt: closeAt, ...opening});
    grids.push({name: first.name, session, returns});
  }
  return {slot, grids, badPrints: bad, leftOut};
};
