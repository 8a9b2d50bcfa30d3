import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {minus, minutes, plus} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {DealBook} from '../../src/news/deals/deal.ts';
import {openDay} from '../../src/tape/day.ts';
import {verifyDay} from '../../src/tape/verify-day.ts';
import {writeDay} from '../../src/tape/write-day.ts';
import {makeBar, makeDraft, makeTrade, OPEN, readAll, testFolder} from './tape-fixtures.ts';

const folder = testFolder();
const date = (text: string): TradingDate => text as TradingDate;

const deals: DealBook = [
  {
    id: 'amzn-openai',
    kind: 'minority_stake',
    from: [{name: 'Amazon', ticker: ticker('AMZN')}],
    to: {name: 'OpenAI'},
    events: [
      {
        id: 'e1',
        date: date('2026-01-29'),
        at: minus(OPEN, minutes(900)),
        knownAt: minus(OPEN, minutes(900)),
        stage: 'talks',
        talks: 'advanced',
        amount: {value: 50e9, currency: 'USD', modifier: 'up_to'},
        text: 'talks to invest',
        source: 'wire',
        headlineId: 'n1',
      },
      {id: 'e2', date: date('2026-01-30'), knownAt: OPEN, stage: 'term_sheet', text: 'no hour, amount or source'},
    ],
    catalysts: [
      {what: 'terms signed', knownAt: OPEN, from: date('2026-02-01'), certainty: 'inferred'},
      {what: 'more', knownAt: OPEN, certainty: 'guided'},
    ],
  },
];
const history = [makeBar('AMZN', minus(OPEN, minutes(1_440)), 241.73)];

const edit = (dir: string, file: string, change: (json: Record<string, unknown>) => void): void => {
  const path = join(dir, file);
  const json = JSON.parse(readFileSync(path, 'utf8'));
  change(json);
  writeFileSync(path, JSON.stringify(json));
};

const freshDay = async (name: string): Promise<string> => {
  const dir = join(folder, name);
  await writeDay(dir, makeDraft(name, {deals, history}));
  return dir;
};

describe('a day', () => {
  test('comes back as it was written', async () => {
    const dir = await freshDay('whole');
    const day = await openDay(dir);
    const {events, deals: _, history: __, previousCloses: ___, ...info} = makeDraft('whole');
    expect(day.info).toEqual({...info, startAt: makeTrade(0).receivedAt, endAt: plus(OPEN, minutes(1))});
    expect(day.deals).toStrictEqual(deals);
    expect(day.previousCloses).toEqual(new Map([['MSFT', 433.5]]));
    expect(day.counts).toMatchObject({trade: 240, headline: 1});
    expect(await readAll(day.events)).toStrictEqual([...(events as unknown[])]);
    expect(day.history && (await readAll(day.history))).toStrictEqual(history);
    await day.close();
    await expect(verifyDay(dir)).resolves.toBeUndefined();
  });

  test('opens at a moment that lies in it', async () => {
    const dir = join(folder, 'early');
    await writeDay(dir, makeDraft('early', {openingAt: minus(OPEN, minutes(60))}));
    const day = await openDay(dir);
    expect(day.info.openingAt).toBe(day.info.startAt);
    await day.close();
  });

  test('is the same bytes for the same draft', async () => {
    const [one, other] = [join(folder, 'a', 'same'), join(folder, 'b', 'same')];
    for (const dir of [one, other]) await writeDay(dir, makeDraft('same', {deals, history}));
    expect(readdirSync(one)).toEqual(['deals.json', 'events.tape', 'history.tape', 'manifest.json']);
    for (const file of readdirSync(one)) {
      expect(readFileSync(join(one, file)).equals(readFileSync(join(other, file)))).toBe(true);
    }
  });

  test('can be for its owner alone', async () => {
    const dir = join(folder, 'private', 'mine');
    await writeDay(dir, makeDraft('mine', {deals}), {private: true});
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(dir)) expect(statSync(join(dir, file)).mode & 0o777).toBe(0o600);
  });

  test('is replaced only when that is asked for, and nothing else ever is', async () => {
    const dir = await freshDay('standing');
    await expect(writeDay(dir, makeDraft('standing'))).rejects.toMatchObject({code: 'usage'});
    writeFileSync(join(dir, 'acts.jsonl'), 'by hand');
    await writeDay(dir, makeDraft('standing', {title: 'Newer'}), {replace: true});
    expect(readFileSync(join(dir, 'acts.jsonl'), 'utf8')).toBe('by hand');
    const day = await openDay(dir);
    expect(day.info.title).toBe('Newer');
    await day.close();
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'letters.txt'), 'dear');
    await expect(writeDay(other, makeDraft('other'), {replace: true})).rejects.toMatchObject({code: 'usage'});
    expect(readdirSync(folder).filter(name => name.startsWith('.'))).toEqual([]);
  });

  test('that cannot be written whole leaves nothing behind', async () => {
    const dir = join(folder, 'half', 'day');
    const events = [makeTrade(2), makeTrade(1)];
    await expect(writeDay(dir, makeDraft('day', {events}))).rejects.toMatchObject({code: 'tape/corrupt'});
    expect(existsSync(dir)).toBe(false);
    expect(readdirSync(join(folder, 'half'))).toEqual([]);
    await expect(writeDay(dir, makeDraft('../day'))).rejects.toMatchObject({code: 'usage'});
  });
});

describe('a day from elsewhere', () => {
  test('is refused with the file and the field when its manifest is not right', async () => {
    const changes: readonly [string, (json: Record<string, unknown>) => void][] = [
      ['format', json => (json['format'] = 99)],
      ['name', json => (json['name'] = '../../etc')],
      ['openingAt', json => (json['openingAt'] = 'soon')],
      ['symbols', json => (json['symbols'] = ['amzn; rm'])],
      ['previousCloses', json => (json['previousCloses'] = {AMZN: -1})],
      ['files', json => (json['files'] = {})],
    ];
    const base = await freshDay('changed');
    for (const [field, change] of changes) {
      const dir = join(folder, `changed-${field}`);
      cpSync(base, dir, {recursive: true});
      edit(dir, 'manifest.json', change);
      await expect(openDay(dir), field).rejects.toMatchObject({
        code: 'tape/corrupt',
        message: expect.stringMatching(new RegExp(`${field}.*manifest\\.json: ${field}`)),
      });
    }
  });

  test('cannot reach the prototype of anything, nor speak to the terminal', async () => {
    const dir = await freshDay('sly');
    const path = join(dir, 'manifest.json');
    const text = readFileSync(path, 'utf8').replace(
      '"title": "A minute',
      '"__proto__": {"x": 1}, "title": "A \\u001b]0;x\\u0007minute',
    );
    writeFileSync(path, text.replace('"MSFT": 433.5', '"MSFT": 433.5, "__proto__": 5'));
    const outcome = await openDay(dir).then(
      async day => {
        await day.close();
        return {title: day.info.title, closes: [...day.previousCloses.keys()]};
      },
      cause => cause.code,
    );
    expect(outcome).toEqual({title: 'A minute of trades', closes: ['MSFT']});
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('is refused when a file is missing, has another length or is a link', async () => {
    const dir = await freshDay('lengths');
    writeFileSync(join(dir, 'deals.json'), '[]');
    await expect(openDay(dir)).rejects.toMatchObject({
      code: 'tape/corrupt',
      message: expect.stringContaining('deals.json'),
    });
    renameSync(join(dir, 'deals.json'), join(dir, 'gone.json'));
    await expect(openDay(dir)).rejects.toMatchObject({
      code: 'tape/missing',
      message: expect.stringContaining('deals.json'),
    });
    const linked = await freshDay('linked');
    renameSync(join(linked, 'events.tape'), join(folder, 'elsewhere.tape'));
    symlinkSync(join(folder, 'elsewhere.tape'), join(linked, 'events.tape'));
    await expect(openDay(linked)).rejects.toMatchObject({code: 'tape/corrupt'});
  });

  test('fails verification when only a checksum tells', async () => {
    const dir = await freshDay('swapped');
    edit(dir, 'manifest.json', json => {
      const files = json['files'] as Record<string, Record<string, unknown>>;
      const events = files['events.tape'];
      if (events !== undefined) events['sha256'] = '0'.repeat(64);
    });
    await (await openDay(dir)).close();
    await expect(verifyDay(dir)).rejects.toMatchObject({
      code: 'tape/corrupt',
      message: expect.stringContaining('events.tape'),
    });
  });

  test('with JSON as deep or as large as can be is refused', async () => {
    const dir = await freshDay('deep');
    writeFileSync(join(dir, 'manifest.json'), `${'['.repeat(200_000)}`);
    await expect(openDay(dir)).rejects.toMatchObject({code: 'tape/corrupt'});
    writeFileSync(join(dir, 'manifest.json'), `"${'x'.repeat(9_000_000)}"`);
    await expect(openDay(dir)).rejects.toMatchObject({code: 'tape/corrupt', message: /more than/});
  });
});
