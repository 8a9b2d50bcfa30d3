import type {Bar} from '../../core/events.ts';
import {floorTo, type Instant, minutes, plus, type Span, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';

/** The length of the bars that a day keeps of earlier sessions. */
const HISTORY_SPAN = minutes(5);

/** A bar's event from its figures: known by its end. */
export const barOf = (figures: Omit<Bar, 'kind' | 'at' | 'receivedAt'>): Bar => {
  const at = plus(figures.openAt, figures.span);
  return {kind: 'bar', at, receivedAt: at, ...figures};
};

/** Can bars of this length be put together to those of a history? Others are kept as they are. */
const divides = (length: Span): boolean => length < HISTORY_SPAN && HISTORY_SPAN % length === 0;

const joined = (before: Bar, next: Bar): Bar => {
  const trades = before.trades + next.trades;
  const volume = before.volume + next.volume;
  const notional = before.vwap * before.volume + next.vwap * next.volume;
  return {
    ...before,
    high: Math.max(before.high, next.high),
    low: Math.min(before.low, next.low),
    close: next.close,
    volume,
    trades,
    vwap: trades > 0 && volume > 0 ? notional / volume : 0,
  };
};

const slotOf = (piece: Bar): Instant => floorTo(piece.openAt, HISTORY_SPAN);

/**
 * Bars of a history out of shorter pieces, which come in order of their start; by end and then by symbol. Longer pieces
 * stay as they are.
 */
export const joinBars = (pieces: Iterable<Bar>): readonly Bar[] => {
  const bars = new Map<string, Bar>();
  for (const piece of pieces) {
    const whole = divides(piece.span);
    const openAt = whole ? slotOf(piece) : piece.openAt;
    const key = `${piece.symbol} ${openAt}`;
    const before = bars.get(key);
    if (before !== undefined) bars.set(key, joined(before, piece));
    else bars.set(key, whole ? barOf({...piece, openAt, span: HISTORY_SPAN}) : piece);
  }
  return [...bars.values()].sort((a, b) => a.receivedAt - b.receivedAt || (a.symbol < b.symbol ? -1 : 1));
};

/** A trade as the shortest of bars, a piece for `joinBars`. */
export const pieceOf = (symbol: Ticker, openAt: Instant, price: number, volume: number): Bar =>
  barOf({
    symbol,
    openAt,
    span: span(1),
    open: price,
    high: price,
    low: price,
    close: price,
    volume,
    trades: 1,
    vwap: price,
  });
