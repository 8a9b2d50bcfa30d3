import type {FeedEvent} from '../../core/events.ts';
import {floorTo, MINUTE, minus, span} from '../../core/instant.ts';
import type {RestAccess} from './rest.ts';
import {fetchBars, fetchTrades, type HistoryQuery} from './rest-history.ts';

/**
 * What a day brought so far, in little: a bar for each whole minute, and the prints of the minute under way. All its
 * prints would be hundreds of pages.
 */
export async function* fetchDaySoFar(
  query: HistoryQuery,
  access: RestAccess,
  signal: AbortSignal,
): AsyncGenerator<readonly FeedEvent[]> {
  const minute = floorTo(query.end, MINUTE);
  yield* fetchBars({...query, end: minus(minute, span(1)), length: MINUTE}, access, signal);
  yield* fetchTrades({...query, start: minute}, access, signal);
}
