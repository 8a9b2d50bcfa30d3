import {createHash} from 'node:crypto';
import type {Headline, Trade} from '../../core/events.ts';
import {minutes, SECOND, toMillis} from '../../core/instant.ts';
import type {ServerCodec} from '../impersonated.ts';
import type {WireEvent, WireMessage} from '../wire-event.ts';
import {conditionIdOf} from './condition-ids.ts';

/** The vendor's ids are numbers; an id from elsewhere that is none becomes one of 48 bits, always the same. */
const articleId = (id: string): number =>
  /^(?:0|[1-9]\d{0,14})$/.test(id) ? Number(id) : createHash('sha256').update(id).digest().readUIntBE(0, 6);

/**
 * A headline in the vendor's words; its time is in seconds. `related` is the name that was asked for, or all of them.
 * @see https://finnhub.io/docs/api/company-news
 */
export const articleMessage = (headline: Headline, related: string): WireMessage => ({
  category: 'company',
  datetime: Math.floor(headline.at / SECOND),
  headline: headline.headline,
  id: articleId(headline.id),
  image: '',
  related,
  source: headline.source,
  summary: headline.summary,
  url: headline.url,
});

/** Neither venue, tape nor number of a print is told, and nothing finer than a millisecond. */
const tradeMessage = ({conditions, price, symbol, at, size}: Trade): WireMessage => ({
  c: conditions.length === 0 ? null : conditions.map(conditionIdOf),
  p: price,
  s: symbol,
  t: toMillis(at),
  v: size,
});

/** Parts events where trades and headlines meet: a frame holds one sort. */
const byKind = (events: readonly WireEvent[]): readonly (readonly WireEvent[])[] => {
  const groups: WireEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === event.kind) group.push(event);
    else groups.push([event]);
  }
  return groups;
};

const utf8 = new TextDecoder('utf-8', {fatal: true});

export const errorMessage = (msg: string): WireMessage => ({msg, type: 'error'});

/**
 * The vendor's frames: several trades, or several headlines, in one. Quotes, bars, halts, and prints taken back or replaced
 * are not in its stream.
 * @see https://finnhub.io/docs/api/websocket-trades
 */
export const finnhubCodec: ServerCodec = {
  split: byKind,
  data: events => {
    const isNews = events[0]?.kind === 'headline';
    const data = events.flatMap(event => {
      if (event.kind === 'headline') return [articleMessage(event, event.symbols.join(','))];
      return event.kind === 'trade' ? [tradeMessage(event)] : [];
    });
    return JSON.stringify({data, type: isNews ? 'news' : 'trade'});
  },
  control: message => JSON.stringify(message),
  read: frame => {
    try {
      return JSON.parse(utf8.decode(frame));
    } catch {
      return undefined;
    }
  },
  pulse: {every: minutes(1), message: {type: 'ping'}},
  slow: errorMessage('Slow consumer'),
  broken: errorMessage('Internal error'),
};
