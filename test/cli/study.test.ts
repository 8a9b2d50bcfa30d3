import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Parser} from 'htmlparser2';
import {describe, expect, test} from 'vitest';
import type {StudyRecords} from '../../src/view/study/study-records.ts';
import {makeHome, runProgram} from './run-program.ts';

const oneLine = /^tapewire: [^\n]+\n$/;
const DAY = '2026-01-30';
const TALKS = '50318271';

const folderOf = (home: Readonly<Record<string, string>>): string => {
  const folder = join(home['TAPEWIRE_DAYS'] ?? '', '..');
  mkdirSync(folder, {recursive: true});
  return folder;
};
const records = async (args: readonly string[], home = makeHome()): Promise<StudyRecords> =>
  JSON.parse((await runProgram(['study', ...args, '--format', 'json'], home)).stdout) as StudyRecords;

/** A morning of minute bars of three names, up and down a cent or two, AMZN a percent higher from 10:45. */
const barsOf = (date: string, minutes: number): string => {
  const rows = ['ts_utc,symbol,open,high,low,close,volume'];
  for (let minute = 0; minute < minutes; minute++) {
    const at = new Date(Date.parse(`${date}T14:30:00Z`) + minute * 60_000).toISOString();
    for (const [index, symbol] of ['AMZN', 'MSFT', 'NVDA'].entries()) {
      const step = symbol === 'AMZN' && minute >= 75 ? 2 : 0;
      const price = 200 + step + (((minute + 1) * (index + 3) * 7919) % 13) / 100;
      rows.push(`${at},${symbol},${price},${price + 0.02},${price - 0.02},${price},1000`);
    }
  }
  return `${rows.join('\n')}\n`;
};

describe('study', () => {
  test('prints the day in 120 columns, and says that it is simulated', async () => {
    const {code, stdout} = await runProgram(['study', DAY]);
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toContain('SIMULATED TAPE');
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(120);
    expect(stdout).toMatch(/^ {2}AMZN▲ .*\+2\.96% .*!positive$/m);
    expect(stdout).toMatch(/^deal +too few headlines: \d of 5$/m);
  });

  test('tells one headline in full, by its own id or that of a reprint, with the clock that it counts from', async () => {
    const [headline] = (await records([DAY, '--headline', TALKS])).headlines;
    expect(headline).toMatchObject({id: TALKS, start: {clock: 'published', headlineId: TALKS}});
    const reprint = headline?.alike[0] ?? '';
    expect((await records([DAY, '--headline', reprint])).headlines.map(({id}) => id)).toEqual([TALKS]);
    const card = (await runProgram(['study', DAY, '--headline', reprint])).stdout;
    expect(card).toContain('when it was published');
    expect(card).toContain(reprint);
    expect(card).toMatch(/^ {2}held against +QQQ without AMZN, market model, 20 sessions$/m);
  });

  test('knows nothing of what came after --at: pending in words, never 0', async () => {
    const early = await records([DAY, '--at', '08:10']);
    const amzn = early.headlines.find(({id}) => id === TALKS)?.reactions.find(({symbol}) => symbol === 'AMZN');
    expect(amzn).toMatchObject({verdict: 'pending', p: null, volume: null});
    const late = amzn?.horizons.find(({name}) => name === '+15m');
    expect(late).toMatchObject({status: 'pending', return: null, test: {status: 'refused', reason: 'pending'}});
    const whole = await records([DAY]);
    const same = whole.headlines.find(({id}) => id === TALKS)?.reactions.find(({symbol}) => symbol === 'AMZN');
    expect(amzn?.horizons[1]).toEqual(same?.horizons[1]);
  });

  test('shows the horizons asked for, in time order, and holds names against what was chosen', async () => {
    const asked = await records([DAY, '--horizons', 'close,5m', '--symbols', 'NVDA', '--benchmark', 'none']);
    expect(asked.horizons).toEqual(['+5m', 'close']);
    const reactions = asked.headlines.flatMap(headline => headline.reactions);
    expect(new Set(reactions.map(({symbol}) => symbol))).toEqual(new Set(['NVDA']));
    for (const {benchmark, model, horizons} of reactions) {
      expect([benchmark.name, model?.kind]).toEqual(['own mean', 'mean-adjusted']);
      expect(horizons.map(({name}) => name)).toEqual(['+5m', 'close']);
    }
    const adjusted = await records([DAY, '--model', 'market-adjusted', '--headline', TALKS]);
    expect(adjusted.headlines[0]?.reactions[0]?.model).toMatchObject({kind: 'market-adjusted', a: 0, b: 1});
  });

  test('csv keeps negative figures as numbers', async () => {
    const {stdout} = await runProgram(['study', DAY, '--format', 'csv']);
    expect(stdout).toMatch(/,-0\.0\d+,/);
    expect(stdout).not.toMatch(/'-0\.0|NaN|undefined/);
  });

  test.for<readonly [readonly string[], string]>([
    [['--horizons', '7m'], 'write some of 1m,5m,15m,30m,1h,2h,close'],
    [['--headline', '5031827'], 'did you mean 50318271'],
    [['--headline', 'no such thing'], 'tapewire wire'],
    [['--headline', '1'], `list them with \`tapewire wire ${DAY} --format csv\``],
    [['--benchmark', 'SPY'], 'no SPY on the tape'],
    [['--benchmark', 'none', '--model', 'market'], 'needs a benchmark'],
    [['--model', 'magic'], 'see --help'],
    [['--report', '/no/such/folder/x.html'], 'cannot write'],
  ])('%j is told in one line, with exit code 2', async ([args, words]) => {
    const {code, stdout, stderr} = await runProgram(['study', DAY, ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(words);
  });
});

test('the README shows what is printed', async () => {
  const path = new URL('../../README.md', import.meta.url);
  const readme = readFileSync(path, 'utf8');
  const [, args = '', shown = ''] = /\$ tapewire (study [^\n]*)\n([\s\S]*?)```/.exec(readme) ?? [];
  const {stdout} = await runProgram(args.split(' '));
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(
      path,
      readme.replace(shown, () => stdout),
    );
  else expect(stdout).toBe(shown);
});

describe('days of a person’s own', () => {
  test('bars without a headline have nothing to study, and say so', async () => {
    const home = makeHome();
    const bars = join(folderOf(home), 'bars.csv');
    writeFileSync(bars, barsOf('2026-01-28', 120));
    expect((await runProgram(['import', '--name', 'mine', '--bars', bars], home)).code).toBe(0);
    const {code, stdout} = await runProgram(['study', 'mine'], home);
    expect([code, stdout.trim()]).toEqual([0, expect.stringMatching(/^no headline on mine by \d\d:\d\d:\d\d ET$/)]);
    expect(await records(['mine'], home)).toMatchObject({headlines: [], kinds: [], tests: 0});
    const page = (await runProgram(['study', 'mine', '--report', '-'], home)).stdout;
    expect(page).toContain('no headline on mine');
    expect(page).toContain('IMPORTED TAPE');
  });

  test('headlines over a day without history are held against the same morning, or say what is missing', async () => {
    const home = makeHome();
    const folder = folderOf(home);
    const [bars, news] = [join(folder, 'bars.csv'), join(folder, 'news.jsonl')];
    writeFileSync(bars, barsOf('2026-01-28', 180));
    const told = [
      {
        id: 'early',
        headline: 'Amazon names a new finance chief',
        created_at: '2026-01-28T14:50:00Z',
        symbols: ['AMZN'],
      },
      {id: 'late', headline: 'Amazon wins a cloud contract', created_at: '2026-01-28T15:45:00Z', symbols: ['AMZN']},
    ];
    writeFileSync(news, `${told.map(one => JSON.stringify(one)).join('\n')}\n`);
    const made = await runProgram(['import', '--name', 'mine', '--bars', bars, '--news', news], home);
    expect([made.code, made.stderr]).toEqual([0, expect.anything()]);
    const {headlines, kinds} = await records(['mine'], home);
    const amzn = headlines.map(({reactions}) => reactions.find(({symbol}) => symbol === 'AMZN'));
    expect(amzn[0]).toMatchObject({verdict: 'insufficient data', model: null, p: null});
    expect(amzn[0]?.reason).toMatch(/^insufficient baseline: \d+ of 60 returns before the headline$/);
    expect(amzn[1]).toMatchObject({
      estimation: 'same-day',
      verdict: 'positive',
      benchmark: {name: 'mean of MSFT NVDA'},
    });
    expect(kinds.at(-1)?.tests.sign).toMatchObject({status: 'refused'});
  });
});

describe('the page', () => {
  test('is written once, over itself only when forced, and to the standard output for -', async () => {
    const home = makeHome();
    const path = join(folderOf(home), 'day.html');
    const first = await runProgram(['study', DAY, '--report', path], home);
    expect([first.code, first.stdout]).toEqual([0, `wrote ${path}\n`]);
    const page = readFileSync(path, 'utf8');
    writeFileSync(path, 'mine');
    const again = await runProgram(['study', DAY, '--report', path], home);
    expect([again.code, readFileSync(path, 'utf8')]).toEqual([2, 'mine']);
    expect(again.stderr).toContain('--force');
    expect((await runProgram(['study', DAY, '--report', path, '--force'], home)).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(page);
    expect((await runProgram(['study', DAY, '--report', '-'], home)).stdout).toBe(page);
    expect(existsSync('-')).toBe(false);
  });

  test('needs nothing else: one policy, no script, nothing fetched, every element closed', async () => {
    const page = (await runProgram(['study', DAY, '--report', '-'])).stdout;
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(page).toContain('SIMULATED TAPE');
    expect(page).toContain('tapewire study 2026-01-30 --report FILE');
    const VOID = new Set(['meta', 'br', 'rect', 'line', 'circle', 'path']);
    const open: string[] = [];
    const parser = new Parser(
      {
        onopentag: (name, attributes) => {
          if (!VOID.has(name)) open.push(name);
          expect(['script', 'link', 'img', 'iframe', 'object', 'base', 'form']).not.toContain(name);
          for (const [key, value] of Object.entries(attributes)) {
            expect(key).not.toMatch(/^on|^src$|^style$/);
            if (key === 'href') expect(value).toMatch(/^https?:\/\//);
          }
        },
        onclosetag: (name, implied) => {
          if (VOID.has(name)) return;
          expect([name, implied, open.pop()]).toEqual([name, false, name]);
        },
      },
      {recognizeSelfClosing: true},
    );
    parser.end(page);
    expect(open).toEqual([]);
  });

  test('a hostile headline stays text in every form', async () => {
    const home = makeHome();
    const folder = folderOf(home);
    const [bars, news] = [join(folder, 'bars.csv'), join(folder, 'news.jsonl')];
    writeFileSync(bars, barsOf('2026-01-28', 180));
    const hostile = {
      id: '"><script>1</script>',
      headline: 'Amazon </title><script>alert(1)</script> "onload="x" \u202e evil \u0007',
      created_at: '2026-01-28T15:30:00Z',
      symbols: ['AMZN'],
      url: 'javascript:alert(1)',
      source: "<img src=x onerror='1'>",
    };
    writeFileSync(news, `${JSON.stringify(hostile)}\n`);
    await runProgram(['import', '--name', 'mine', '--bars', bars, '--news', news], home);
    const page = (await runProgram(['study', 'mine', '--report', '-'], home)).stdout;
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toMatch(/<script|<img|javascript:|\u202e|\u0007/);
    const table = (await runProgram(['study', 'mine'], home)).stdout;
    expect(table).not.toMatch(/[\u202e\u0007\u001b]/);
  });
});
