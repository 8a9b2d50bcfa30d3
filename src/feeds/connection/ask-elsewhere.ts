import type {FeedEvent} from '../../core/events.ts';
import {isFault} from '../../core/fault.ts';
import type {Instant} from '../../core/instant.ts';
import {lossOfError} from '../close-reason.ts';
import type {Loss} from '../retry-policy.ts';
import type {Question} from './coverage.ts';

/** Everything from one moment of the market to another, from somewhere else than the stream. */
export type FetchBetween = (from: Instant, to: Instant, signal: AbortSignal) => AsyncIterable<readonly FeedEvent[]>;

export type Answer =
  | {readonly kind: 'page'; readonly question: number; readonly events: readonly FeedEvent[]}
  | {readonly kind: 'filled'; readonly question: number}
  | {readonly kind: 'unanswered'; readonly question: number; readonly loss: Loss};

const lossOf = (error: unknown, place: string): Loss => {
  if (isFault(error))
    return error.terminal ? {kind: 'terminal', fault: error} : {kind: 'transient', why: error.message};
  return lossOfError(error instanceof Error ? error : new Error(String(error)), place);
};

/** Asks, and hands in the answer as it comes. Once aborted, nothing more is handed in. */
export const askElsewhere = async (
  {id, from, to}: Question,
  fetch: FetchBetween,
  place: string,
  signal: AbortSignal,
  onAnswer: (answer: Answer) => void,
): Promise<void> => {
  try {
    for await (const events of fetch(from, to, signal)) {
      if (signal.aborted) return;
      onAnswer({kind: 'page', question: id, events});
    }
    if (!signal.aborted) onAnswer({kind: 'filled', question: id});
  } catch (error) {
    if (!signal.aborted) onAnswer({kind: 'unanswered', question: id, loss: lossOf(error, place)});
  }
};
