import type {Bar, Headline, Trade} from '../../core/events.ts';
import {DAY, fromMillis, type Instant, instant, plus, type Span} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {decodeFeedText, safeContent, safeText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';
import type {RestBody} from '../ask-rest.ts';
import {lettersOf} from './condition-ids.ts';
import {type Article, readArticle, readBar, readTrade} from './rest-schema.ts';
import {tapeOf} from './tape-ids.ts';
import {tradeIdOf} from './trade-id.ts';
import {venueOf} from './venue-ids.ts';

const HEADLINE_LIMIT = 600;
const SUMMARY_LIMIT = 4_000;
const CONTENT_LIMIT = 20_000;
const NAME_LIMIT = 120;
const MOST_SYMBOLS = 100;
const MOST_INSIGHTS = 20;

/** Correction indicators of prints that do not hold: replaced since, an error, cancelled, and the records of those. */
export const WITHDRAWN: ReadonlySet<number> = new Set([1, 7, 8, 10, 11]);

const itemsOf = (body: RestBody): readonly unknown[] => {
  const results = body['results'];
  return Array.isArray(results) ? results : [];
};

/** The trades of a page that still hold; pages do not say whose they are. */
export const decodeTradesPage = (body: RestBody, symbol: Ticker, receivedAt: Instant): readonly Trade[] => {
  const trades: Trade[] = [];
  for (const item of itemsOf(body)) {
    const row = readTrade(item);
    if (row === undefined || WITHDRAWN.has(row.correction ?? 0)) continue;
    const tape = tapeOf(row.tape);
    trades.push({
      kind: 'trade',
      at: instant(Number(row.sip_timestamp.slice(0, -3))),
      receivedAt,
      symbol,
      id: tradeIdOf(row.id, row.trf_id),
      venue: venueOf(row.exchange, tape),
      price: row.price,
      size: row.size,
      conditions: lettersOf(row.conditions, tape),
      tape,
    });
  }
  return trades;
};

/** The bars of a page, each `length` long; known at `receivedAt`, or when that is undefined each at its own end. */
export const decodeBarsPage = (
  body: RestBody,
  symbol: Ticker,
  length: Span,
  receivedAt: Instant | undefined,
): readonly Bar[] => {
  const bars: Bar[] = [];
  for (const item of itemsOf(body)) {
    const row = readBar(item);
    if (row === undefined || length <= 0 || length > DAY) continue;
    const openAt = fromMillis(row.t);
    const at = plus(openAt, length);
    bars.push({
      kind: 'bar',
      at,
      receivedAt: receivedAt ?? at,
      symbol,
      openAt,
      span: length,
      open: row.o,
      high: row.h,
      low: row.l,
      close: row.c,
      volume: row.v,
      trades: row.n ?? 0,
      vwap: row.vw ?? 0,
    });
  }
  return bars;
};

const tickersOf = (names: readonly string[]): readonly Ticker[] => {
  const tickers = new Set<Ticker>();
  for (const name of names) {
    const symbol = parseTicker(name);
    if (symbol !== undefined && tickers.size < MOST_SYMBOLS) tickers.add(symbol);
  }
  return [...tickers];
};

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, letter => (letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;'));

/** The vendor sends no body; what it thinks of the article for each name stands there instead, under its own name. */
const contentOf = ({insights}: Article): string => {
  const lines = (insights ?? []).slice(0, MOST_INSIGHTS).flatMap(({ticker, sentiment, sentiment_reasoning: why}) => {
    const symbol = parseTicker(ticker);
    const words = [decodeFeedText(sentiment ?? '', 40), decodeFeedText(why ?? '', 600)].filter(part => part !== '');
    return symbol === undefined || words.length === 0 ? [] : [`<li>${symbol} ${escaped(words.join(': '))}</li>`];
  });
  return lines.length === 0
    ? ''
    : safeContent(`<p>Massive’s own reading:</p><ul>${lines.join('')}</ul>`, CONTENT_LIMIT);
};

const decodeArticle = (article: Article, receivedAt: Instant): Headline | undefined => {
  const at = parseInstant(article.published_utc);
  const id = safeText(article.id, NAME_LIMIT);
  if (at === undefined || id === '') return undefined;
  const url = article.article_url ?? '';
  return {
    kind: 'headline',
    at,
    receivedAt,
    id,
    updatedAt: (article.updated_utc === undefined ? undefined : parseInstant(article.updated_utc)) ?? at,
    headline: decodeFeedText(article.title, HEADLINE_LIMIT),
    summary: decodeFeedText(article.description ?? '', SUMMARY_LIMIT),
    content: contentOf(article),
    author: decodeFeedText(article.author ?? '', NAME_LIMIT),
    source: decodeFeedText(article.publisher?.name ?? '', NAME_LIMIT),
    url: url === '' ? '' : safeUrl(url),
    symbols: tickersOf(article.tickers ?? []),
  };
};

/** The headlines of a page, in its order, their text made safe. */
export const decodeNewsPage = (body: RestBody, receivedAt: Instant): readonly Headline[] =>
  itemsOf(body).flatMap(item => {
    const article = readArticle(item);
    const headline = article === undefined ? undefined : decodeArticle(article, receivedAt);
    return headline === undefined ? [] : [headline];
  });
