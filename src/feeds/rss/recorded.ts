import type {Headline} from '../../core/events.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {readFeed} from '../../news/syndication/read-feed.ts';
import {decodeRelease} from './decode-release.ts';

/** How a feed of press releases may be called; a `*` after it: all of it is wanted. */
export const RSS_NAME = /^[a-z][a-z0-9-]{0,19}\*?$/;

const CHANNEL = /^rss\/([a-z][a-z0-9-]{0,19})$/;

export const releaseChannel = (name: string): string => `rss/${name}`;

/** The headlines of items that were kept. */
export const recordedReleases = ({channel, data, receivedAt}: RawMessage): readonly Headline[] => {
  const [, name] = CHANNEL.exec(channel) ?? [];
  if (name === undefined) return [];
  return (readFeed(Buffer.from(data).toString('utf8'))?.items ?? [])
    .map(item => decodeRelease(item, name, receivedAt))
    .filter(headline => headline !== undefined);
};
