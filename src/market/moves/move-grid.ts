import {STALE_AFTER} from '../../analytics/known-price.ts';
import type {Session} from '../../core/calendar.ts';
import {type Instant, instant, minus, plus, type Span} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {createDayGrid, type DayGrid, slotsBy} from '../reactions/day-grid.ts';
import {goodPriceAt} from '../reactions/good-price.ts';
import type {Stop} from '../reactions/horizons.ts';
import {MOVE_WAIT} from './move.ts';

/** A day's returns with nothing in them but trading: bad prints, stale prices and halts leave no return behind. */
export type MoveGrid = DayGrid & {
  /** When the price at the end of each slot was printed. */
  readonly printedAt: Float64Array;
};

export const createMoveGrid = (session: Session, slot: Span): MoveGrid => {
  const grid = createDayGrid(session, slot);
  return {...grid, printedAt: new Float64Array(grid.closes.length).fill(Number.NaN)};
};

/** Slots that can be judged at `at`. */
export const judgedBy = (session: Session, slot: Span, at: Instant): number =>
  slotsBy(session, slot, minus(at, MOVE_WAIT));

const isHalted = (stops: readonly Stop[], from: number, to: number): boolean =>
  stops.some(stop => stop.from < to && (stop.to === undefined || stop.to > from));

/** Takes in the slots up to `count`, each by what was printed until it is judged. */
export const growMoveGrid = (
  grid: MoveGrid,
  series: BarSeries | undefined,
  stops: readonly Stop[],
  session: Session,
  count: number,
): void => {
  const {slot, closes, returns, printedAt} = grid;
  for (let index = grid.filled; index < Math.min(closes.length, count); index++) {
    const from = instant(session.preAt + index * slot);
    const to = plus(from, slot);
    const price = goodPriceAt(series, to, plus(to, MOVE_WAIT));
    const [base, baseAt] = [closes[index - 1] ?? Number.NaN, printedAt[index - 1] ?? Number.NaN];
    const [close, closeAt] = [price?.price ?? Number.NaN, price?.at ?? Number.NaN];
    closes[index] = close;
    printedAt[index] = closeAt;
    const traded = baseAt >= from - STALE_AFTER && closeAt >= to - STALE_AFTER && !isHalted(stops, baseAt, closeAt);
    returns[index] = traded ? Math.log(close / base) : Number.NaN;
  }
  grid.filled = Math.max(grid.filled, Math.min(closes.length, count));
};

/** Forgets the slots from `count` on. */
export const cutMoveGrid = (grid: MoveGrid, count: number): void => {
  grid.filled = Math.max(0, Math.min(grid.filled, count));
};
