import type {Bar, FeedEvent, FeedStatus} from '../../core/events.ts';
import {formatInstant, SECOND, type Span, seconds} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {safeText} from '../../news/safe-text.ts';
import {GAP_FILLED, GAP_SAID} from '../connection/coverage.ts';
import {readFrame} from './decode.ts';
import {decodeBarsPage, decodeNewsPage, decodeTradesPage, type Page} from './rest-pages.ts';

/** Where pages come from: `rest` fills the day itself, `history` tells of earlier sessions. */
type PageOrigin = 'rest' | 'history';

/** The channel of a page of bars: `alpaca/rest/bars/60`. Its last part is how many seconds each bar is long. */
export const barsChannel = (origin: PageOrigin, length: Span): string => `alpaca/${origin}/bars/${length / SECOND}`;
export const TRADES_CHANNEL = 'alpaca/rest/trades';
export const NEWS_CHANNEL = 'alpaca/rest/news';
export const GAP_CHANNEL = 'alpaca/gap';
const BARS_CHANNEL = /^alpaca\/(rest|history)\/bars\/(\d{1,6})$/;
const FRAMES_CHANNEL = /^alpaca\/[a-z0-9_]{1,20}$/;

/** A gap, or that it was filled after all, for the recording: it comes over no wire. */
export const gapMessage = ({feed, from, at, receivedAt, topic}: FeedStatus): RawMessage => {
  const gap = {feed, from: formatInstant(from ?? at), to: formatInstant(at), filled: topic === 'filled'};
  return {receivedAt, channel: GAP_CHANNEL, data: Buffer.from(JSON.stringify(gap)), binary: false};
};

const jsonOf = (data: Uint8Array): Page => {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof value === 'object' && value !== null ? {...value} : {};
  } catch {
    return {};
  }
};

const readGap = ({data, receivedAt}: RawMessage): readonly FeedStatus[] => {
  const {feed, from, to, filled} = jsonOf(data);
  const [fromAt, at] = [from, to].map(value => (typeof value === 'string' ? parseInstant(value) : undefined));
  if (typeof feed !== 'string' || fromAt === undefined || at === undefined) return [];
  const base = {kind: 'status', state: 'live', feed: safeText(feed, 40), at, receivedAt, from: fromAt} as const;
  if (filled === true) return [{...base, topic: 'filled', message: GAP_FILLED}];
  return [{...base, topic: 'gap', code: 'feed/gap', message: GAP_SAID}];
};

/** What a message that was recorded brought the feed that received it: the same events, byte for byte the same way. */
export const recordedEvents = (message: RawMessage): readonly FeedEvent[] => {
  const {channel, data, receivedAt, binary} = message;
  const [, origin, length] = BARS_CHANNEL.exec(channel) ?? [];
  if (origin === 'rest') return decodeBarsPage(jsonOf(data), seconds(Number(length)), receivedAt);
  switch (channel) {
    case TRADES_CHANNEL:
      return decodeTradesPage(jsonOf(data), receivedAt);
    case NEWS_CHANNEL:
      return decodeNewsPage(jsonOf(data), receivedAt);
    case GAP_CHANNEL:
      return readGap(message);
    default:
      if (!FRAMES_CHANNEL.test(channel)) return [];
      return readFrame(binary ? data : Buffer.from(data).toString('utf8'), {feed: channel, receivedAt}).events;
  }
};

/** The bars of earlier sessions that a message brought, each known at its own end. */
export const recordedHistory = ({channel, data}: RawMessage): readonly Bar[] => {
  const [, origin, length] = BARS_CHANNEL.exec(channel) ?? [];
  return origin === 'history' ? decodeBarsPage(jsonOf(data), seconds(Number(length)), undefined) : [];
};
