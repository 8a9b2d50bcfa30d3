import type {FeedStatus} from '../core/events.ts';
import {formatInstant} from '../core/instant.ts';
import {parseInstant} from '../core/parse-instant.ts';
import type {RawMessage} from '../engine/ports.ts';
import {safeText} from '../news/safe-text.ts';
import type {RestBody} from './ask-rest.ts';
import {GAP_FILLED, GAP_SAID} from './connection/coverage.ts';

/** A gap, or that it was filled after all, for the recording, on the channel `PROVIDER/gap`: it comes over no wire. */
export const gapMessage = (provider: string, {feed, from, at, receivedAt, topic}: FeedStatus): RawMessage => {
  const gap = {feed, from: formatInstant(from ?? at), to: formatInstant(at), filled: topic === 'filled'};
  return {receivedAt, channel: `${provider}/gap`, data: Buffer.from(JSON.stringify(gap)), binary: false};
};

/** The object in JSON that a message is; an empty one where it is none. */
export const bodyOf = ({data}: RawMessage): RestBody => {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof value === 'object' && value !== null ? {...value} : {};
  } catch {
    return {};
  }
};

/** What `gapMessage` wrote down, as it was said. */
export const readGap = (message: RawMessage): readonly FeedStatus[] => {
  const {feed, from, to, filled} = bodyOf(message);
  const {receivedAt} = message;
  const [fromAt, at] = [from, to].map(value => (typeof value === 'string' ? parseInstant(value) : undefined));
  if (typeof feed !== 'string' || fromAt === undefined || at === undefined) return [];
  const base = {kind: 'status', state: 'live', feed: safeText(feed, 40), at, receivedAt, from: fromAt} as const;
  if (filled === true) return [{...base, topic: 'filled', message: GAP_FILLED}];
  return [{...base, topic: 'gap', code: 'feed/gap', message: GAP_SAID}];
};
