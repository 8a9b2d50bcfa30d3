import type {Headline} from '../../core/events.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {readFeed} from '../../news/syndication/read-feed.ts';
import {decodeFilings, parseNames} from './decode-filings.ts';

export const FILINGS_CHANNEL = 'edgar/atom';
/** On the outermost element of what is kept: which names the companies in it are listed under. */
export const NAMES_ATTRIBUTE = 'names';

/** The headlines of filings that were kept. */
export const recordedFilings = ({channel, data, receivedAt}: RawMessage): readonly Headline[] => {
  if (channel !== FILINGS_CHANNEL) return [];
  const document = readFeed(Buffer.from(data).toString('utf8'));
  if (document === undefined) return [];
  return decodeFilings(document.items, parseNames(document.attributes[NAMES_ATTRIBUTE] ?? ''), receivedAt);
};
