import type {Headline} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {wireMessage} from '../feeds/alpaca/impersonate.ts';
import {writeInstantText} from '../feeds/alpaca/impersonate-json.ts';

/** One story in the vendor's words: as on the stream, without its `T`, with the pictures that it never has. */
export const restHeadline = (headline: Headline, includeContent: boolean): Readonly<Record<string, unknown>> => {
  const {T: _, ...story} = wireMessage(headline, writeInstantText);
  return {...story, content: includeContent ? headline.content : '', images: []};
};

export type NewsQuery = {
  /** All stories when empty. */
  readonly symbols: readonly Ticker[];
  readonly start: Instant;
  readonly end: Instant;
  readonly known: Instant;
  readonly descending: boolean;
  readonly excludeContentless: boolean;
};

/** The stories whose latest known revision falls in [start, end], by when they were last updated. */
export const newsOf = (headlines: readonly Headline[], query: NewsQuery): readonly Headline[] => {
  const latest = new Map<string, Headline>();
  for (const headline of headlines) {
    if (headline.receivedAt > query.known) break;
    const before = latest.get(headline.id);
    if (before === undefined || headline.updatedAt >= before.updatedAt) latest.set(headline.id, headline);
  }
  const wanted = new Set(query.symbols);
  const found = [...latest.values()].filter(
    ({updatedAt, symbols, content}) =>
      updatedAt >= query.start &&
      updatedAt <= query.end &&
      (wanted.size === 0 || symbols.some(symbol => wanted.has(symbol))) &&
      !(query.excludeContentless && content === ''),
  );
  const sign = query.descending ? -1 : 1;
  return found.sort((a, b) => sign * (a.updatedAt - b.updatedAt));
};
