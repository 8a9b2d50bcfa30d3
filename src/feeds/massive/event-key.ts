import type {FeedEvent} from '../../core/events.ts';
import {type EventKey, PRINT} from '../connection/recent-keys.ts';

/**
 * The vendor's key of an event, by which what comes twice is known: it repeats prints inside one frame, and bars. Quotes
 * have none: the last one counts, however often it comes.
 */
export const massiveEventKey = (event: FeedEvent): EventKey | undefined => {
  switch (event.kind) {
    case 'trade':
      return PRINT;
    case 'bar':
      return `b${event.symbol}|${event.openAt}|${event.span}|${event.close}|${event.volume}`;
    case 'headline':
      return `n${event.id}|${event.updatedAt}`;
    default:
      return undefined;
  }
};
