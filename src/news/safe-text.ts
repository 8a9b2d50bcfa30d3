import {decodeHTML} from 'entities';
import {stripControls} from './strip-controls.ts';

/** Stands for whatever terminals draw at different widths or in another order: emoji, scripts that shape or run right to left. */
export const STAND_IN = '▪';

const MARKS_PER_LETTER = 2;
const PLAIN_LINE = /^[ -~]*$/;
const PLAIN_TEXT = /^[ -~\n]*$/;
const SPACE = /^[\t-\r\u0085\u2800\p{Z}]$/u;
/** Marks of Latin, Greek and Cyrillic. Those of other scripts differ in width between terminals. */
const MARK = /^[\u0300-\u034e\u0350-\u036f]$/u;
const INVISIBLE = /^[\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufffc]$/u;
const MODIFIER = /^[\u{1f3fb}-\u{1f3ff}]$/u;
const FLAG_LETTER = /^\p{Regional_Indicator}$/u;
const JOINER = '\u200d';
/** Written left to right, one cell or (Han, kana, Hangul, full-width forms) two wherever it is shown. */
const STEADY_SCRIPT =
  /^[\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\uac00-\ud7a3]$/u;
/** Emoji; what became wide only in Unicode 16; dashes and signs wider than any cell; unassigned and private ones. */
const DISPUTED = /^[\p{Emoji_Presentation}\p{Cn}\p{Co}\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\u2e3a\u2e3b\u303d]$/u;

const isSteady = (glyph: string): boolean =>
  STEADY_SCRIPT.test(glyph) && !DISPUTED.test(glyph) && (glyph.length === 1 || /^\p{Script=Han}$/u.test(glyph));

/** What one character beyond ASCII becomes; the same for the same character wherever it stands. */
type Fate = 'keep' | 'space' | 'mark' | 'drop' | 'joiner' | 'modifier' | 'flag' | 'stand-in' | 'broken';

const fateOf = (glyph: string): Fate => {
  if (SPACE.test(glyph)) return 'space';
  if (MARK.test(glyph)) return 'mark';
  if (glyph === JOINER) return 'joiner';
  if (/^\p{Cs}$/u.test(glyph)) return 'broken';
  if (INVISIBLE.test(glyph)) return 'drop';
  if (MODIFIER.test(glyph)) return 'modifier';
  if (FLAG_LETTER.test(glyph)) return 'flag';
  return isSteady(glyph) ? 'keep' : 'stand-in';
};

const fates = new Map<string, Fate>();
const MOST_FATES = 4_096;
const knownFate = (glyph: string): Fate => {
  const known = fates.get(glyph);
  if (known !== undefined) return known;
  const fate = fateOf(glyph);
  if (fates.size >= MOST_FATES) fates.clear();
  fates.set(glyph, fate);
  return fate;
};

/** Each character by its fate; white space becomes one space, or stays a line end where `lines` asks for it. */
const filter = (text: string, lines: boolean): string => {
  let out = '';
  let marks = MARKS_PER_LETTER;
  let last: Fate = 'space';
  const space = (glyph: string): void => {
    if (lines && (glyph === '\n' || glyph === '\u2028' || glyph === '\u2029')) out += '\n';
    else if (lines || (last !== 'space' && out !== '')) out += ' ';
  };
  for (const glyph of text) {
    const code = glyph.charCodeAt(0);
    const fate = code > 0x20 && code < 0x7f ? 'keep' : knownFate(glyph);
    if (fate === 'drop') continue;
    if (fate === 'mark') {
      if (marks++ < MARKS_PER_LETTER) out += glyph;
      continue;
    }
    const joined = last === 'joiner';
    if (fate === 'joiner') {
      if (last === 'stand-in') last = 'joiner';
      continue;
    }
    marks = fate === 'keep' ? 0 : MARKS_PER_LETTER;
    if (fate === 'keep') out += glyph;
    else if (fate === 'space') space(glyph);
    else if (fate === 'broken') out += '\ufffd';
    else if (fate === 'flag' && last === 'flag') {
      last = 'stand-in';
      continue;
    } else if (!(fate === 'stand-in' && joined) && !(fate === 'modifier' && (last === 'stand-in' || joined)))
      out += STAND_IN;
    last = fate === 'modifier' ? 'stand-in' : fate;
  }
  return out;
};

/** Text cut to `limit` UTF-16 units, never inside a character nor between a letter and its marks. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let end = Math.max(0, Math.floor(limit));
  while (end > 0 && /^(?:[\udc00-\udfff]|[\u0300-\u036f])/.test(text.charAt(end))) end--;
  return text.slice(0, end);
};

/** Long runs of marks would make normalising slow; no letter of any script carries this many. */
const MARK_RUN = /(\p{M}{8})\p{M}+/gu;

const clean = (raw: string, lines: boolean): string =>
  filter(stripControls(raw).replace(MARK_RUN, '$1').normalize('NFC'), lines).normalize('NFC');

/**
 * One line of text from outside that is fit to be shown: no control, escape, bidi, format, tag or filler characters, at
 * most two marks a letter, single spaces, NFC, at most `limit` UTF-16 units. Total, linear, idempotent. Entities are not
 * decoded here: see decodeFeedText.
 */
export const safeText = (raw: string, limit: number): string => {
  const plain = PLAIN_LINE.test(raw) && !raw.includes('  ') && !raw.startsWith(' ') ? raw : clean(raw, false);
  return cut(plain, limit).trimEnd();
};

/** A feed's text: HTML entities decoded once, then safeText. Runs where the wire is decoded and nowhere else. */
export const decodeFeedText = (raw: string, limit: number): string =>
  safeText(raw.includes('&') ? decodeHTML(raw) : raw, limit);

/**
 * A body from outside: as safeText, but line ends, runs of spaces, tags and entities stay. Whoever decodes its entities
 * later makes the result safe again.
 */
export const safeContent = (raw: string, limit: number): string =>
  cut(PLAIN_TEXT.test(raw) ? raw : clean(raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), true), limit);
