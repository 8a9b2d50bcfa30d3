import type {Bar} from '../core/events.ts';
import {plus} from '../core/instant.ts';
import {putForeignBar} from './bar-columns.ts';
import {barNotional, createDayTally, tallyBar} from './day-tally.ts';
import {type Market, nameOf} from './market.ts';
import type {NameState} from './name-state.ts';
import {isPrice, isVolume} from './plausible.ts';

/** Whether a bar's figures can be true, each by itself and all together. */
const isWhole = ({open, high, low, close, volume, vwap}: Bar): boolean =>
  isPrice(low) &&
  isPrice(high) &&
  (vwap === 0 || isPrice(vwap)) &&
  low <= Math.min(open, close) &&
  high >= Math.max(open, close) &&
  isVolume(volume);

/**
 * Folds a bar made elsewhere where no prints are at hand: it is taken unless it overlaps a bar made of prints, and a
 * second edition of it (a late trade was added at the source) takes the place of the first.
 */
export const applyBar = (market: Market, bar: Bar): void => {
  const {openAt, open, high, low, close, volume} = bar;
  const {hours} = market;
  const endAt = plus(openAt, bar.span);
  if (openAt < hours.preAt || endAt > hours.endAt || bar.span <= 0 || !isWhole(bar)) return;
  const state = nameOf(market, bar.symbol);
  const notional = barNotional(bar);
  const row = {openAt, endAt, open, high, low, close, volume, trades: bar.trades, notional, vwapVolume: volume};
  const earlier = state.bars.length;
  if (!putForeignBar(state.bars, row)) return;
  if (state.bars.length > earlier) tallyBar(state.fromBars, hours, row);
  else retallyBars(market, state);
  state.changed = true;
};

/** What a replaced bar had added cannot be taken out of highs and lows: the bars are added up anew. */
const retallyBars = (market: Market, state: NameState): void => {
  const {bars} = state;
  state.fromBars = createDayTally();
  for (let index = 0; index < bars.length; index++) {
    if (bars.foreign[index] !== 1) continue;
    tallyBar(state.fromBars, market.hours, {
      openAt: bars.openAt[index] ?? 0,
      endAt: bars.endAt[index] ?? 0,
      open: bars.open[index] ?? 0,
      high: bars.high[index] ?? 0,
      low: bars.low[index] ?? 0,
      close: bars.close[index] ?? 0,
      volume: bars.volume[index] ?? 0,
      trades: bars.trades[index] ?? 0,
      notional: bars.notional[index] ?? 0,
    });
  }
};
