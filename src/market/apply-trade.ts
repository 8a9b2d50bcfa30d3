import type {Trade} from '../core/events.ts';
import {addToBar, isCovered} from './bar-columns.ts';
import {priceOnly, ruleAt, rulesFor, type SaleRules} from './conditions.ts';
import {tallyPrint} from './day-tally.ts';
import {type Market, nameOf} from './market.ts';
import type {NameState} from './name-state.ts';
import {isPrice, isSize} from './plausible.ts';
import {addPrint, dropOldest, findPrint, isFull, venueCode} from './print-store.ts';

/** A print's rules; those of one that a bar made elsewhere counts already move prices alone. */
export const rulesIn = (state: NameState, at: number, rules: SaleRules): SaleRules =>
  isCovered(state.bars, at) ? priceOnly(rules) : rules;

/** Folds a print of the day's session, once. One that comes late goes into the bar of its own second. */
export const applyTrade = (market: Market, trade: Trade): void => {
  const {at, price, size, id} = trade;
  const {hours} = market;
  if (at < hours.preAt || at >= hours.endAt || !isPrice(price) || !isSize(size)) return;
  const state = nameOf(market, trade.symbol);
  const venue = venueCode(trade.venue, trade.tape);
  if (findPrint(state.store, id, venue) >= 0) return;
  const rules = rulesIn(state, at, rulesFor(trade.conditions, trade.tape));
  if (isFull(state.store)) letOldestGo(market, state);
  addPrint(state.store, id, venue, at, price, size, rules.id);
  tallyPrint(state.prints, hours, at, price, size, rules);
  addToBar(state.bars, at, price, size, rules);
  state.changed = true;
};

/** What can no longer be amended is added up once and for all. */
const letOldestGo = (market: Market, {store, lost}: NameState): void => {
  const slot = store.first & store.mask;
  const size = store.sizes[slot] ?? 0;
  if (size > 0) {
    const rules = ruleAt(store.rules[slot] ?? 0);
    tallyPrint(lost, market.hours, store.ats[slot] ?? 0, store.prices[slot] ?? 0, size, rules);
  }
  dropOldest(store);
};
