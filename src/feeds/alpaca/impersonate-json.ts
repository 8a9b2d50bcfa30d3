import {type Instant, instant, MINUTE} from '../../core/instant.ts';
import type {WireEvent} from '../wire-event.ts';
import {wireMessage} from './impersonate.ts';

let cachedMinute = Number.NaN;
let cachedPrefix = '';

/** RFC 3339 in UTC with no zeros at the end, as Go writes it. A stream stays in one minute for long, so its text is kept. */
export const writeInstantText = (at: Instant): string => {
  const minute = Math.floor(at / MINUTE);
  if (minute !== cachedMinute) {
    cachedPrefix = new Date(instant(minute * MINUTE) / 1_000).toISOString().slice(0, 17);
    cachedMinute = minute;
  }
  const micros = at - minute * MINUTE;
  const second = Math.floor(micros / 1_000_000);
  const fraction = micros - second * 1_000_000;
  const start = second < 10 ? `${cachedPrefix}0${second}` : `${cachedPrefix}${second}`;
  if (fraction === 0) return `${start}Z`;
  let digits = String(fraction + 1_000_000).slice(1);
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `${start}.${digits}Z`;
};

const quoted = new Map<string, string>();

/** Symbols, venues and conditions are few and come again and again: each is escaped once. */
const quote = (text: string): string => {
  const known = quoted.get(text);
  if (known !== undefined) return known;
  const escaped = JSON.stringify(text);
  if (quoted.size > 10_000) quoted.clear();
  quoted.set(text, escaped);
  return escaped;
};

const quoteList = (texts: readonly string[]): string => {
  let list = '[';
  for (let index = 0; index < texts.length; index++) list += `${index > 0 ? ',' : ''}${quote(texts[index] ?? '')}`;
  return `${list}]`;
};

/**
 * One event as the vendor's JSON. Trades and quotes, nearly all of a day, are put together by hand: the same text as
 * JSON.stringify makes of `wireMessage`, in less than half its time.
 */
export const jsonMessage = (event: WireEvent): string => {
  switch (event.kind) {
    case 'trade':
      return `{"T":"t","S":${quote(event.symbol)},"i":${event.id},"x":${quote(event.venue)},"p":${event.price},"s":${event.size},"c":${quoteList(event.conditions)},"z":${quote(event.tape)},"t":"${writeInstantText(event.at)}"}`;
    case 'quote':
      return `{"T":"q","S":${quote(event.symbol)},"bx":${quote(event.bidVenue)},"bp":${event.bid},"bs":${event.bidSize},"ax":${quote(event.askVenue)},"ap":${event.ask},"as":${event.askSize},"c":${quoteList(event.conditions)},"z":${quote(event.tape)},"t":"${writeInstantText(event.at)}"}`;
    default:
      return JSON.stringify(wireMessage(event, writeInstantText));
  }
};
