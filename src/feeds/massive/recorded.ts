import type {Bar, FeedEvent} from '../../core/events.ts';
import {SECOND, type Span, seconds} from '../../core/instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import type {RawMessage} from '../../engine/ports.ts';
import type {RestBody} from '../ask-rest.ts';
import {readGap} from '../recorded-message.ts';
import {readFrame} from './decode.ts';
import {feedName, isMassiveSource} from './endpoints.ts';
import {quoteNanoseconds} from './rest.ts';
import {decodeBarsPage, decodeNewsPage, decodeTradesPage} from './rest-pages.ts';

/** The channel of a page of bars: `massive/rest/bars/60/AMZN`, or of earlier sessions: `massive/history/bars/300/AMZN`. */
export const barsChannel = (origin: 'rest' | 'history', length: Span, symbol: Ticker): string =>
  `massive/${origin}/bars/${length / SECOND}/${symbol}`;
export const tradesChannel = (symbol: Ticker): string => `massive/rest/trades/${symbol}`;
export const NEWS_CHANNEL = 'massive/rest/news';
const GAP_CHANNEL = 'massive/gap';
const BARS = /^massive\/(rest|history)\/bars\/(\d{1,5})\/([A-Z0-9.-]+)$/;
const TRADES = /^massive\/rest\/trades\/([A-Z0-9.-]+)$/;

const bodyOf = ({data}: RawMessage): RestBody => {
  try {
    const value: unknown = JSON.parse(quoteNanoseconds(Buffer.from(data).toString('utf8')));
    return typeof value === 'object' && value !== null ? {...value} : {};
  } catch {
    return {};
  }
};

type BarsPage = {readonly origin: string; readonly length: Span; readonly symbol: Ticker};

const barsPageOf = (channel: string): BarsPage | undefined => {
  const [, origin, length, name] = BARS.exec(channel) ?? [];
  const symbol = parseTicker(name ?? '');
  return origin === undefined || symbol === undefined ? undefined : {origin, length: seconds(Number(length)), symbol};
};

/** What a message that was recorded brought the feed that received it: the same events, byte for byte the same way. */
export const recordedEvents = (message: RawMessage): readonly FeedEvent[] => {
  const {channel, data, receivedAt} = message;
  if (channel === NEWS_CHANNEL) return decodeNewsPage(bodyOf(message), receivedAt);
  if (channel === GAP_CHANNEL) return readGap(message);
  const bars = barsPageOf(channel);
  if (bars !== undefined)
    return bars.origin === 'rest' ? decodeBarsPage(bodyOf(message), bars.symbol, bars.length, receivedAt) : [];
  const symbol = parseTicker(TRADES.exec(channel)?.[1] ?? '');
  if (symbol !== undefined) return decodeTradesPage(bodyOf(message), symbol, receivedAt);
  const source = channel.slice('massive/'.length);
  if (!isMassiveSource(source)) return [];
  return readFrame(Buffer.from(data).toString('utf8'), {feed: feedName(source), receivedAt}).events;
};

/** The bars of earlier sessions that a message brought, each known at its own end. */
export const recordedHistory = (message: RawMessage): readonly Bar[] => {
  const bars = barsPageOf(message.channel);
  return bars?.origin === 'history' ? decodeBarsPage(bodyOf(message), bars.symbol, bars.length, undefined) : [];
};
