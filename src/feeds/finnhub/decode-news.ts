import {z} from 'zod';
import type {Headline} from '../../core/events.ts';
import {earlier, type Instant, instant, SECOND} from '../../core/instant.ts';
import {parseTicker} from '../../core/ticker.ts';
import {decodeFeedText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';

export const NEWS_CHANNEL = 'finnhub/news';

const ItemShape = z.object({
  id: z.number(),
  datetime: z.number().positive(),
  headline: z.string().min(1),
  summary: z.string().nullish(),
  source: z.string().nullish(),
  url: z.string().nullish(),
  related: z.string().nullish(),
});

const HEADLINE_LIMIT = 600;
const SUMMARY_LIMIT = 4_000;
const SOURCE_LIMIT = 120;
const MOST_SYMBOLS = 100;

/** The items of an answer, a list in JSON; undefined for anything else. */
export const newsItems = (text: string): readonly unknown[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** A headline, published no later than it was received; undefined for what is none. */
export const decodeNewsItem = (item: unknown, receivedAt: Instant): Headline | undefined => {
  const {data: said} = ItemShape.safeParse(item);
  if (said === undefined) return undefined;
  const at = earlier(instant(Math.floor(said.datetime) * SECOND), receivedAt);
  const symbols = (said.related ?? '').split(',', MOST_SYMBOLS).map(name => parseTicker(name.trim()));
  return {
    kind: 'headline',
    at,
    receivedAt,
    id: `finnhub/${said.id}`,
    updatedAt: at,
    headline: decodeFeedText(said.headline, HEADLINE_LIMIT),
    summary: decodeFeedText(said.summary ?? '', SUMMARY_LIMIT),
    content: '',
    author: '',
    source: decodeFeedText(said.source ?? '', SOURCE_LIMIT),
    url: safeUrl(said.url ?? ''),
    symbols: symbols.filter(symbol => symbol !== undefined),
  };
};

export const decodeNews = (text: string, receivedAt: Instant): readonly Headline[] =>
  (newsItems(text) ?? []).map(item => decodeNewsItem(item, receivedAt)).filter(headline => headline !== undefined);
