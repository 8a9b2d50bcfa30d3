import {safeText} from '../../news/safe-text.ts';

/** Markup that is written out as it is; only `html` makes it. */
export type Html = {readonly markup: string};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute: no sign of markup, no control character, nothing that turns the line about. */
export const escapeHtml = (text: string): string =>
  safeText(text, Number.POSITIVE_INFINITY).replaceAll(/[&<>"']/g, sign => ENTITIES[sign] ?? '');

/** What may stand in a template: texts are escaped, markup and lists of it stay, undefined is left out. */
export type Part = string | number | Html | undefined | readonly Part[];

const written = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(written).join('');
};

/** A template of markup: whatever is put into it goes through escapeHtml, unless a template made it. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: texts.map((text, index) => `${text}${written(parts[index])}`).join(''),
});
