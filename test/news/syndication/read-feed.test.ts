import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readFeed} from '../../../src/news/syndication/read-feed.ts';

describe('a feed is read', () => {
  test('as RSS: id, title, link, date, description, categories', () => {
    const item = `<item><title>AT&amp;T &amp;amp; others</title><link>https://wire.example/1</link><guid>one</guid>
      <pubDate>Fri, 30 Jan 2026 13:00:00 EST</pubDate><description><![CDATA[<p>Dear (NYSE: T)</p>]]></description>
      <category domain="https://wire.example/stock">NYSE:T</category><media:group><title>Not this</title></media:group></item>`;
    const read = readFeed(`<?xml version="1.0"?><rss version="2.0"><channel><title>All</title>${item}</channel></rss>`);
    expect(read?.items).toEqual([
      {
        raw: item,
        id: 'one',
        title: 'AT&T &amp; others',
        link: 'https://wire.example/1',
        published: 'Fri, 30 Jan 2026 13:00:00 EST',
        updated: '',
        summary: '<p>Dear (NYSE: T)</p>',
        categories: [{domain: 'https://wire.example/stock', term: 'NYSE:T'}],
      },
    ]);
  });

  test('as Atom: the link of the article itself, and the form of a category', () => {
    const xml = `<feed a="1 &lt; 2"><entry><link rel="self" href="https://a.example/self"/><link href="https://a.example/x"/>
      <id>urn:1</id><updated>2026-01-30T13:00:00-05:00</updated><category scheme="forms" term="8-K"/></entry></feed>`;
    expect(readFeed(xml)).toMatchObject({
      attributes: {a: '1 < 2'},
      items: [{id: 'urn:1', link: 'https://a.example/x', categories: [{domain: 'forms', term: '8-K'}]}],
    });
  });

  test('or not at all', () => {
    for (const text of ['', 'Service unavailable', '<html><body><item>no</item></body></html>', '{"rss":1}'])
      expect(readFeed(text)).toBeUndefined();
  });
});

describe('what is hostile', () => {
  test('defines no entity that anything could grow by', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss><item><title>&b;&x;</title></item></rss>`;
    expect(readFeed(bomb)?.items[0]?.title).toBe('&b;&x;');
  });

  test('and does not end, or ends too late, is left out alone', () => {
    const xml = '<feed><entry><id>1</id></entry><entry><id>2</id></feed><entry><id>3</id></entry><entry><id>4';
    expect(readFeed(xml)?.items.map(({id}) => id)).toEqual(['1', '3']);
  });

  test('and nests without end is refused, four megabytes of it in linear time', () => {
    const before = process.cpuUsage().user;
    expect(readFeed(`<rss>${'<a>'.repeat(1_400_000)}`)).toBeUndefined();
    expect(readFeed(`<rss>${'<item '.repeat(700_000)}`)?.items).toEqual([]);
    expect(readFeed(`<rss><item><title>${'&lt;'.repeat(1_000_000)}</title></item></rss>`)?.items).toHaveLength(1);
    expect(readFeed(`<rss>${'<item/>'.repeat(600_000)}`)?.items).toEqual([]);
    expect(process.cpuUsage(undefined).user - before).toBeLessThan(20_000_000);
  });

  test('never throws, and an item read alone is the item', () => {
    const part = fc.constantFrom(
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<link/>',
      '<![CDATA[',
      ']]>',
      '<',
      '&amp;',
      'x',
      '<!--',
      '"',
    );
    fc.assert(
      fc.property(fc.array(part, {maxLength: 40}), parts => {
        for (const item of readFeed(`<rss>${parts.join('')}</rss>`)?.items ?? [])
          expect(readFeed(`<rss>${item.raw}</rss>`)?.items).toEqual([item]);
      }),
      {numRuns: 2_000},
    );
  });
});
