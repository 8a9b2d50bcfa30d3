import type {FeedEvent} from '../../core/events.ts';
import {readRecording} from '../../tape/recording/read-recording.ts';
import {providerOfChannel} from '../providers.ts';
import {createAskedReader} from './read-as-asked.ts';

/** What one message brought, and where in the file the message ends. */
export type RecordedBatch = {readonly events: readonly FeedEvent[]; readonly endsAt: number};

/**
 * The events of the recording at `path` as its feed handed them out when it was made: of the names that were asked for,
 * in their order, received when they were received. What is damaged is passed over.
 */
export async function* readRecordedEvents(path: string): AsyncGenerator<RecordedBatch> {
  const read = createAskedReader();
  for await (const entries of readRecording(path)) {
    for (const entry of entries) {
      if (entry.kind !== 'message') continue;
      const {message, endsAt} = entry;
      const provider = providerOfChannel(message.channel);
      if (provider?.prepare !== undefined) await provider.prepare();
      const events = read(message)?.events ?? [];
      if (events.length > 0) yield {events, endsAt};
    }
  }
}
