import type {Session} from '../../core/calendar.ts';
import type {Trade} from '../../core/events.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {PackedTrade} from './row-table.ts';
import type {SortedRuns} from './sorted-runs.ts';

/** What the files hold of one session's trades. */
export type DayTrades = {
  readonly session: Session;
  /** In the order in which the file names them. */
  readonly symbols: readonly Ticker[];
  /** In order of time; a row that repeats another of its moment is left out, and said. */
  readonly rows: (onRepeat: () => void) => Generator<PackedTrade & {readonly symbol: Ticker}>;
};

/** The rows of a session out of all of a file. `names` are what rows call by number. */
export const dayTradesOf = (
  session: Session,
  symbols: readonly Ticker[],
  runs: SortedRuns,
  names: readonly Ticker[],
): DayTrades => ({
  session,
  symbols,
  rows: function* (onRepeat) {
    const seen = new Set<string>();
    let before: PackedTrade | undefined;
    const keyOf = ({name, price, size, checksum}: PackedTrade): string => `${name} ${price} ${size} ${checksum}`;
    for (const row of runs.between(session.preAt, session.endAt)) {
      if (before !== undefined && before.at === row.at) {
        if (seen.size === 0) seen.add(keyOf(before));
        if (seen.has(keyOf(row))) {
          onRepeat();
          continue;
        }
        seen.add(keyOf(row));
      } else if (seen.size > 0) seen.clear();
      before = row;
      const symbol = names[row.name];
      if (symbol !== undefined) yield {...row, symbol};
    }
  },
});

const REGULAR = Object.freeze(['@']);
const EXTENDED = Object.freeze(['@', 'T']);

/**
 * The trades as events, known the moment they happened. The files name neither id nor venue nor conditions: ids count
 * up, the venue is unknown (''), and trades outside regular hours carry the tape's own mark for that, T.
 */
export const tradesOf = function* ({session, rows}: DayTrades, onRepeat: () => void): Generator<Trade> {
  const {openAt, closeAt} = session;
  let id = 0;
  for (const {at, symbol, price, size} of rows(onRepeat)) {
    const conditions = at >= openAt && at < closeAt ? REGULAR : EXTENDED;
    yield {kind: 'trade', at, receivedAt: at, symbol, id: ++id, price, size, conditions, venue: '', tape: 'C'};
  }
};
