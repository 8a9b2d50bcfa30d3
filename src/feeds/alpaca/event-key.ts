import type {FeedEvent} from '../../core/events.ts';
import {type EventKey, PRINT} from '../connection/recent-keys.ts';

/**
 * The vendor's key of an event, by which what comes twice is known. Quotes have none: the last one counts, however often it comes.
 */
export const alpacaEventKey = (event: FeedEvent): EventKey | undefined => {
  switch (event.kind) {
    case 'trade':
      return PRINT;
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
