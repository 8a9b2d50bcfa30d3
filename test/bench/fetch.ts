import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseTradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {createAlpacaDaySource} from '../../src/feeds/alpaca/alpaca-day-source.ts';
import {fetchDay} from '../../src/feeds/fetch/fetch-day.ts';

export type FetchRow = {
  readonly trades: number;
  readonly pages: number;
  /** Trades a second of this process's CPU: JSON.parse of the same pages, and the whole fetch, written and verified. */
  readonly yardstick: number;
  readonly fetched: number;
  readonly ratio: number;
};

const NAMES = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'];
const PAGE = 10_000;

/** A server in a process of its own: `count` trades of each name, spread over the day, in pages of 10,000. */
const SERVER = `
const {createServer} = require('node:http');
const count = Number(process.argv[1]);
const start = Date.parse('2026-01-30T09:00:00Z');
const step = Math.floor(57_600_000_000 / count);
const two = value => String(value).padStart(6, '0');
const page = (name, from) => {
  const items = [];
  const end = Math.min(count, from + ${PAGE});
  for (let n = from; n < end; n++) {
    const micros = n * step;
    const at = new Date(start + Math.floor(micros / 1000)).toISOString().slice(0, 19) + '.' + two(micros % 1_000_000) + 'Z';
    const price = (240 + ((n * 7) % 900) / 100).toFixed(2);
    items.push('{"t":"' + at + '","x":"Q","p":' + price + ',"s":' + (1 + (n * 13) % 400) + ',"c":["@","I"],"i":' + (n + 1) + ',"z":"C"}');
  }
  const next = end < count ? '"' + name + '|' + end + '"' : 'null';
  return '{"trades":{"' + name + '":[' + items.join(',') + ']},"next_page_token":' + next + '}';
};
const server = createServer((request, response) => {
  const {pathname, searchParams} = new URL(request.url, 'http://localhost');
  response.setHeader('content-type', 'application/json');
  if (pathname === '/v2/stocks/trades') {
    const from = Number((searchParams.get('page_token') ?? '|0').split('|')[1]);
    response.end(page(searchParams.get('symbols'), from));
  } else response.end('{"bars":{},"news":[],"next_page_token":null}');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

const cpuSince = (before: NodeJS.CpuUsage): number => {
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1e6;
};

/** JSON.parse of every page, as text that is in memory already. */
const parseAll = async (restUrl: string): Promise<number> => {
  let cpu = 0;
  for (const name of NAMES) {
    for (let token: string | null = `${name}|0`; token !== null; ) {
      const bytes = await (
        await fetch(`${restUrl}/v2/stocks/trades?symbols=${name}&page_token=${token}`)
      ).arrayBuffer();
      const text = Buffer.from(bytes).toString('utf8');
      const before = process.cpuUsage();
      const page: {next_page_token: string | null} = JSON.parse(text);
      cpu += cpuSince(before);
      token = page.next_page_token;
    }
  }
  return cpu;
};

/** A day of `trades` prints of four names, fetched from a real server and written. */
export const measureFetch = async (trades: number): Promise<FetchRow> => {
  const date = parseTradingDate('2026-01-30');
  if (date === undefined) throw new RangeError('date');
  const child = spawn(process.execPath, ['-e', SERVER, String(trades / NAMES.length)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const root = mkdtempSync(join(tmpdir(), 'tapewire-bench-'));
  try {
    const [port] = await once(child.stdout, 'data');
    const restUrl = `http://127.0.0.1:${String(port).trim()}`;
    const access = {restUrl, keys: {id: 'bench', secret: 'bench'}, clock: wallClock, chance: Math.random};
    const parsing = await parseAll(restUrl);
    const before = process.cpuUsage();
    const report = await fetchDay(
      {
        name: 'bench',
        date,
        source: createAlpacaDaySource({...access, source: 'sip', via: undefined}),
        symbols: NAMES.map(ticker),
        benchmark: undefined,
        prints: 'trades',
        news: 'named',
        sessions: 1,
        root,
        replace: false,
        clock: wallClock,
      },
      new AbortController().signal,
    );
    const fetching = cpuSince(before);
    return {
      trades: report.counts.trade,
      pages: report.pages,
      yardstick: trades / parsing,
      fetched: trades / fetching,
      ratio: parsing / fetching,
    };
  } finally {
    child.kill();
    rmSync(root, {recursive: true});
  }
};
