import {vwapOf} from '../analytics/vwap.ts';
import {floorTo, type Instant, plus, SECOND} from '../core/instant.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {MadeBar} from '../feeds/wire-event.ts';
import {aggregateBars} from '../market/aggregate.ts';
import {applyEvent} from '../market/apply-event.ts';
import {createMarket, nameOf} from '../market/market.ts';
import type {BarMaker} from './bar-maker.ts';
import {emptyFile} from './empty-file.ts';
import {seriesBetween} from './series-between.ts';

const NONE: readonly MadeBar[] = [];

/** Makes a bar of each second in which a name printed, right after it. */
export const createSecondBarMaker = (day: DayInfo): BarMaker<MadeBar> => {
  const market = createMarket({file: emptyFile(day)});
  const touched = new Map<Ticker, Instant>();

  const barsOf = (symbol: Ticker, openAt: Instant): readonly MadeBar[] => {
    const endAt = plus(openAt, SECOND);
    const series = seriesBetween(nameOf(market, symbol).bars, openAt, endAt);
    return aggregateBars(series, SECOND, {from: openAt, to: endAt}).map(row => {
      const {open, high, low, close, volume, trades} = row;
      const vwap = vwapOf(row.notional, row.vwapVolume) ?? close;
      return {
        kind: 'madeBar',
        type: 's',
        symbol,
        openAt,
        receivedAt: endAt,
        open,
        high,
        low,
        close,
        volume,
        trades,
        vwap,
      };
    });
  };

  const advance = (now: Instant): readonly MadeBar[] => {
    if (touched.size === 0) return NONE;
    const bars: MadeBar[] = [];
    for (const [symbol, openAt] of touched) {
      if (plus(openAt, SECOND) > now) continue;
      touched.delete(symbol);
      bars.push(...barsOf(symbol, openAt));
    }
    return bars;
  };

  return {
    advance,
    apply: event => {
      if (event.kind !== 'trade') return NONE;
      const due = advance(event.receivedAt);
      const second = floorTo(event.at, SECOND);
      // A print of an earlier second has missed its bar.
      if (plus(second, SECOND) > event.receivedAt) touched.set(event.symbol, second);
      applyEvent(market, event);
      return due;
    },
  };
};
