import type {TapeEvent} from '../core/events.ts';
import {earlier, type Instant, minus, span} from '../core/instant.ts';
import type {DayInfo} from '../core/provenance.ts';

/** Events in order of `receivedAt`: those with `after` < receivedAt ≤ `until`. */
export type EventSource = {
  readonly read: (range: {readonly after?: Instant; readonly until?: Instant}) => AsyncIterable<readonly TapeEvent[]>;
};

/** What a server needs of a day; a day of the tape is one. */
export type ServedDay = {
  readonly info: DayInfo;
  readonly events: EventSource & {
    /** When each headline became known, in order. */
    readonly headlineTimes: readonly Instant[];
  };
  /** Bars of earlier sessions, where the day has them. */
  readonly history: EventSource | undefined;
};

/** A moment at which nothing of the day was known. Stories of the eve may have come long before the day's own start. */
export const beforeDay = ({info, events}: ServedDay): Instant =>
  minus(earlier(info.startAt, events.headlineTimes[0] ?? info.startAt), span(1));
