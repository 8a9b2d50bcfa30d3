import type {FeedEvent} from '../../core/events.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {readSession, SESSION_CHANNEL} from '../../tape/recording/session-line.ts';
import {createAskedFor} from '../asked-for.ts';
import type {Recorded} from '../provider.ts';
import {providerOfChannel} from '../providers.ts';

const NOTHING: Recorded = {events: [], history: []};

/**
 * Reads one message after another of a record as the feed that received them handed them out: of the names that the record
 * says were asked for. Undefined for a message of nobody that is known here.
 */
export const createAskedReader = (): ((message: RawMessage) => Recorded | undefined) => {
  let isAskedFor = createAskedFor([]);
  return message => {
    if (message.channel === SESSION_CHANNEL) {
      isAskedFor = createAskedFor(readSession(message)?.symbols ?? []);
      return NOTHING;
    }
    const provider = providerOfChannel(message.channel);
    const read = provider?.readRecorded(message);
    if (provider === undefined || read === undefined) return undefined;
    // Who asks for the news of some names alone, or of a whole feed, has recorded no more than that.
    const isKept = (event: FeedEvent): boolean =>
      (event.kind === 'headline' && provider.recordsAllNews !== true) || isAskedFor(event);
    return read.events.every(isKept) ? read : {...read, events: read.events.filter(isKept)};
  };
};
