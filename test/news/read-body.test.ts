import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readBody} from '../../src/news/body/read-body.ts';

const blocks = (html: string) => readBody(html, '').blocks;
const texts = (html: string) => blocks(html).map(block => (block.kind === 'table' ? block.rows : block.text));

describe('a body', () => {
  test('is paragraphs without tags, scripts or styles, entities decoded once', () => {
    expect(
      texts(
        '<p>One &amp; <b>two</b>&nbsp;&mdash; &amp;lt;</p><script>alert("<p>")</script><style>p{}</style>three<br/>four',
      ),
    ).toEqual(['One & two — &lt;', 'three', 'four']);
  });

  test('keeps headings, quotes and lists in lists, also where ends of items are left out', () => {
    expect(blocks('<h2>Why</h2><ul><li>one<ol><li>a<li>b</ol><li><p>two</p><p>more</p></ul><blockquote>said')).toEqual([
      {kind: 'heading', text: 'Why'},
      {kind: 'item', text: 'one', mark: '•', depth: 0},
      {kind: 'item', text: 'a', mark: '1.', depth: 1},
      {kind: 'item', text: 'b', mark: '2.', depth: 1},
      {kind: 'item', text: 'two', mark: '•', depth: 0},
      {kind: 'item', text: 'more', mark: '', depth: 0},
      {kind: 'quote', text: 'said'},
    ]);
  });

  test('keeps the rows of a table; one that only places text is text', () => {
    expect(blocks('<table><tr><th>Name<th>EPS<tr><td><p>AMZN</p></td><td>1.95<tr><td></table>')).toEqual([
      {
        kind: 'table',
        rows: [
          ['Name', 'EPS'],
          ['AMZN', '1.95'],
        ],
      },
    ]);
    expect(blocks('<table><tr><td>Story</td></tr></table>')).toEqual([{kind: 'paragraph', text: 'Story'}]);
  });

  test('that is no HTML keeps its paragraphs', () => {
    expect(texts('up 3 < 5 but > 2 &amp; more\n\nnext one')).toEqual(['up 3 < 5 but > 2 & more', 'next one']);
  });

  test('that is preformatted keeps its lines', () => {
    expect(texts('<pre>a\nb</pre>c\nd')).toEqual(['a', 'b', 'c d']);
  });
});

describe('links', () => {
  const read = (html: string) => readBody(html, 'https://news.example/2026/story');

  test('become numbered footnotes, the same address the same number', () => {
    expect(
      read(
        '<p><a href="/q?a=1&amp;b=2">One </a>and <a href=https://b.example>two</a>, <a href="/q?a=1&b=2">again</a>.</p>',
      ),
    ).toEqual({
      blocks: [{kind: 'paragraph', text: 'One [1] and two [2], again [1].'}],
      links: ['https://news.example/q?a=1&b=2', 'https://b.example/'],
    });
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://user:secret@b.example/', 'data:text/html,x', ''])(
    'to %j stay text',
    href => {
      expect(readBody(`<p>see <a href="${href}">this</a></p>`, '')).toEqual({
        blocks: [{kind: 'paragraph', text: 'see this'}],
        links: [],
      });
    },
  );

  test('show a host that looks like another as what it is', () => {
    expect(read('<a href="https://аpple.example/">x</a>').links).toEqual(['https://xn--pple-43d.example/']);
  });

  test('left open end with the body; beyond what can be numbered they are text', () => {
    expect(read('<a href=//c.example>left open').blocks).toEqual([{kind: 'paragraph', text: 'left open [1]'}]);
    const many = Array.from({length: 120}, (_, index) => `<a href=/${index}>x</a>`).join('');
    expect(read(many).links).toHaveLength(99);
  });
});

describe('hostile markup', () => {
  test('smuggles no control character in', () => {
    const [text] = texts('<p>a&#27;]0;title&#7;b &#x202e;c</p>');
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(text).toContain('b');
  });

  const markup = fc.array(
    fc.oneof(
      fc.constantFrom('<', '>', '</', '<p>', '<a href="', '<a href=x>', '"', '<!--', '<li>', '</ul>', '<ol>', '<td>'),
      fc.constantFrom('<table>', '</table>', '</td>', '<script>', '</script>', '<h1>', '&#27;', '&lt;', '&', '<pre>'),
      fc.string({unit: 'binary', maxLength: 12}),
    ),
    {maxLength: 60},
  );

  test('comes out safe, whatever is left open', () => {
    fc.assert(
      fc.property(markup, parts => {
        const {blocks: read, links} = readBody(parts.join(''), 'https://news.example/');
        for (const text of read.flatMap(block => (block.kind === 'table' ? block.rows.flat() : [block.text])))
          expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        for (const link of links) expect(link).toMatch(/^https?:\/\/[!-~]+$/);
      }),
    );
  });

  test.each([
    '<',
    '<div>',
    '</b>',
    '<ul><li>',
    'x<a href=http://a.example>y ',
    '<table><tr><td>x',
    '&',
    '&#x',
    '<!--',
    'a\u0301',
  ])('a megabyte of %j costs no more than its length', piece => {
    const timeOf = (length: number): number => {
      const html = piece.repeat(length / piece.length);
      const from = performance.now();
      readBody(html, '');
      return performance.now() - from;
    };
    timeOf(100_000);
    // Twice the slope of a straight line, and a generous floor for a machine that is busy.
    expect(timeOf(1_000_000)).toBeLessThan(20 * timeOf(100_000) + 1_500);
  });
});
