import type {Bar, FeedEvent} from '../../core/events.ts';
import {SECOND, type Span, seconds} from '../../core/instant.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {bodyOf, readGap} from '../recorded-message.ts';
import {readData} from './decode.ts';
import {decodeBarsPage, decodeNewsPage, decodeTradesPage} from './rest-pages.ts';

/** Where pages come from: `rest` fills the day itself, `history` tells of earlier sessions. */
type PageOrigin = 'rest' | 'history';

/** The channel of a page of bars: `alpaca/rest/bars/60`. Its last part is how many seconds each bar is long. */
export const barsChannel = (origin: PageOrigin, length: Span): string => `alpaca/${origin}/bars/${length / SECOND}`;
export const TRADES_CHANNEL = 'alpaca/rest/trades';
export const NEWS_CHANNEL = 'alpaca/rest/news';
const GAP_CHANNEL = 'alpaca/gap';
const BARS_CHANNEL = /^alpaca\/(rest|history)\/bars\/(\d{1,6})$/;
const FRAMES_CHANNEL = /^alpaca\/[a-z0-9_]{1,20}$/;

/** What a message that was recorded brought the feed that received it: the same events, byte for byte the same way. */
export const recordedEvents = (message: RawMessage): readonly FeedEvent[] => {
  const {channel, data, receivedAt, binary} = message;
  const [, origin, length] = BARS_CHANNEL.exec(channel) ?? [];
  if (origin === 'rest') return decodeBarsPage(bodyOf(message), seconds(Number(length)), receivedAt);
  switch (channel) {
    case TRADES_CHANNEL:
      return decodeTradesPage(bodyOf(message), receivedAt);
    case NEWS_CHANNEL:
      return decodeNewsPage(bodyOf(message), receivedAt);
    case GAP_CHANNEL:
      return readGap(message);
    default:
      if (!FRAMES_CHANNEL.test(channel)) return [];
      return readData(data, binary, {feed: channel, receivedAt}).events;
  }
};

/** The bars of earlier sessions that a message brought, each known at its own end. */
export const recordedHistory = (message: RawMessage): readonly Bar[] => {
  const [, origin, length] = BARS_CHANNEL.exec(message.channel) ?? [];
  return origin === 'history' ? decodeBarsPage(bodyOf(message), seconds(Number(length)), undefined) : [];
};
