import {gzipSync} from 'node:zlib';
import {afterEach, describe, expect, test} from 'vitest';
import {plus, seconds} from '../../../src/core/instant.ts';
import {atWallTime, type TradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import type {ProviderOptions} from '../../../src/feeds/provider.ts';
import {RSS} from '../../../src/feeds/rss/provider.ts';
import {type PageServer, startPageServer} from '../polling/page-server.ts';
import {createNetworkClock, readPolled, until} from '../polling/read-polled.ts';

const DATE = '2026-01-30' as TradingDate;
const START = atWallTime(DATE, 8);
const AMZN = ticker('AMZN');

const item = (id: string, title: string, date: string, more = ''): string =>
  `<item><title>${title}</title><link>https://wire.example/${id}</link><guid>${id}</guid><pubDate>Fri, 30 Jan 2026 ${date}</pubDate>${more}</item>`;
const rss = (...items: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>${items.join('')}</channel></rss>`;

let server: PageServer | undefined;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  await server?.close();
});

const open = (feeds: Readonly<Record<string, string>>, options: Partial<ProviderOptions> = {}) => {
  const clock = createNetworkClock(START);
  const taped: RawMessage[] = [];
  const opened = RSS.open({
    halves: ['news'],
    source: '',
    symbols: [AMZN],
    host: undefined,
    keys: {},
    contact: 'you@example.com',
    since: atWallTime(DATE, 4),
    clock,
    chance: () => 0.5,
    tap: message => taped.push(message),
    rssFeeds: feeds,
    ...options,
  });
  const reading = readPolled(opened.feed);
  stop = reading.stop;
  return {...reading, clock, taped};
};

describe('press wires', () => {
  test('bring releases of watched listings once, with words made safe, published when they were, known when they came', async () => {
    let body = rss(
      item('2', 'Other Corp (NYSE: OTHR) grows', '07:40:00 EST'),
      item(
        '1',
        'Amazon &amp;amp; partner &#27;[2Jexpand',
        '12:30:00 GMT',
        '<category domain="/stock">Nasdaq:AMZN</category>',
      ),
      item('0', 'Old news (NASDAQ: AMZN)', '02:00:00 EST'),
    );
    server = await startPageServer((_, response) => response.end(body));
    const {headlines, statuses, clock, taped} = open({globenewswire: server.url});
    await until(() => headlines.length === 1);
    expect(headlines[0]).toMatchObject({
      headline: 'Amazon & partner expand',
      at: atWallTime(DATE, 7, 30),
      receivedAt: START,
      source: 'GlobeNewswire',
      url: 'https://wire.example/1',
      symbols: ['AMZN'],
      summary: '',
      content: '',
    });
    body = rss(
      item('3', 'Amazon (Nasdaq: AMZN) adds a site', '08:00:20 EST'),
      item(
        '1',
        'Amazon &amp;amp; partner &#27;[2Jexpand',
        '12:30:00 GMT',
        '<category domain="/stock">Nasdaq:AMZN</category>',
      ),
    );
    await clock.advance(seconds(45));
    await until(() => headlines.length === 2);
    expect(headlines[1]).toMatchObject({
      headline: 'Amazon (Nasdaq: AMZN) adds a site',
      receivedAt: plus(START, seconds(45)),
    });
    await until(() => statuses.length === 3);
    expect(statuses.map(({feed, state, message}) => [feed, state, message])).toEqual([
      ['rss/globenewswire', 'connecting', 'connecting'],
      ['rss/globenewswire', 'live', 'live'],
      ['rss/globenewswire', 'live', 'headlines come 25 s after they are published'],
    ]);
    expect(taped).toHaveLength(2);
    expect(taped.flatMap(message => RSS.readRecorded(message).events)).toEqual(headlines);
    expect(server.heard[0]?.headers['user-agent']).toBe('tapewire (you@example.com)');
  });

  test('everything of a feed whose name says so', async () => {
    server = await startPageServer((_, response) => response.end(rss(item('1', 'Rates stay', '07:00:00 EST'))));
    const {headlines} = open({'fed*': server.url});
    await until(() => headlines.length === 1);
    expect(headlines[0]).toMatchObject({headline: 'Rates stay', symbols: [], source: 'fed'});
  });

  test('are asked whether anything is new, and unpacked', async () => {
    const body = gzipSync(rss(item('1', 'One (NASDAQ: AMZN)', '07:00:00 EST')));
    server = await startPageServer(({headers}, response) => {
      if (headers['if-none-match'] === '"a1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, {'Content-Encoding': 'gzip', ETag: '"a1"', 'Last-Modified': 'Fri, 30 Jan 2026 12:00:00 GMT'})
          .end(body);
    });
    const {headlines, clock} = open({prnewswire: server.url});
    await until(() => headlines.length === 1);
    await clock.advance(seconds(44));
    expect(server.heard).toHaveLength(1);
    await clock.advance(seconds(1));
    await until(() => (server?.heard.length ?? 0) === 2);
    expect(server.heard[1]?.headers['if-none-match']).toBe('"a1"');
    expect(server.heard[1]?.headers['if-modified-since']).toBe('Fri, 30 Jan 2026 12:00:00 GMT');
    expect(headlines).toHaveLength(1);
  });

  test('in trouble are left in peace: as long as they say, ten minutes when they turn us away', async () => {
    const answers = [
      [429, {'Retry-After': '120'}],
      [403, {}],
      [500, {}],
      [200, {}],
    ] as const;
    let asked = 0;
    server = await startPageServer((_, response) => {
      const [status, headers] = answers[Math.min(asked++, 3)] ?? [200, {}];
      response.writeHead(status, headers).end(status === 200 ? rss() : 'no');
    });
    const {statuses, clock} = open({newsfile: server.url});
    const waits: number[] = [];
    for (let count = 0; count < 3; count++) {
      await until(() => statuses.filter(({state}) => state === 'retrying').length > count);
      const {retryAt = START, receivedAt} = statuses.findLast(({state}) => state === 'retrying') ?? {};
      waits.push((retryAt - (receivedAt ?? START)) / 1_000_000);
      await clock.advanceTo(retryAt);
    }
    await until(() => statuses.some(({state}) => state === 'live'));
    expect(waits[0]).toBeGreaterThanOrEqual(120);
    expect(waits[0]).toBeLessThan(170);
    expect(waits[1]).toBeGreaterThanOrEqual(600);
    expect(waits[2]).toBeGreaterThanOrEqual(60);
    expect(statuses.map(({message}) => message).join('\n')).toMatch(/turned us away \(HTTP 403\): 10 minutes of rest/);
  });

  test('that are gone stop alone; the last one ends the feed with what to do', async () => {
    server = await startPageServer(({path}, response) => {
      if (path === '/gone') response.writeHead(404).end();
      else response.end(rss(item('1', 'One (NASDAQ: AMZN)', '07:00:00 EST')));
    });
    const {headlines, statuses, error} = open({gone: `${server.url}/gone`, here: `${server.url}/here`});
    await until(() => headlines.length === 1 && statuses.some(({state}) => state === 'stopped'));
    expect(statuses.find(({state}) => state === 'stopped')?.message).toMatch(
      /no such feed \(HTTP 404\): check its address/,
    );
    expect(error()).toBeUndefined();
    await stop?.();
    const alone = open({gone: `${server.url}/gone`});
    await until(() => alone.error() !== undefined);
    expect(alone.error()).toMatchObject({code: 'feed/protocol', remedy: 'check its address'});
  });

  test('that flood, or answer with something else, bring nothing and are asked again', async () => {
    let asked = 0;
    server = await startPageServer((_, response) => {
      asked += 1;
      if (asked === 1) response.end('<html>sign in</html>');
      else if (asked === 2)
        response.writeHead(200, {'Content-Encoding': 'gzip'}).end(gzipSync(Buffer.alloc(64 << 20, 60)));
      else if (asked === 3) response.writeHead(302, {Location: 'http://169.254.169.254/latest'}).end();
      else response.end(rss());
    });
    const {statuses, clock} = open({businesswire: server.url});
    for (let count = 1; count <= 2; count++) {
      await until(() => statuses.filter(({state}) => state === 'retrying').length === count);
      await clock.advanceTo(statuses.findLast(({state}) => state === 'retrying')?.retryAt ?? START);
    }
    await until(() => statuses.some(({state}) => state === 'stopped'));
    expect(statuses.map(({message}) => message)).toEqual([
      'connecting',
      expect.stringMatching(/did not answer with RSS/),
      expect.stringMatching(/sent more than 4 MiB/),
      expect.stringMatching(/does not answer as a feed does \(HTTP 302\)/),
    ]);
  });
});

test('addresses that must not be asked, and none at all, are refused before anything is', () => {
  for (const rssFeeds of [
    {},
    {wire: 'http://wire.example/rss'},
    {wire: 'https://me:secret@wire.example'},
    {'Bad Name': 'https://a.example'},
  ])
    expect(() => open(rssFeeds)).toThrow(expect.objectContaining({code: 'usage'}));
});
