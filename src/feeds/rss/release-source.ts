import type {Headline} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, RawMessage, Tap} from '../../engine/ports.ts';
import {type FeedItem, readFeed} from '../../news/syndication/read-feed.ts';
import {createRecentKeys, isNew} from '../connection/recent-keys.ts';
import {getPage, type Validators} from '../polling/get-page.ts';
import {keepItems} from '../polling/keep-items.ts';
import type {PolledSource} from '../polling/polled-feed.ts';
import {checkedUrl} from '../socket-url.ts';
import {decodeRelease, editionOf} from './decode-release.ts';
import {recordedReleases, releaseChannel} from './recorded.ts';

export type ReleaseSourceOptions = {
  readonly name: string;
  readonly url: string;
  /** Only what names one of these is handed on; empty: everything. */
  readonly symbols: readonly Ticker[];
  /** What was published before is old. */
  readonly since: Instant;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly tap: Tap | undefined;
};

const ACCEPT = 'application/rss+xml, application/atom+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8';

/** One feed of press releases. Each item is handed on once, and again when it has another date. */
export const createReleaseSource = (options: ReleaseSourceOptions): PolledSource => {
  const {name, url, userAgent, clock, since, tap} = options;
  const place = checkedUrl(url, 'https:', 'http:').host;
  const wanted = new Set<Ticker>(options.symbols);
  const recent = createRecentKeys();
  let validators: Validators = {};

  const isWanted = (headline: Headline): boolean =>
    headline.at >= since && (wanted.size === 0 || headline.symbols.some(symbol => wanted.has(symbol)));

  const newItems = (items: readonly FeedItem[], receivedAt: Instant): readonly FeedItem[] =>
    items
      .filter(item => isNew(recent, editionOf(item)))
      .map(item => ({item, headline: decodeRelease(item, name, receivedAt)}))
      .flatMap(({item, headline}) => (headline !== undefined && isWanted(headline) ? [{item, at: headline.at}] : []))
      .sort((a, b) => a.at - b.at)
      .map(({item}) => item);

  return {
    feed: releaseChannel(name),
    ask: async signal => {
      const answer = await getPage({url, userAgent, accept: ACCEPT, validators, clock}, signal);
      if (answer.kind === 'same') return {events: []};
      if (answer.kind === 'lost') return {events: [], loss: answer.loss};
      const document = readFeed(answer.text);
      if (document === undefined)
        return {events: [], loss: {kind: 'transient', why: `${place} did not answer with RSS`}};
      validators = answer.validators;
      const receivedAt = clock.now();
      const items = newItems(document.items, receivedAt);
      if (items.length === 0) return {events: []};
      const data = Buffer.from(keepItems('rss', {}, items));
      const message: RawMessage = {receivedAt, channel: releaseChannel(name), data, binary: false};
      tap?.(message);
      return {events: recordedReleases(message)};
    },
  };
};
