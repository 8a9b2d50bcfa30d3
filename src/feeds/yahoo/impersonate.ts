import {type Phase, phaseAt, sessionAt} from '../../core/calendar.ts';
import type {PriceUpdate} from '../../core/events.ts';
import {toMillis} from '../../core/instant.ts';
import type {ServerCodec} from '../impersonated.ts';
import {yahooName} from './names.ts';
import {MARKET_HOURS, type PricingData, writePricingData} from './pricing-data.ts';

const EQUITY = 8;
const HOURS: Readonly<Record<Phase, number>> = {
  pre: MARKET_HOURS.pre,
  regular: MARKET_HOURS.regular,
  post: MARKET_HOURS.post,
  closed: MARKET_HOURS.overnight,
};

/** Two decimals, or four where a price has more. */
const decimalsOf = (price: number): number => (Math.abs(Math.round(price * 100) - price * 100) < 1e-6 ? 2 : 4);

/** A look at a price in Yahoo's words. After the close its change would be from today's close, which nobody told: it is left out. */
export const pricingOf = (look: PriceUpdate): PricingData => {
  const {price, previousClose} = look;
  const hours = HOURS[phaseAt(sessionAt(look.at), look.at)];
  const hasChange = previousClose > 0 && (hours === MARKET_HOURS.pre || hours === MARKET_HOURS.regular);
  const change = hasChange ? price - previousClose : 0;
  return {
    id: yahooName(look.symbol),
    price,
    time: toMillis(look.at),
    currency: 'USD',
    quoteType: EQUITY,
    marketHours: hours,
    changePercent: hasChange ? (100 * change) / previousClose : 0,
    dayVolume: look.dayVolume,
    dayHigh: look.dayHigh,
    dayLow: look.dayLow,
    change,
    priceHint: decimalsOf(price),
  };
};

const utf8 = new TextDecoder('utf-8', {fatal: true});

/** One look a frame: in JSON for who asked for version 2, bare for who did not. */
export const yahooCodec = (version: 1 | 2): ServerCodec => ({
  split: events => events.map(event => [event]),
  data: ([event]) => {
    const bytes = event?.kind === 'price' ? writePricingData(pricingOf(event)) : new Uint8Array();
    const message = Buffer.from(bytes).toString('base64');
    return version === 2 ? JSON.stringify({type: 'pricing', message}) : message;
  },
  control: message => JSON.stringify(message),
  read: frame => {
    try {
      return JSON.parse(utf8.decode(frame));
    } catch {
      return undefined;
    }
  },
  // The stream has no word for either: one of a type that is nobody's.
  slow: {type: 'slow'},
  broken: {type: 'broken'},
});
