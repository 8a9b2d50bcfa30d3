import type {Headline} from '../../src/core/events.ts';
import {type Instant, instant} from '../../src/core/instant.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import {annotate} from '../../src/news/annotate.ts';
import type {Notes} from '../../src/news/notes.ts';

export const at = (text: string): Instant => parseInstant(text) ?? instant(0);

/** Friday, 30 January 2026, 09:31 in New York: the moment of every case that does not say another. */
export const FRIDAY = at('2026-01-30T14:31:00Z');

export const notesOf = (headline: string, source = 'Reuters', symbols: readonly Ticker[] = []): Notes =>
  annotate({headline, source, symbols, at: FRIDAY});

/** A headline as a feed would send it. */
export const aHeadline = (text: string, changes: Partial<Headline> = {}): Headline => ({
  kind: 'headline',
  id: text,
  at: FRIDAY,
  receivedAt: FRIDAY,
  updatedAt: changes.at ?? FRIDAY,
  headline: text,
  summary: '',
  content: '',
  author: '',
  source: 'Reuters',
  url: '',
  symbols: [],
  ...changes,
});
