import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {DAY, minutes, plus, seconds, span} from '../../../src/core/instant.ts';
import {atWallTime, type TradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import {EDGAR} from '../../../src/feeds/edgar/provider.ts';
import type {ProviderOptions} from '../../../src/feeds/provider.ts';
import {type PageServer, startPageServer} from '../polling/page-server.ts';
import {createNetworkClock, readPolled, until} from '../polling/read-polled.ts';

const DATE = '2026-01-30' as TradingDate;
const START = atWallTime(DATE, 16, 10);
const COMPANIES = {
  0: {cik_str: 1018724, ticker: 'AMZN', title: 'AMAZON COM INC'},
  1: {cik_str: 1067983, ticker: 'BRK-B', title: 'BERKSHIRE HATHAWAY INC'},
  2: {cik_str: 1067983, ticker: 'BRK-A', title: 'BERKSHIRE HATHAWAY INC'},
  3: {cik_str: 77, ticker: 'OTHR', title: 'OTHER CORP'},
};

type Entry = {
  form: string;
  company: string;
  cik: string;
  role?: string;
  accession: string;
  time?: string;
  items?: string;
};
const entry = ({form, company, cik, role = 'Filer', accession, time = '16:05:02', items = ''}: Entry): string => `
<entry>
<title>${form} - ${company} (${cik.padStart(10, '0')}) (${role})</title>
<link rel="alternate" type="text/html" href="https://www.sec.gov/Archives/edgar/data/${cik}/${accession}-index.htm"/>
<summary type="html">
 &lt;b&gt;Filed:&lt;/b&gt; 2026-01-30 &lt;b&gt;AccNo:&lt;/b&gt; ${accession} &lt;b&gt;Size:&lt;/b&gt; 2 MB
${items}</summary>
<updated>2026-01-30T${time}-05:00</updated>
<category scheme="https://www.sec.gov/" label="form type" term="${form}"/>
<id>urn:tag:sec.gov,2008:accession-number=${accession}</id>
</entry>`;
const atom = (...entries: readonly string[]): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Latest Filings</title>${entries.join('')}</feed>`,
    'latin1',
  );

const RESULTS = entry({
  form: '8-K',
  company: 'AMAZON COM INC',
  cik: '1018724',
  accession: '0001018724-26-000003',
  items:
    '&lt;br&gt;Item 2.02: Results of Operations and Financial Condition\n&lt;br&gt;Item 9.01: Financial Statements and Exhibits\n',
});
const STAKE = [
  entry({
    form: 'SCHEDULE 13D',
    company: 'PATIENT CAPITAL LP',
    cik: '555',
    role: 'Filed by',
    accession: '0000000555-26-000001',
  }),
  entry({
    form: 'SCHEDULE 13D',
    company: 'BERKSHIRE HATHAWAY INC',
    cik: '1067983',
    role: 'Subject',
    accession: '0000000555-26-000001',
  }),
];

let server: PageServer | undefined;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  await server?.close();
});

const open = (options: Partial<ProviderOptions> = {}, start = START) => {
  const clock = createNetworkClock(start);
  const taped: RawMessage[] = [];
  const opened = EDGAR.open({
    halves: ['news'],
    source: '',
    symbols: [ticker('AMZN'), ticker('BRK.B')],
    host: server?.url.replace('http', 'ws'),
    keys: {},
    contact: 'you@example.com',
    since: atWallTime(DATE, 4),
    clock,
    chance: () => 0.5,
    tap: message => taped.push(message),
    edgarForms: ['8-K', 'SCHEDULE 13D'],
    ...options,
  });
  const reading = readPolled(opened.feed);
  stop = reading.stop;
  return {...reading, clock, taped};
};

const serve = (pages: (form: string) => Buffer): Promise<PageServer> =>
  startPageServer(({path}, response) => {
    if (path.startsWith('/files/company_tickers.json')) response.end(JSON.stringify(COMPANIES));
    else response.end(pages(new URL(path, 'http://a.example').searchParams.get('type') ?? ''));
  });

describe('EDGAR', () => {
  test('brings each filing of a watched name once, whoever has a part in it, with what it reports', async () => {
    server = await serve(form => {
      const other = entry({form: '8-K', company: 'OTHER CORP', cik: '77', accession: '0000000077-26-000001'});
      const begins = entry({
        form: '8-K12B',
        company: 'AMAZON COM INC',
        cik: '1018724',
        accession: '0001018724-26-000009',
      });
      return form === '8-K' ? atom(other, begins, RESULTS) : atom(...STAKE);
    });
    const {headlines, statuses, taped, clock} = open();
    await until(() => headlines.length === 2, clock);
    expect(headlines.map(({id, headline, symbols}) => [id, headline, symbols])).toEqual([
      [
        'edgar/0001018724-26-000003',
        '8-K: AMAZON COM INC: Results of Operations and Financial Condition (2.02)',
        ['AMZN'],
      ],
      ['edgar/0000000555-26-000001', 'SCHEDULE 13D: BERKSHIRE HATHAWAY INC, by PATIENT CAPITAL LP', ['BRK.B', 'BRK.A']],
    ]);
    expect(headlines[0]).toMatchObject({
      at: plus(atWallTime(DATE, 16, 5), seconds(2)),
      source: 'SEC EDGAR',
      url: 'https://www.sec.gov/Archives/edgar/data/1018724/0001018724-26-000003-index.htm',
    });
    await until(() => (server?.heard.length ?? 0) >= 5, clock, seconds(5));
    expect(headlines).toHaveLength(2);
    expect(statuses.map(({feed, state}) => `${feed} ${state}`)).toEqual(['edgar/atom connecting', 'edgar/atom live']);
    expect(taped).toHaveLength(1);
    expect(taped.flatMap(message => EDGAR.readRecorded(message).events)).toEqual(headlines);
  });

  test('is told who asks, and is asked for one form in a quarter of a second at most', async () => {
    server = await serve(() => atom());
    const {clock} = open();
    await until(() => (server?.heard.length ?? 0) === 2);
    await clock.advance(seconds(0.2));
    expect(server.heard).toHaveLength(2);
    await until(() => (server?.heard.length ?? 0) === 3, clock);
    expect(server.heard.map(({path}) => path)).toEqual([
      '/files/company_tickers.json',
      '/cgi-bin/browse-edgar?action=getcurrent&type=8-K&company=&dateb=&owner=include&start=0&count=100&output=atom',
      '/cgi-bin/browse-edgar?action=getcurrent&type=SCHEDULE+13D&company=&dateb=&owner=include&start=0&count=100&output=atom',
    ]);
    for (const {headers} of server.heard) expect(headers['user-agent']).toBe('tapewire you@example.com');
  });

  test('tells letters of its own charset, and makes hostile ones safe', async () => {
    const company = 'CAFÉ \u009b2JAMAZON';
    server = await serve(form =>
      form === '8-K' ? atom(entry({form: '8-K', company, cik: '1018724', accession: '0001018724-26-000004'})) : atom(),
    );
    const {headlines, clock} = open();
    await until(() => headlines.length === 1, clock);
    expect(headlines[0]?.headline).toMatch(/^8-K: CAFÉ/);
    expect(headlines[0]?.headline).not.toMatch(/\p{Cc}/u);
  });

  test('is asked for the list of companies once a week, and does with an old one', async () => {
    const cacheFolder = mkdtempSync(join(tmpdir(), 'tapewire-edgar-'));
    let refused = false;
    server = await startPageServer(({path}, response) => {
      const isList = path.startsWith('/files/');
      if (isList && refused) response.writeHead(503).end();
      else response.end(isList ? JSON.stringify(COMPANIES) : atom(RESULTS));
    });
    const lists = (): number => server?.heard.filter(({path}) => path.startsWith('/files/')).length ?? 0;
    for (const [days, expected] of [
      [0, 1],
      [6, 1],
      [8, 2],
    ] as const) {
      refused = days > 0;
      const run = open({cacheFolder}, plus(START, span(days * DAY)));
      await until(() => run.headlines.length === 1, run.clock);
      expect(lists()).toBe(expected);
      await run.stop();
    }
  });

  test('is not asked for the list with every question while it cannot be had, nor for filings once it turned us away', async () => {
    const cacheFolder = mkdtempSync(join(tmpdir(), 'tapewire-edgar-'));
    let list = 200;
    server = await startPageServer(({path}, response) => {
      if (path.startsWith('/files/')) response.writeHead(list).end(list === 200 ? JSON.stringify(COMPANIES) : '');
      else response.end(atom(RESULTS));
    });
    const count = (start: string): number => server?.heard.filter(({path}) => path.startsWith(start)).length ?? 0;
    const first = open({cacheFolder});
    await until(() => first.headlines.length === 1, first.clock);
    await first.stop();
    list = 503;
    const later = open({cacheFolder}, plus(START, span(8 * DAY)));
    await until(() => count('/cgi-bin/') >= 4, later.clock, seconds(30));
    expect(count('/files/')).toBe(2);
    await later.clock.advance(minutes(30));
    await until(() => count('/files/') === 3, later.clock, seconds(30));
    await later.stop();
    list = 403;
    const filings = count('/cgi-bin/');
    const refused = open({cacheFolder}, plus(START, span(9 * DAY)));
    await until(() => refused.statuses.length === 2);
    expect(refused.statuses[1]).toMatchObject({state: 'retrying', message: expect.stringMatching(/turned us away/)});
    expect(count('/cgi-bin/')).toBe(filings);
    await refused.stop();
  });

  test.for([
    [403, '1800', 30],
    [429, undefined, 10],
    [429, '90', 1.5],
  ] as const)('that says HTTP %i, Retry-After %s, is left in peace for %s minutes', async ([status, after, pause]) => {
    server = await startPageServer((_, response) =>
      response.writeHead(status, after === undefined ? {} : {'retry-after': after}).end(),
    );
    const {statuses} = open();
    await until(() => statuses.length === 2);
    const wait = (statuses[1]?.retryAt ?? START) - START;
    expect(wait).toBeGreaterThanOrEqual(minutes(pause));
    expect(wait).toBeLessThan(minutes(pause + 1));
  });

  test('that turns us away is left in peace for ten minutes, and says so', async () => {
    server = await startPageServer((_, response) => response.writeHead(403).end('Undeclared Automated Tool'));
    const {statuses, clock} = open();
    await until(() => statuses.length === 2);
    expect(statuses[1]).toMatchObject({
      state: 'retrying',
      message: expect.stringMatching(/turned us away.*10 minutes/),
    });
    await clock.advance(minutes(10));
    expect(server.heard).toHaveLength(1);
    await clock.advance(minutes(1));
    await until(() => (server?.heard.length ?? 0) === 2);
  });
});

test('without an address of mail EDGAR is not asked anything', () => {
  for (const contact of [undefined, '', 'somebody', 'a@b\r\nX: y'])
    expect(() => open({contact})).toThrow(
      expect.objectContaining({code: 'usage', remedy: 'write: tapewire config set contact you@example.com'}),
    );
});
