import type {FeedEvent} from '../../core/events.ts';
import {DAY} from '../../core/instant.ts';

/**
 * The vendor's key of an event, by which what comes twice is known. Ids of prints are unique only for a symbol, a day, a
 * venue and a tape. Quotes have none: the last one counts, however often it comes.
 */
export const alpacaEventKey = (event: FeedEvent): string | undefined => {
  switch (event.kind) {
    case 'trade':
      return `t${event.symbol}|${event.venue}${event.tape}${event.id}|${Math.floor(event.at / DAY)}`;
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
