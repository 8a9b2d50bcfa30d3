import type {FeedEvent, Trade} from '../../core/events.ts';
import {DAY} from '../../core/instant.ts';
import type {EventKey} from '../connection/recent-keys.ts';

const CODES = 128;

/** A letter of ASCII; undefined for anything else. */
const codeOf = (letter: string): number | undefined => {
  const code = letter.charCodeAt(0);
  return letter.length === 1 && code < CODES ? code : undefined;
};

const tradeKey = ({symbol, venue, tape, id, at}: Trade): EventKey => {
  const day = Math.floor(at / DAY);
  const [venueCode, tapeCode] = [codeOf(venue), codeOf(tape)];
  return venueCode === undefined || tapeCode === undefined
    ? `t${symbol}|${venue}${tape}${id}|${day}`
    : {symbol, place: ((day % CODES) * CODES + venueCode) * CODES + tapeCode, id};
};

/**
 * The vendor's key of an event, by which what comes twice is known. Ids of prints are unique only for a symbol, a day, a
 * venue and a tape. Quotes have none: the last one counts, however often it comes.
 */
export const alpacaEventKey = (event: FeedEvent): EventKey | undefined => {
  switch (event.kind) {
    case 'trade':
      return tradeKey(event);
    case 'bar':
      return `b${event.symbol}|${event.openAt}|${event.span}|${event.close}|${event.volume}`;
    case 'headline':
      return `n${event.id}|${event.updatedAt}`;
    case 'halt':
      return `s${event.symbol}|${event.at}|${event.code}${event.halted ? '!' : ''}`;
    case 'correction':
      return `c${event.symbol}|${event.venue}${event.tape}${event.originalId}|${event.correctedId}|${event.at}`;
    case 'cancel':
      return `x${event.symbol}|${event.venue}${event.tape}${event.id}${event.action}|${event.at}`;
    default:
      return undefined;
  }
};
