import {z} from 'zod';
import type {Headline} from '../../core/events.ts';
import {type Instant, later} from '../../core/instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {decodeFeedText, safeContent, safeText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';
import {instantJson, issueLine} from '../json-codecs.ts';
import {readLines} from './read-lines.ts';
import type {Rejections} from './rejection.ts';

/** A headline of a file, and the line it stood on. */
export type NewsRow = {readonly line: number; readonly headline: Headline};
export type NewsRows = {readonly rows: readonly NewsRow[]; readonly duplicates: number};

const LONGEST_LINE = 4 * 1024 * 1024;

const optionalText = z.string().nullish();

/** One line, in the shape of Alpaca's news REST. */
const newsSchema = z.object({
  id: z.union([z.string().min(1).max(500), z.int()]),
  headline: z.string().min(1),
  created_at: instantJson,
  updated_at: instantJson.nullish(),
  summary: optionalText,
  author: optionalText,
  url: optionalText,
  content: optionalText,
  source: optionalText,
  symbols: z.array(z.string()).nullish(),
});

const tickersOf = (symbols: readonly string[]): readonly Ticker[] => [
  ...new Set(
    symbols
      .slice(0, 50)
      .map(parseTicker)
      .filter(symbol => symbol !== undefined),
  ),
];

/** What a line says, safe, or a reason why it cannot be used. */
const decodeLine = (text: string): Headline | string => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const result = z.safeDecode(newsSchema, json as z.input<typeof newsSchema>);
  if (!result.success) return issueLine(result.error);
  const row = result.data;
  const headline = decodeFeedText(row.headline, 1_000);
  if (headline === '') return 'headline: empty';
  const id = safeText(String(row.id), 500);
  if (id === '') return 'id: empty';
  return {
    kind: 'headline',
    at: row.created_at,
    receivedAt: row.created_at,
    id,
    updatedAt: later(row.created_at, row.updated_at ?? row.created_at),
    headline,
    summary: decodeFeedText(row.summary ?? '', 10_000),
    content: safeContent(row.content ?? '', 200_000),
    author: decodeFeedText(row.author ?? '', 200),
    source: decodeFeedText(row.source ?? '', 200),
    url: safeUrl(row.url ?? ''),
    symbols: tickersOf(row.symbols ?? []),
  };
};

const sameText = (a: Headline, b: Headline): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The revisions of one id, oldest first: the first is known from its publication, each further one from its update.
 * A file that holds only the last revision of a story cannot tell what the first one said.
 */
const releaseTimes = (revisions: readonly NewsRow[]): readonly NewsRow[] =>
  revisions.map(({line, headline}, place) => {
    const receivedAt: Instant = place === 0 ? headline.at : headline.updatedAt;
    return {line, headline: {...headline, receivedAt}};
  });

/** A news JSONL, in order of when each was known. Repeated lines are left out and counted. */
export const readNews = async (path: string, rejections: Rejections): Promise<NewsRows> => {
  const byId = new Map<string, NewsRow[]>();
  let duplicates = 0;
  for await (const {line, text} of readLines(path, LONGEST_LINE)) {
    if (text?.trim() === '') continue;
    const headline = text === undefined ? `longer than ${LONGEST_LINE} bytes` : decodeLine(text);
    if (typeof headline === 'string') {
      rejections.bad(path, line, headline);
      continue;
    }
    const revisions = byId.get(headline.id) ?? [];
    byId.set(headline.id, revisions);
    const rival = revisions.find(row => row.headline.updatedAt === headline.updatedAt);
    if (rival === undefined) revisions.push({line, headline});
    else if (sameText(rival.headline, headline)) duplicates++;
    else rejections.bad(path, line, `another text for the id and time of line ${rival.line}`);
  }
  const rows = [...byId.values()].flatMap(revisions =>
    releaseTimes(revisions.sort((a, b) => a.headline.updatedAt - b.headline.updatedAt)),
  );
  return {rows: rows.sort((a, b) => a.headline.receivedAt - b.headline.receivedAt || a.line - b.line), duplicates};
};
