import {mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Bar, Headline, TapeEvent, Trade} from '../../../src/core/events.ts';
import {formatInstant, minutes} from '../../../src/core/instant.ts';
import {openDay} from '../../../src/tape/day.ts';
import {importDay} from '../../../src/tape/import/import-day.ts';
import {verifyDay} from '../../../src/tape/verify-day.ts';
import {at, readAll, testFolder} from '../tape-fixtures.ts';

const folder = testFolder();
let count = 0;

const textFile = (lines: readonly string[], end = '\n'): string => {
  const path = join(folder, `file-${count++}.txt`);
  writeFileSync(path, lines.join(end) + end);
  return path;
};
const freshRoot = (): string => join(folder, `root-${count++}`);

const TRADES = 'ts_utc_ns,symbol,price,size';
const BARS = 'ts_utc,symbol,open,high,low,close,volume';
const news = (id: string | number, createdAt: string, more: object = {}): string =>
  JSON.stringify({id, headline: `Story ${id}`, created_at: createdAt, ...more});

/** Imports, reads everything back and closes. */
const imported = async (order: Omit<Parameters<typeof importDay>[0], 'name' | 'root'>) => {
  const report = await importDay({...order, name: 'day', root: freshRoot()});
  const days = [];
  for (const {path} of report.days) {
    await verifyDay(path);
    const day = await openDay(path);
    const history = day.history === undefined ? [] : await readAll(day.history);
    days.push({...day, events: await readAll(day.events), history});
    await day.close();
  }
  const [day] = days;
  if (day === undefined) throw new Error('no day was made');
  return {report, days, day};
};
const isTrade = (event: TapeEvent): event is Trade => event.kind === 'trade';
const isBar = (event: TapeEvent): event is Bar => event.kind === 'bar';
const isHeadline = (event: TapeEvent): event is Headline => event.kind === 'headline';

describe('trades', () => {
  test('come from nanoseconds or ISO stamps, in any order of rows and columns', async () => {
    const path = textFile(
      [
        'size,price,note,symbol,ts_utc_ns',
        '100,241.5,"late, but ""sound""\nand long",AMZN,2026-01-30T14:31:00.5Z',
        '7,241.25,,AMZN,1769783400123456789',
        '5,240,,AMZN,2026-01-30T04:30:00-05:00',
      ],
      '\r\n',
    );
    const {day, report} = await imported({trades: path});
    expect(report.rejected).toEqual([]);
    expect(day.info).toMatchObject({name: 'day', date: '2026-01-30', symbols: ['AMZN'], provenance: 'imported'});
    expect(day.events.filter(isTrade)).toMatchObject([
      {at: at('2026-01-30T09:30:00Z'), id: 1, price: 240, size: 5, conditions: ['@', 'T']},
      {at: at('2026-01-30T14:30:00.123456Z'), id: 2, price: 241.25, size: 7, conditions: ['@'], venue: ''},
      {at: at('2026-01-30T14:31:00.5Z'), id: 3, price: 241.5, size: 100, conditions: ['@']},
    ]);
    expect(day.info.openingAt).toBe(at('2026-01-30T14:28:00Z'));
  });

  test('that cannot be true are reported with file, line and reason', async () => {
    const good = '1769783400000000000,AMZN,241.5,100';
    const path = textFile([
      TRADES,
      good,
      'soon,AMZN,241.5,100',
      '1769783400000,AMZN,241.5,100',
      '1769783400000000000,amzn,241.5,100',
      '1769783400000000000,AMZN,-1,100',
      '1769783400000000000,AMZN,0x10,100',
      '1769783400000000000,AMZN,241.5,0',
      '1769783400000000000,AMZN',
      '2026-01-31T15:00:00Z,AMZN,241.5,100',
      `${'9'.repeat(70_000)},AMZN,241.5,100`,
      '"1769783400000000000,AMZN,241.5,100',
    ]);
    const {report, day} = await imported({trades: path});
    expect(day.counts.trade).toBe(1);
    expect(report.rejectedCount).toBe(10);
    expect(report.rejected.map(({file, line, reason}) => [file === path, line, reason.split(':')[0]])).toEqual([
      [true, 3, 'ts_utc_ns is no time'],
      [true, 4, 'ts_utc_ns is no time'],
      [true, 5, 'not a symbol'],
      [true, 6, 'not a price'],
      [true, 7, 'not a price'],
      [true, 8, 'not a size'],
      [true, 9, '2 fields are too few'],
      [true, 10, 'outside any session (04'],
      [true, 11, 'longer than 65536 bytes'],
      [true, 12, 'a quote is never closed'],
    ]);
    await expect(importDay({name: 'x', trades: path, root: freshRoot(), strict: true})).rejects.toMatchObject({
      code: 'import/row',
      message: `${path}:3: ts_utc_ns is no time: soon`,
    });
  });

  test('that repeat a whole row are left out and counted', async () => {
    const row = '1769783400000000000,AMZN,241.5,100';
    const path = textFile([`${TRADES},venue`, `${row},Q`, `${row},P`, `${row},Q`]);
    const {report, day} = await imported({trades: path});
    expect(report.duplicates).toBe(1);
    expect(day.counts.trade).toBe(2);
  });
});

describe('bars', () => {
  const row = (time: string, symbol: string, close: number): string =>
    `2026-01-${time}Z,${symbol},${close},${close + 1},${close - 1},${close},500`;

  test('are known by their end, at the length most of them have', async () => {
    const times = ['30T14:30:00', '30T14:31:00', '30T14:32:00', '30T14:40:00', '30T14:40:31'];
    const {report, day} = await imported({bars: textFile([BARS, ...times.map(time => row(time, 'AMZN', 240))])});
    const [first] = day.events.filter(isBar);
    expect(first).toMatchObject({
      openAt: at('2026-01-30T14:30:00Z'),
      span: minutes(1),
      at: at('2026-01-30T14:31:00Z'),
      receivedAt: at('2026-01-30T14:31:00Z'),
      high: 241,
      volume: 500,
    });
    expect(day.counts.bar).toBe(4);
    expect(report.rejected).toMatchObject([{line: 6, reason: 'does not start on the grid of 1-minute bars'}]);
  });

  test('of earlier days are history and previous closes, but never of a day further back', async () => {
    const path = textFile([
      BARS,
      ...['28T14:30:00', '28T14:31:00', '28T20:59:00', '28T21:30:00'].map((time, place) =>
        row(time, 'MSFT', 400 + place),
      ),
      ...['29T14:30:00', '29T14:31:00'].map((time, place) => row(time, 'AMZN', 240 + place)),
      ...['30T14:30:00', '30T14:31:00'].map(time => row(time, 'AMZN', 250)),
    ]);
    const {report, days} = await imported({bars: path});
    expect(report.days.map(day => day.name)).toEqual(['day-2026-01-28', 'day-2026-01-29', 'day-2026-01-30']);
    expect(days.map(day => Object.fromEntries(day.previousCloses))).toEqual([{}, {MSFT: 402}, {AMZN: 241}]);
    expect(
      days[2]?.history.filter(isBar).map(bar => [bar.symbol, formatInstant(bar.openAt), bar.volume, bar.close]),
    ).toEqual([
      ['MSFT', '2026-01-28T14:30:00.000000Z', 1_000, 401],
      ['MSFT', '2026-01-28T20:55:00.000000Z', 500, 402],
      ['MSFT', '2026-01-28T21:30:00.000000Z', 500, 403],
      ['AMZN', '2026-01-29T14:30:00.000000Z', 1_000, 241],
    ]);
    expect(days[2]?.history.filter(isBar).every(bar => bar.span === minutes(5))).toBe(true);
  });

  test('make way for trades of the same name and day', async () => {
    const bars = textFile([
      BARS,
      row('30T14:30:00', 'AMZN', 240),
      row('30T14:35:00', 'AMZN', 240),
      row('30T14:30:00', 'MSFT', 430),
    ]);
    const trades = textFile([TRADES, '1769783400000000000,AMZN,241.5,100']);
    const {report, day} = await imported({bars, trades});
    expect(report.covered).toBe(2);
    expect(day.counts).toMatchObject({bar: 1, trade: 1});
  });

  test('that contradict themselves or each other are rejected', async () => {
    const lines = [
      row('30T14:30:00', 'AMZN', 240),
      row('30T14:35:00', 'AMZN', 240),
      row('30T14:35:00', 'AMZN', 240),
      row('30T14:35:00', 'AMZN', 239),
      '2026-01-30T14:40:00Z,AMZN,240,239,238,240,5',
      '2026-01-30T14:45:00Z,AMZN,240,241,240.5,240.5,5',
      '2026-01-30T14:50:00Z,AMZN,240,241,239,240,-5',
    ];
    const {report} = await imported({bars: textFile([BARS, ...lines])});
    expect(report.duplicates).toBe(1);
    expect(report.rejected.map(({line, reason}) => [line, reason.split(':')[0]])).toEqual([
      [6, 'the high is not the highest'],
      [7, 'the low is not the lowest'],
      [8, 'not a volume'],
      [5, 'another bar for the slot of line 3'],
    ]);
  });

  test('of a day each, or one alone, cannot be replayed', async () => {
    const daily = [...Array(5).keys()].map(day => row(`${26 + day}T14:30:00`, 'AMZN', 240));
    await expect(imported({bars: textFile([BARS, ...daily])})).rejects.toMatchObject({
      code: 'import/row',
      message: /1-day bars/,
    });
    await expect(imported({bars: textFile([BARS, daily[0] ?? ''])})).rejects.toMatchObject({message: /too few/});
  });
});

describe('news', () => {
  test('belong to the session they fall in or precede', async () => {
    const bars = textFile([
      BARS,
      ...['2026-01-29T15:00', '2026-01-29T15:05', '2026-02-02T15:00', '2026-02-02T15:05'].map(
        time => `${time}:00Z,AMZN,1,1,1,1,1`,
      ),
    ]);
    const lines = textFile([
      news('far', '2026-01-25T08:59:59Z'),
      news('night', '2026-01-28T03:00:00Z'),
      news(17, '2026-01-29T16:00:00Z', {
        updated_at: '2026-01-29T16:00:05Z',
        symbols: ['AMZN', '^GSPC', 'AMZN'],
        content: '<p>x</p>',
      }),
      news('weekend', '2026-01-31T12:00:00Z'),
      news('after', '2026-02-03T01:00:00Z'),
    ]);
    const {report, days} = await imported({bars, news: lines});
    expect(days.map(day => day.events.filter(isHeadline).map(headline => headline.id))).toEqual([
      ['night', '17'],
      ['weekend'],
    ]);
    expect(days[0]?.events.filter(isHeadline)[1]).toMatchObject({
      at: at('2026-01-29T16:00:00Z'),
      receivedAt: at('2026-01-29T16:00:00Z'),
      updatedAt: at('2026-01-29T16:00:05Z'),
      symbols: ['AMZN'],
      content: '<p>x</p>',
    });
    expect(days[0]?.info).toMatchObject({startAt: at('2026-01-29T09:00:00Z'), openingAt: at('2026-01-29T15:58:00Z')});
    expect(report.rejected.map(row => row.line)).toEqual([1, 5]);
  });

  test('alone make days too', async () => {
    const {day} = await imported({news: textFile([news('a', '2026-01-30T12:00:00Z', {symbols: ['AMZN']}), ''])});
    expect(day.info).toMatchObject({date: '2026-01-30', symbols: ['AMZN']});
  });

  test('are made safe, and bad lines are reported', async () => {
    const lines = textFile([
      news('a', '2026-01-30T12:00:00Z', {headline: 'AT&amp;T\u001b]0;x\u0007 rises\u202e', url: 'file:///etc/passwd'}),
      '{"id": "b"',
      '{"id": "c", "headline": "x"}',
      '[]',
      '{"__proto__": {"polluted": 1}, "id": "d", "headline": "y", "created_at": "2026-01-30T12:00:01Z"}',
      news('e', 'yesterday'),
      news('\u200b', '2026-01-30T12:00:02Z'),
    ]);
    const {report, day} = await imported({news: lines});
    expect(day.events.filter(isHeadline)).toMatchObject([{headline: 'AT&T rises', url: ''}, {id: 'd'}]);
    expect('polluted' in {}).toBe(false);
    expect(report.rejected.map(({line, reason}) => [line, reason.split(':')[0]])).toMatchObject([
      [2, 'not JSON'],
      [3, 'created_at'],
      [4, 'Invalid input'],
      [6, 'created_at'],
      [7, 'id'],
    ]);
  });

  test('with revisions: the first is known at once, the later ones from their update', async () => {
    const revised = news('a', '2026-01-30T12:00:00Z', {headline: 'Story two', updated_at: '2026-01-30T12:20:00Z'});
    const path = textFile([
      revised,
      news('a', '2026-01-30T12:00:00Z'),
      revised,
      news('a', '2026-01-30T12:00:00Z', {headline: 'rival'}),
    ]);
    const {report, day} = await imported({news: path});
    expect(day.events.filter(isHeadline).map(({headline, receivedAt}) => [headline, receivedAt])).toEqual([
      ['Story a', at('2026-01-30T12:00:00Z')],
      ['Story two', at('2026-01-30T12:20:00Z')],
    ]);
    expect(report).toMatchObject({duplicates: 1, rejected: [{line: 4}]});
  });
});

describe('an import', () => {
  const trades = (): string => textFile([TRADES, '1769783400000000000,AMZN,241.5,100']);

  test('is for its owner alone, and replaces a day only when told', async () => {
    const root = freshRoot();
    const order = {name: 'mine', trades: trades(), root};
    await importDay(order);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'mine', 'events.tape')).mode & 0o777).toBe(0o600);
    await expect(importDay(order)).rejects.toMatchObject({code: 'usage'});
    await expect(importDay({...order, replace: true})).resolves.toMatchObject({days: [{name: 'mine'}]});
  });

  test('makes nothing of names, headers and files that cannot be', async () => {
    const root = freshRoot();
    mkdirSync(root);
    const bad = [
      {name: '../up', trades: trades()},
      {name: 'x', trades: join(folder, 'none.csv')},
      {name: 'x', trades: textFile(['time,price', '1,2'])},
      {name: 'x', bars: textFile([])},
      {name: 'x', trades: textFile([TRADES, 'soon,AMZN,1,1'])},
    ];
    const codes = await Promise.all(bad.map(order => importDay({...order, root}).catch(cause => cause.code)));
    expect(codes).toEqual(['usage', 'usage', 'usage', 'import/row', 'import/row']);
    expect(readdirSync(root)).toEqual([]);
  });
});
