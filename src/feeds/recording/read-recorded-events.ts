import type {FeedEvent} from '../../core/events.ts';
import {readRecording} from '../../tape/recording/read-recording.ts';
import {readSession, SESSION_CHANNEL} from '../../tape/recording/session-line.ts';
import {createAskedFor} from '../asked-for.ts';
import {providerOfChannel} from '../providers.ts';

/** What one message brought, and where in the file the message ends. */
export type RecordedBatch = {readonly events: readonly FeedEvent[]; readonly endsAt: number};

/**
 * The events of the recording at `path` as its feed handed them out when it was made: of the names that were asked for,
 * in their order, received when they were received. What is damaged is passed over.
 */
export async function* readRecordedEvents(path: string): AsyncGenerator<RecordedBatch> {
  let isAskedFor = createAskedFor([]);
  for await (const entries of readRecording(path)) {
    for (const entry of entries) {
      if (entry.kind !== 'message') continue;
      const {message, endsAt} = entry;
      if (message.channel === SESSION_CHANNEL) {
        isAskedFor = createAskedFor(readSession(message)?.symbols ?? []);
        continue;
      }
      const provider = providerOfChannel(message.channel);
      if (provider?.prepare !== undefined) await provider.prepare();
      const events = (provider?.readRecorded(message).events ?? []).filter(isAskedFor);
      if (events.length > 0) yield {events, endsAt};
    }
  }
}
