import type {Headline} from '../../core/events.ts';
import {formatInstant, HOUR, type Instant, later, minus, type Span, seconds} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {createAskedFor} from '../asked-for.ts';
import {NEWS_CHANNEL} from './recorded.ts';
import {fetchPages, type RestAccess} from './rest.ts';
import {decodeNewsPage} from './rest-pages.ts';
import {type Article, readArticle} from './rest-schema.ts';

/** Two questions a minute leave the free plan, which has five, something for the rest. */
export const NEWS_EVERY: Span = seconds(30);
/** An article comes up to this long after the time that it bears. */
const LATEST: Span = HOUR;
const MOST_REMEMBERED = 10_000;
const LARGEST_PAGE = '1000';

/** What makes an article another one when it is told again. */
const wordsOf = ({title, description, tickers}: Article): string => JSON.stringify([title, description, tickers]);

/** Gives each time what is new since it was called last: articles not seen before, and those in other words. */
export type AskNews = (signal: AbortSignal) => Promise<readonly Headline[]>;

/**
 * Asks for the news of `symbols` (all where empty) from `since` on. One question is about all names, for each would cost
 * one; the tap hears only the articles that are kept, each once, and again when it was changed.
 * @see https://massive.com/docs/rest/stocks/news
 */
export const createAskNews = (symbols: readonly Ticker[], since: Instant, access: RestAccess): AskNews => {
  const isAskedFor = createAskedFor(symbols);
  const seen = new Map<string, string>();
  let askedAt: Instant | undefined;

  /** An article that is new, or one that changed with the moment at which that was seen; undefined for any other. */
  const newIn = (item: unknown, now: Instant): Readonly<Record<string, unknown>> | undefined => {
    const article = readArticle(item);
    if (article === undefined || typeof item !== 'object') return undefined;
    if (!decodeNewsPage({results: [item]}, now).some(isAskedFor)) return undefined;
    const words = wordsOf(article);
    const before = seen.get(article.id);
    if (before === words) return undefined;
    seen.delete(article.id);
    seen.set(article.id, words);
    const {updated_utc: _, ...own} = {...item} as Record<string, unknown>;
    return before === undefined ? own : {...own, updated_utc: formatInstant(now)};
  };

  return async signal => {
    const from = askedAt === undefined ? since : later(since, minus(askedAt, LATEST));
    const params = {'published_utc.gte': formatInstant(from), sort: 'published_utc', order: 'asc', limit: LARGEST_PAGE};
    const now = access.clock.now();
    const headlines: Headline[] = [];
    for await (const {body} of fetchPages('/v2/reference/news', params, access, signal)) {
      const receivedAt = access.clock.now();
      const items: readonly unknown[] = Array.isArray(body['results']) ? body['results'] : [];
      const results = items.map(item => newIn(item, receivedAt)).filter(item => item !== undefined);
      if (results.length === 0) continue;
      access.tap?.({receivedAt, channel: NEWS_CHANNEL, data: Buffer.from(JSON.stringify({results})), binary: false});
      for (const headline of decodeNewsPage({results}, receivedAt)) headlines.push(headline);
    }
    askedAt = now;
    for (const id of seen.keys()) {
      if (seen.size <= MOST_REMEMBERED) break;
      seen.delete(id);
    }
    return headlines;
  };
};
