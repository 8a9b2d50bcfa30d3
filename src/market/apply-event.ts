import type {FeedEvent, Halt, Quote} from '../core/events.ts';
import {assertNever} from '../core/fault.ts';
import type {Instant} from '../core/instant.ts';
import {applyCancel, applyCorrection} from './apply-amendment.ts';
import {applyBar} from './apply-bar.ts';
import {applyHeadline} from './apply-headline.ts';
import {applyPrice} from './apply-price.ts';
import {applyStatus} from './apply-status.ts';
import {applyTrade} from './apply-trade.ts';
import {type Market, nameOf} from './market.ts';
import {isPrice, isVolume} from './plausible.ts';
import {noteTraffic} from './traffic.ts';

/** Halts of a name and a day that are kept: more than volatility pauses ever gave. */
const MOST_HALTS = 64;

/** The one fold, and the only writer of a Market. Events come in the order in which they could be known. */
export const applyEvent = (market: Market, event: FeedEvent): void => {
  noteTraffic(market.traffic, event);
  switch (event.kind) {
    case 'trade':
      applyTrade(market, event);
      break;
    case 'quote':
      applyQuote(market, event);
      break;
    case 'price':
      applyPrice(market, event);
      break;
    case 'bar':
      applyBar(market, event);
      break;
    case 'headline':
      applyHeadline(market, event);
      break;
    case 'halt':
      applyHalt(market, event);
      break;
    case 'correction':
      applyCorrection(market, event);
      break;
    case 'cancel':
      applyCancel(market, event);
      break;
    case 'status':
      applyStatus(market, event);
      break;
    default:
      assertNever(event);
  }
};

const isOfTheDay = ({hours}: Market, at: Instant): boolean => at >= hours.preAt && at < hours.endAt;

/** Both sides can be true; a price of 0 means that one is empty. */
const isQuote = ({bid, bidSize, ask, askSize}: Quote): boolean =>
  (bid === 0 || isPrice(bid)) && (ask === 0 || isPrice(ask)) && isVolume(bidSize) && isVolume(askSize);

const applyQuote = (market: Market, event: Quote): void => {
  if (!isOfTheDay(market, event.at) || !isQuote(event)) return;
  const state = nameOf(market, event.symbol);
  const {quote} = state;
  if (event.at < quote.at) return;
  quote.at = event.at;
  quote.bid = event.bid;
  quote.bidSize = event.bidSize;
  quote.ask = event.ask;
  quote.askSize = event.askSize;
  state.changed = true;
};

/** A halt keeps its beginning while its code and reason change; halts of the day's eve hold on. */
const applyHalt = (market: Market, event: Halt): void => {
  const state = nameOf(market, event.symbol);
  if (event.at < state.haltAt || event.at >= market.hours.endAt) return;
  state.haltAt = event.at;
  const before = state.halted;
  if (before !== undefined && !event.halted)
    state.halts = [...state.halts, {from: before.since, to: event.at, code: before.code}].slice(-MOST_HALTS);
  state.halted = event.halted ? {since: before?.since ?? event.at, code: event.code, reason: event.reason} : undefined;
  state.changed = true;
};
