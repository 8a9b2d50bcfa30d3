import {Tokenizer} from 'htmlparser2';
import {safeUrl} from '../safe-url.ts';
import type {Body} from './body.ts';
import {type BodyWriter, createBodyWriter} from './body-writer.ts';

/** What stands between these is for machines; the tokenizer hands it over as one text. */
const SILENT = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes', 'svg']);
const HEADING = /^h[1-6]$/;
const BREAKING = new Set(
  'address article aside br center dd details div dl dt figcaption figure footer form header hr main nav p pre section summary tr caption'.split(
    ' ',
  ),
);

const opened = (writer: BodyWriter, name: string): void => {
  if (HEADING.test(name)) writer.turn('heading');
  else if (name === 'blockquote') writer.turn('quote');
  else if (name === 'ul' || name === 'ol') writer.openList(name === 'ol');
  else if (name === 'li') writer.openItem();
  else if (name === 'table') writer.openTable();
  else if (name === 'tr') writer.openRow();
  else if (name === 'td' || name === 'th') writer.openCell();
  else if (BREAKING.has(name)) writer.breakOff();
};

const closed = (writer: BodyWriter, name: string): void => {
  if (HEADING.test(name) || name === 'blockquote') writer.turn('paragraph');
  else if (name === 'ul' || name === 'ol') writer.closeList();
  else if (name === 'li') writer.closeItem();
  else if (name === 'table') writer.closeTable();
  else if (name === 'td' || name === 'th') writer.closeCell();
  else if (BREAKING.has(name)) writer.breakOff();
};

/** Text that is no HTML: blank lines part its paragraphs. */
const plainBody = (text: string): Body => {
  const writer = createBodyWriter();
  for (const paragraph of text.split(/\n[^\S\n]*\n/)) {
    writer.text(paragraph);
    writer.breakOff();
  }
  return writer.finish();
};

const parsed = (html: string, base: string): Body => {
  const writer = createBodyWriter();
  let name = '';
  let silent = '';
  let attribute = '';
  let value = '';
  let href: string | undefined;
  let preformatted = false;
  let tags = 0;
  let text = '';
  const write = (part: string): void => {
    if (silent !== '') return;
    text += part;
    const lines = preformatted ? part.split('\n') : [part];
    for (const [index, line] of lines.entries()) {
      if (index > 0) writer.breakOff();
      writer.text(line);
    }
  };
  const endLink = (): void => {
    const url = href === undefined ? '' : safeUrl(href, base);
    href = undefined;
    if (url !== '') writer.note(url);
  };
  const tokenizer = new Tokenizer(
    {decodeEntities: true},
    {
      ontext: (start, end) => write(html.slice(start, end)),
      ontextentity: code => write(String.fromCodePoint(code)),
      onopentagname: (start, end) => {
        tags++;
        name = html.slice(start, end).toLowerCase();
        if (silent === '' && name === 'a') endLink();
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += html.slice(start, end);
      },
      onattribentity: code => {
        value += String.fromCodePoint(code);
      },
      onattribend: () => {
        if (silent === '' && name === 'a' && attribute === 'href') href = value.trim();
      },
      onopentagend: () => {
        if (silent !== '') return;
        if (SILENT.has(name)) silent = name;
        else opened(writer, name);
        if (name === 'pre') preformatted = true;
      },
      onselfclosingtag: () => {
        if (silent === '') opened(writer, name);
      },
      onclosetag: (start, end) => {
        const closing = html.slice(start, end).toLowerCase();
        if (silent !== '') {
          if (closing === silent) silent = '';
          return;
        }
        if (closing === 'a') endLink();
        if (closing === 'pre') preformatted = false;
        closed(writer, closing);
      },
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  endLink();
  return tags === 0 ? plainBody(text) : writer.finish();
};

const NOTHING: Body = {blocks: [], links: []};

/**
 * An HTML body as it can be read. Scripts and styles are dropped, entities decoded once and every piece made safe again,
 * since an entity may spell a control character; links are resolved against `base` and checked. Text that is no HTML
 * keeps its paragraphs. Total; linear in the body's length, however tags are nested or left open.
 */
export const readBody = (html: string, base: string): Body => (html === '' ? NOTHING : parsed(html, base));
