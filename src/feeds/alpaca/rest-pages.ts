import type {Bar, FeedEvent, Headline, Trade} from '../../core/events.ts';
import {type Instant, SECOND, type Span} from '../../core/instant.ts';
import type {RestBody} from '../ask-rest.ts';
import {type DataMessage, decodeMessage, isControl, NOTHING} from './decode-message.ts';
import {readJsonMessage} from './schema.ts';

/** An item of an answer, in the shape that the stream has, as an event; undefined when it cannot be read. */
const eventOf = (
  item: unknown,
  type: DataMessage['T'],
  more: object,
  receivedAt: Instant | undefined,
): FeedEvent | undefined => {
  if (typeof item !== 'object' || item === null) return undefined;
  const message = readJsonMessage({...item, ...more, T: type});
  if (message === undefined || isControl(message)) return undefined;
  const event = decodeMessage(message, receivedAt);
  return event === NOTHING ? undefined : event;
};

const itemsBySymbol = (value: unknown): readonly (readonly [string, readonly unknown[]])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([symbol, items]) => [symbol, Array.isArray(items) ? items : []] as const)
    : [];

/** The bars of a page, each `length` long; known at `receivedAt`, or when that is undefined each at its own end. */
export const decodeBarsPage = (page: RestBody, length: Span, receivedAt: Instant | undefined): readonly Bar[] => {
  const bars: Bar[] = [];
  for (const [symbol, items] of itemsBySymbol(page['bars'])) {
    for (const item of items) {
      const event = eventOf(item, 'b', {S: symbol, span: length / SECOND}, receivedAt);
      if (event?.kind === 'bar') bars.push(event);
    }
  }
  return bars;
};

/** Prints that were taken back or replaced since are left out; the one that replaced them is there. */
const isWithdrawn = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && 'u' in item && (item.u === 'canceled' || item.u === 'incorrect');

/** The trades of a page that still hold. */
export const decodeTradesPage = (page: RestBody, receivedAt: Instant | undefined): readonly Trade[] => {
  const trades: Trade[] = [];
  for (const [symbol, items] of itemsBySymbol(page['trades'])) {
    for (const item of items) {
      const event = isWithdrawn(item) ? undefined : eventOf(item, 't', {S: symbol}, receivedAt);
      if (event?.kind === 'trade') trades.push(event);
    }
  }
  return trades;
};

/** The headlines of a page. */
export const decodeNewsPage = (page: RestBody, receivedAt: Instant | undefined): readonly Headline[] => {
  const headlines: Headline[] = [];
  for (const item of Array.isArray(page['news']) ? page['news'] : []) {
    const event = eventOf(item, 'n', {}, receivedAt);
    if (event?.kind === 'headline') headlines.push(event);
  }
  return headlines;
};
