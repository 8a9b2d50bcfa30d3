import type {PriceUpdate} from '../core/events.ts';
import {addPriceToBar, isCovered} from './bar-columns.ts';
import {PRICE_ALONE} from './conditions.ts';
import {tallyPrint} from './day-tally.ts';
import {type Market, nameOf} from './market.ts';
import type {NameState} from './name-state.ts';
import {isPrice, isSize} from './plausible.ts';

/** Takes what the source counts of the day over what came before, as far as it tells. */
const tellDay = ({told}: NameState, {at, dayVolume, dayHigh, dayLow, previousClose}: PriceUpdate): void => {
  if (at < told.at) return;
  told.at = at;
  if (isSize(dayVolume)) told.volume = dayVolume;
  if (isPrice(previousClose)) told.previousClose = previousClose;
  if (isPrice(dayHigh)) told.tally.high = Math.max(told.tally.high, dayHigh);
  if (isPrice(dayLow)) told.tally.low = Math.min(told.tally.low, dayLow);
};

/**
 * Folds a look at a price of the day's session: it moves prices, bars and the day's range, and has no part in any volume nor
 * VWAP; the day's volume is the source's own count. An older look never rolls a newer price back. A second in which a print
 * of the same name is amended keeps prints alone: no source sends both.
 */
export const applyPrice = (market: Market, update: PriceUpdate): void => {
  const {at, price} = update;
  const {hours} = market;
  if (at < hours.preAt || at >= hours.endAt || !isPrice(price)) return;
  const state = nameOf(market, update.symbol);
  tallyPrint(state.told.tally, hours, at, price, 0, PRICE_ALONE);
  if (!isCovered(state.bars, at)) addPriceToBar(state.bars, at, price);
  tellDay(state, update);
  state.changed = true;
};
