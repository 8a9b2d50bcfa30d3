import type {PriceUpdate, TapeEvent} from '../../core/events.ts';
import {floorTo, type Instant, plus, SECOND} from '../../core/instant.ts';
import type {DayInfo} from '../../core/provenance.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {WireEvent} from '../../feeds/wire-event.ts';
import {applyEvent} from '../../market/apply-event.ts';
import {figuresOf} from '../../market/figures.ts';
import {createMarket, nameOf} from '../../market/market.ts';
import type {BarMaker} from '../bar-maker.ts';
import {emptyFile} from '../empty-file.ts';

const NONE: readonly WireEvent[] = [];

const MOVES: Readonly<Partial<Record<TapeEvent['kind'], true>>> = {
  trade: true,
  bar: true,
  correction: true,
  cancel: true,
};

/**
 * Looks at each name that moved, once a second, as Yahoo does: what it costs then, and the day so far. A name whose looks are
 * on the tape itself gets those alone.
 */
export const createLookMaker = (day: DayInfo): BarMaker => {
  const market = createMarket({file: emptyFile(day)});
  const moved = new Set<Ticker>();
  const given = new Set<Ticker>();
  let lookAt: Instant | undefined;

  const look = (symbol: Ticker, receivedAt: Instant): readonly PriceUpdate[] => {
    const {last, extendedLast, volume, high, low} = figuresOf(symbol, nameOf(market, symbol), undefined);
    const latest =
      last === undefined || (extendedLast !== undefined && extendedLast.at > last.at) ? extendedLast : last;
    if (latest === undefined) return [];
    const told = {dayVolume: volume, dayHigh: high ?? 0, dayLow: low ?? 0, previousClose: 0};
    return [{kind: 'price', symbol, at: latest.at, receivedAt, price: latest.price, ...told}];
  };

  const advance = (now: Instant): readonly WireEvent[] => {
    if (lookAt === undefined || now < lookAt) return NONE;
    const at = lookAt;
    lookAt = plus(floorTo(now, SECOND), SECOND);
    const looks = [...moved].sort().flatMap(symbol => look(symbol, at));
    moved.clear();
    return looks;
  };

  return {
    advance,
    apply: event => {
      lookAt ??= plus(floorTo(event.receivedAt, SECOND), SECOND);
      const due = advance(event.receivedAt);
      if (event.kind === 'price') given.add(event.symbol);
      if (MOVES[event.kind] !== true || !('symbol' in event) || given.has(event.symbol)) return due;
      moved.add(event.symbol);
      applyEvent(market, event);
      return due;
    },
  };
};
