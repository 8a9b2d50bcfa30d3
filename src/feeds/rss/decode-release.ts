import {createHash} from 'node:crypto';
import type {Headline} from '../../core/events.ts';
import {earlier, type Instant, later} from '../../core/instant.ts';
import {decodeFeedText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';
import {listedNames} from '../../news/syndication/listed-names.ts';
import {parseFeedDate} from '../../news/syndication/parse-feed-date.ts';
import type {FeedItem} from '../../news/syndication/read-feed.ts';

const HEADLINE_LIMIT = 600;

/** What people call the wires; any other feed is called by the name that it was given. */
const TITLES: Readonly<Record<string, string>> = {
  prnewswire: 'PR Newswire',
  globenewswire: 'GlobeNewswire',
  businesswire: 'Business Wire',
  newsfile: 'Newsfile',
};

/** What tells an item from every other of its feed: its id, else its link, else its words. */
const identityOf = ({id, link, title}: FeedItem): string => [id, link, title].find(text => text.trim() !== '') ?? '';

/** As identityOf, but another edition is another item. */
export const editionOf = (item: FeedItem): string => [identityOf(item), item.published, item.updated].join('\n');

/**
 * An item of the feed `name` as a headline: its title and where it leads, of the names that it says are listed. Published no
 * later than it was received; an item without a date, when it was received. Undefined for one without words.
 */
export const decodeRelease = (item: FeedItem, name: string, receivedAt: Instant): Headline | undefined => {
  const headline = decodeFeedText(item.title, HEADLINE_LIMIT);
  if (headline === '') return undefined;
  const at = earlier(parseFeedDate(item.published) ?? parseFeedDate(item.updated) ?? receivedAt, receivedAt);
  const updatedAt = later(at, earlier(parseFeedDate(item.updated) ?? at, receivedAt));
  const listings = item.categories.filter(({term}) => term.includes(':')).map(({term}) => term);
  return {
    kind: 'headline',
    at,
    receivedAt,
    id: `rss/${name}/${createHash('sha256').update(identityOf(item)).digest('base64url').slice(0, 22)}`,
    updatedAt,
    headline,
    summary: '',
    content: '',
    author: '',
    source: TITLES[name] ?? name,
    url: safeUrl(item.link.trim()),
    symbols: listedNames([item.title, ...listings, item.summary].join('\n')),
  };
};
