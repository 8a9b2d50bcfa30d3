import {z} from 'zod';
import type {FeedEvent, FeedStatus, PriceUpdate} from '../../core/events.ts';
import {fromMillis, type Instant} from '../../core/instant.ts';
import {PRICES_CHANNEL, tickerOf} from './names.ts';
import {HEARTBEAT, MARKET_HOURS, type PricingData, readPricingData} from './pricing-data.ts';
import {roundPrice} from './round-price.ts';

const FrameShape = z.object({type: z.string(), message: z.string().nullish()});
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Milliseconds of a time that an Instant holds exactly. */
const LATEST = Number.MAX_SAFE_INTEGER / 1_000;

const isPrice = (value: number | undefined): value is number => Number.isFinite(value) && Number(value) > 0;

/**
 * Which of the day's figures are of the day that the price is of. Before the open the count and the range may still be
 * yesterday's; after the close the change is from today's close, no longer from the one before.
 */
const dayOf = (data: PricingData): Pick<PriceUpdate, 'dayVolume' | 'dayHigh' | 'dayLow' | 'previousClose'> => {
  const {marketHours = MARKET_HOURS.pre, priceHint = 0, price = 0, change = 0} = data;
  const isOpenOrOver = marketHours === MARKET_HOURS.regular || marketHours === MARKET_HOURS.post;
  const isBeforeClose = marketHours === MARKET_HOURS.pre || marketHours === MARKET_HOURS.regular;
  const figure = (value: number | undefined): number =>
    isOpenOrOver && isPrice(value) ? roundPrice(value, priceHint) : 0;
  const before = data.previousClose ?? (isBeforeClose && change !== 0 ? Math.fround(price - change) : 0);
  return {
    dayVolume: isOpenOrOver ? Math.max(0, data.dayVolume ?? 0) : 0,
    dayHigh: figure(data.dayHigh),
    dayLow: figure(data.dayLow),
    previousClose: isPrice(before) ? roundPrice(before, priceHint > 0 ? priceHint : 2) : 0,
  };
};

/** A look at a name's price; `nothing` for a sign of life; undefined for what tells of no name that can be. */
const decodeLook = (data: PricingData, receivedAt: Instant): PriceUpdate | 'nothing' | undefined => {
  if (data.quoteType === HEARTBEAT) return 'nothing';
  const {price = 0, time = 0, priceHint = 0} = data;
  const symbol = tickerOf(data.id ?? '');
  if (symbol === undefined || !isPrice(price) || !(time > 0) || time > LATEST) return undefined;
  return {
    kind: 'price',
    at: fromMillis(time),
    receivedAt,
    symbol,
    price: roundPrice(price, priceHint),
    ...dayOf(data),
  };
};

const bad = (receivedAt: Instant, message: string): FeedStatus => ({
  kind: 'status',
  at: receivedAt,
  receivedAt,
  feed: PRICES_CHANNEL,
  topic: 'bad',
  state: 'live',
  message,
  code: 'feed/protocol',
});

/** The base64 in a frame, bare or in JSON; `nothing` for a frame of another type; undefined for what is no frame. */
const payloadOf = (text: string): string | 'nothing' | undefined => {
  if (!text.startsWith('{')) return text.trim();
  try {
    const frame = FrameShape.safeParse(JSON.parse(text)).data;
    return frame?.type === 'pricing' ? (frame.message ?? undefined) : frame && 'nothing';
  } catch {
    return undefined;
  }
};

/** What a frame says. Never throws: what cannot be read becomes a status of topic `bad` in its place. */
export const readFrame = (text: string, receivedAt: Instant): readonly FeedEvent[] => {
  const payload = payloadOf(text);
  if (payload === 'nothing') return [];
  const data =
    payload !== undefined && BASE64.test(payload) ? readPricingData(Buffer.from(payload, 'base64')) : undefined;
  if (data === undefined) return [bad(receivedAt, 'a frame is no message')];
  const look = decodeLook(data, receivedAt);
  return look === 'nothing' ? [] : [look ?? bad(receivedAt, 'a price is not what it should be')];
};
