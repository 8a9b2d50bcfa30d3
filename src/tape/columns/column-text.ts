import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {safeContent, safeText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';

/**
 * What becomes of a string on its way into a tape and out of it again (a tape may come from anywhere): the safe form,
 * or undefined when nothing of the kind can be made of it. Idempotent, so what was safe is kept exactly.
 */
export type TextRule<T extends string> = (text: string) => T | undefined;

const PRINTABLE = /^[ -~]{0,32}$/;

/** Codes of venues, sale conditions and halts; a condition may be a single space. */
export const codeText: TextRule<string> = text => (PRINTABLE.test(text) ? text : safeText(text, 32));
/** Names, ids and reasons. */
export const nameText: TextRule<string> = text => safeText(text, 500);
/** Headlines and summaries. */
export const proseText: TextRule<string> = text => safeText(text, 16_384);
/** Bodies of stories, with tags and line ends. */
export const contentText: TextRule<string> = text => safeContent(text, 262_144);
export const urlText: TextRule<string> = text => safeUrl(text);
export const tickerText: TextRule<Ticker> = parseTicker;

/** Only the words given. */
export const oneOf =
  <T extends string>(words: readonly T[]): TextRule<T> =>
  text =>
    words.find(word => word === text);

/** How many strings a list may hold. */
export const LONGEST_LIST = 64;
