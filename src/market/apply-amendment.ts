import type {Cancel, Correction, Print} from '../core/events.ts';
import {SECOND} from '../core/instant.ts';
import {rulesIn} from './apply-trade.ts';
import {addToBar, adjustBarVolume, remakeBar} from './bar-columns.ts';
import {ruleAt, rulesFor, type SaleRules} from './conditions.ts';
import {tallyPrint, tallyVolume} from './day-tally.ts';
import {type Market, nameOf} from './market.ts';
import type {NameState} from './name-state.ts';
import {isPrice, isSize} from './plausible.ts';
import {addAlias, findPrint, venueCode} from './print-store.ts';

/** Orders below a round lot carry condition I: the price of such a print counts nowhere. */
const ROUND_LOT = 100;

/**
 * Puts another print in the place of one that was folded: same time, same place in the order. While the store holds
 * the print, everything is as if it had come corrected. Of one let go (see MOST_PRINTS) the day's volume and VWAP are
 * put right; of one never seen, nothing is.
 */
export const applyCorrection = (market: Market, event: Correction): void => {
  const state = nameOf(market, event.symbol);
  const venue = venueCode(event.venue, event.tape);
  const seq = findPrint(state.store, event.originalId, venue);
  const {corrected} = event;
  if (!isPrint(corrected)) return;
  const rules = rulesFor(corrected.conditions, event.tape);
  if (seq < 0) {
    const {original} = event;
    if (!isPrint(original) || !isLostOnce(state, venue, event.originalId)) return;
    tallyLost(state, original, rulesFor(original.conditions, event.tape), -1);
    tallyLost(state, corrected, rules, 1);
  } else {
    if (event.correctedId !== event.originalId) {
      if (findPrint(state.store, event.correctedId, venue) >= 0) return;
      addAlias(state.store, event.correctedId, venue, seq);
    }
    replacePrint(market, state, seq, corrected.price, corrected.size, rules);
  }
  state.amended++;
  state.changed = true;
};

/** Takes a print back; the limits are those of a correction. */
export const applyCancel = (market: Market, event: Cancel): void => {
  const state = nameOf(market, event.symbol);
  const venue = venueCode(event.venue, event.tape);
  const seq = findPrint(state.store, event.id, venue);
  if (seq < 0) {
    if (!isPrint(event) || !isLostOnce(state, venue, event.id)) return;
    tallyLost(state, event, rulesFor(event.size < ROUND_LOT ? ['I'] : [], event.tape), -1);
  } else {
    const slot = seq & state.store.mask;
    if (state.store.sizes[slot] === 0) return;
    replacePrint(market, state, seq, state.store.prices[slot] ?? 0, 0, ruleAt(state.store.rules[slot] ?? 0));
  }
  state.amended++;
  state.changed = true;
};

const isPrint = ({price, size}: Omit<Print, 'conditions'>): boolean => isPrice(price) && isSize(size);

/** True the first time an amendment names a print that may have been let go. */
const isLostOnce = ({store}: NameState, venue: number, id: number): boolean => {
  const key = `${venue} ${id}`;
  if (store.first === 0 || store.amendedLost.has(key)) return false;
  store.amendedLost.add(key);
  return true;
};

const tallyLost = (state: NameState, print: Omit<Print, 'conditions'>, rules: SaleRules, sign: 1 | -1): void => {
  tallyVolume(state.prints, print.price, print.size, rules, sign);
  tallyVolume(state.lost, print.price, print.size, rules, sign);
};

/** A size of 0 takes the print back. */
const replacePrint = (
  market: Market,
  state: NameState,
  seq: number,
  price: number,
  size: number,
  saleRules: SaleRules,
): void => {
  const {store, bars} = state;
  const slot = seq & store.mask;
  const at = store.ats[slot] ?? 0;
  const was = {price: store.prices[slot] ?? 0, size: store.sizes[slot] ?? 0, rules: ruleAt(store.rules[slot] ?? 0)};
  const rules = rulesIn(state, at, saleRules);
  store.prices[slot] = price;
  store.sizes[slot] = size;
  store.rules[slot] = rules.id;
  state.prints = {...state.lost};
  eachPrint(state, (...print) => tallyPrint(state.prints, market.hours, ...print));
  const from = Math.floor(at / SECOND) * SECOND;
  if (from > store.lostUpTo) {
    remakeBar(bars, at, () =>
      eachPrint(state, (printAt, ...rest) => {
        if (printAt >= from && printAt < from + SECOND) addToBar(bars, printAt, ...rest);
      }),
    );
  } else {
    if (was.size > 0) adjustBarVolume(bars, at, was.price, was.size, was.rules, -1);
    if (size > 0) adjustBarVolume(bars, at, price, size, rules, 1);
  }
};

const eachPrint = (
  {store}: NameState,
  visit: (at: number, price: number, size: number, rules: SaleRules) => void,
): void => {
  for (let seq = store.first; seq < store.end; seq++) {
    const slot = seq & store.mask;
    const size = store.sizes[slot] ?? 0;
    if (size > 0) visit(store.ats[slot] ?? 0, store.prices[slot] ?? 0, size, ruleAt(store.rules[slot] ?? 0));
  }
};
