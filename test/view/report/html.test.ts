import fc from 'fast-check';
import {Parser} from 'htmlparser2';
import {describe, expect, test} from 'vitest';
import {escapeHtml, html} from '../../../src/view/report/html.ts';

/** What a browser would make of a page: its elements with their attributes, and its text. */
const read = (
  markup: string,
): {readonly tags: readonly string[]; readonly names: readonly string[]; readonly text: string} => {
  const [tags, names]: [string[], string[]] = [[], []];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      tags.push(name);
      names.push(...Object.keys(attributes));
    },
    ontext: part => {
      text += part;
    },
  });
  parser.end(markup);
  return {tags, names, text};
};

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style><svg onload=alert(1)>',
  '&lt;script&gt; &amp; &#60;b&#62;',
  'pay \u202e0005$\u202c now\u2066\u200f',
  'null\u0000 bell\u0007 escape\u001b[31m',
  '<!-- --><![CDATA[x]]>',
  'javascript:alert(1)',
];

describe('a template of markup', () => {
  test.for(HOSTILE)('lets no text become markup: %j', text => {
    const {markup} = html`<p title="${text}">${text}</p>`;
    expect(read(markup)).toMatchObject({tags: ['p'], names: ['title']});
    expect(markup).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
  });

  test('gives back the text that was put in, whatever signs are in it', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme-ascii'}), raw => {
        const text = raw.replaceAll(/\s+/g, ' ').trim();
        expect(read(html`<p>${text}</p>`.markup).text).toBe(text);
      }),
    );
  });

  test('is one element for any text at all', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        expect(read(html`<p title="${text}">${text}</p>`.markup)).toMatchObject({tags: ['p'], names: ['title']});
        expect(escapeHtml(escapeHtml(text))).not.toMatch(/[<>"']/);
      }),
    );
  });

  test('keeps what templates made, in lists too, and leaves out what is undefined', () => {
    expect(html`<ul>${['a', '<b>'].map(text => html`<li>${text}</li>`)}${undefined}${3}</ul>`.markup).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li>3</ul>',
    );
  });
});
