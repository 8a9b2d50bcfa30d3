import {decodeHTML} from 'entities';
import {safeText} from './safe-text.ts';

const BREAKING = new Set([
  'p',
  'br',
  'div',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
/** What stands between these is for machines. */
const SILENT = new Set(['script', 'style', 'head', 'title']);
const LONGEST_PARAGRAPH = 4_000;

/** The name of the tag that begins at `open`, with its slash when it closes. */
const tagName = (html: string, open: number): string =>
  /^\/?[a-z][a-z0-9]*/i.exec(html.slice(open + 1, open + 16))?.[0].toLowerCase() ?? '';

/**
 * The text of an HTML body as paragraphs: tags dropped, entities decoded once, each paragraph made safe again, since
 * an entity may spell a control character. Text that is no HTML stays as it is. Linear in the body's length.
 */
export const plainBody = (html: string): readonly string[] => {
  const paragraphs: string[] = [];
  let text = '';
  let silent = '';
  const end = (): void => {
    const paragraph = safeText(text.includes('&') ? decodeHTML(text) : text, LONGEST_PARAGRAPH).trim();
    if (paragraph !== '') paragraphs.push(paragraph);
    text = '';
  };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const close = open < 0 ? -1 : html.indexOf('>', open);
    if (open < 0 || close < 0) {
      if (silent === '') text += html.slice(at);
      break;
    }
    const name = tagName(html, open);
    if (silent === '') text += html.slice(at, open);
    if (silent !== '') silent = name === `/${silent}` ? '' : silent;
    else if (name === '') text += html.slice(open, close + 1);
    else if (SILENT.has(name)) silent = name;
    else if (BREAKING.has(name.replace('/', ''))) end();
    at = close + 1;
  }
  for (const [index, line] of text.split(/\n\s*\n/).entries()) {
    text = line;
    if (index >= 0) end();
  }
  return paragraphs;
};
