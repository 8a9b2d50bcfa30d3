import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import type {StoryRecord, WireRecord} from '../../src/view/wire-records.ts';
import {makeHome, runProgram} from './run-program.ts';

const DAYS = fileURLToPath(new URL('../../fixtures/days', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
const oneLine = /^tapewire: [^\n]+\n$/;

describe('the command line', () => {
  test('a word that is no command and no day says which command is near', async () => {
    const {code, stderr} = await runProgram(['wrie']);
    expect(code).toBe(2);
    expect(stderr).toContain('no command or day "wrie"');
    expect(stderr).toContain('did you mean `tapewire wire`');
    expect((await runProgram(['2026-01-31'])).stderr).toContain('did you mean 2026-01-30');
    const unknown = await runProgram(['wire', 'wrie']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('no day "wrie": `tapewire days` lists them');
  });

  test('says what it is', async () => {
    const {code, stdout} = await runProgram(['--version']);
    expect([code, stdout]).toEqual([0, `${manifest.version}\n`]);
  });

  test('--help names every command, and each has its own help with examples', async () => {
    const {code, stdout} = await runProgram(['--help']);
    expect(code).toBe(0);
    const commands = [
      'replay',
      'drill',
      'watch',
      'record',
      'days',
      'fetch',
      'pack',
      'wire',
      'study',
      'deals',
      'import',
      'serve',
      'frame',
      'config',
    ];
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    const helps = await Promise.all(commands.map(name => runProgram([name, '--help'])));
    for (const help of helps) {
      expect(help.code).toBe(0);
      expect(help.stdout).toContain('Examples:\n  $ tapewire');
    }
  });

  test.for([
    [['--nonsense']],
    [['replay', '--speed', 'fast']],
    [['replay', '--at', '25:00']],
    [['replay', '--symbols', 'A B']],
    [['replay', '2026-01-30', '--symbols', 'TSLA', '--plain']],
    [['frame', '--size', '0x0']],
    [['frame', '--view', 'nothing']],
    [['frame', '--headline', 'none']],
    [['wire', '--at', 'noon']],
    [['wire', '--format', 'xml']],
    [['deals', '--at', 'noon']],
    [['deals', '--format', 'xml']],
    [['serve', '--port', '99999']],
    [['import', '--name', 'x']],
    [['import']],
    [['config', 'paint']],
    [['config', 'set', 'theme', 'purple']],
    [['config', 'get', 'colour']],
    [['watch', '--feed', 'carrier-pigeon']],
  ] as const)('%j is a usage error on one line', async ([args]) => {
    const {code, stdout, stderr} = await runProgram(args);
    expect(stderr).toMatch(oneLine);
    expect(stderr).not.toMatch(/\.:|"\|"/);
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each([
    [['--\u001b]0;owned\u0007']],
    [['config', '\u009b31m']],
    [['config', 'get', '\u009b31m']],
    [['config', 'set', 'theme', '\u202e\u009b31m']],
    [['frame', '--headline', '\u009b2J\u001b[2J']],
  ])('what was typed comes back without control characters: %j', async args => {
    const {code, stderr} = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^tapewire: [^\p{C}]+\n$/u);
  });

  test('complaints that nobody hears end nothing', async () => {
    const env = makeHome();
    const trades = join(mkdtempSync(join(tmpdir(), 'tapewire-rows-')), 'trades.csv');
    const rows = ['ts_utc_ns,symbol,price,size', ...Array(90).fill('bad'), '1769783400000000000,AMZN,200,100'];
    writeFileSync(trades, rows.join('\n'));
    const importing = spawn(process.execPath, [BUNDLE, 'import', '--name', 'deaf', '--trades', trades], {
      env: {...process.env, ...env},
    });
    importing.stderr.destroy();
    expect(await once(importing, 'exit')).toEqual([0, null]);
    expect((await runProgram(['days'], env)).stdout).toContain('deaf');
  });

  test('an unknown day is named, with the nearest ones', async () => {
    const {code, stderr} = await runProgram(['replay', '2026-01-3', '--plain']);
    expect(code).toBe(2);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain('2026-01-30');
  });

  test('live without keys says where to put them', async () => {
    const {code, stderr} = await runProgram(['watch', '--plain']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^tapewire: no keys for alpaca: write: tapewire keys set alpaca, or set APCA_API_KEY_ID and APCA_API_SECRET_KEY\n$/,
    );
  });
});

describe('days and import', () => {
  test('days lists what is bundled, as a table and as data', async () => {
    const table = await runProgram(['days']);
    expect(table.stdout).toMatch(/^2026-01-30 +2026-01-30 +simulated +\d{3},\d{3}/m);
    const {stdout} = await runProgram(['days', '--format', 'json']);
    const names = (JSON.parse(stdout) as {name: string}[]).map(day => day.name);
    expect(names).toEqual(expect.arrayContaining(['2026-01-22-quiet', '2026-01-30', '2026-01-30-ohlc']));
  });

  test('what was imported is listed and drawn, and bad rows are named', async () => {
    const home = makeHome();
    const folder = join(home['TAPEWIRE_DAYS'] ?? '', '..');
    mkdirSync(folder, {recursive: true});
    const trades = join(folder, 'trades.csv');
    const rows = Array.from(
      {length: 60},
      (_, minute) => `2026-01-28T15:${String(minute).padStart(2, '0')}:00Z,AMZN,${240 + minute / 10},100`,
    );
    writeFileSync(trades, `ts_utc_ns,symbol,price,size\n${rows.join('\n')}\n2026-01-28T15:30:00Z,AMZN,minus,100\n`);
    const made = await runProgram(['import', '--name', 'mine', '--trades', trades], home);
    expect(made.code).toBe(0);
    expect(made.stderr).toContain(`${trades}:62: `);
    const days = await runProgram(['days'], home);
    expect(days.stdout).toMatch(/^mine +2026-01-28 +imported +60 /m);
    const frame = await runProgram(['frame', 'mine', '--at', '10:59', '--size', '100x30'], home);
    expect(frame.stdout).toContain('IMPORTED TAPE');
    expect(frame.stdout).toMatch(/AMZN +245\.\d\d/);
  });

  test('a torn day is told from a whole one', async () => {
    const home = makeHome();
    const torn = join(home['TAPEWIRE_DAYS'] ?? '', 'torn');
    cpSync(join(DAYS, '2026-01-22-quiet'), torn, {recursive: true});
    truncateSync(join(torn, 'events.tape'), 100_000);
    const replay = await runProgram(['replay', 'torn', '--plain'], home);
    expect(replay.code).toBe(1);
    expect(replay.stderr).toMatch(oneLine);
    expect(replay.stderr).toContain('events.tape');
    const days = await runProgram(['days'], home);
    expect(days.stdout).toMatch(/^torn +· +broken/m);
  });

  test('a day damaged in its middle names the file when it gets there', async () => {
    const home = makeHome();
    const damaged = join(home['TAPEWIRE_DAYS'] ?? '', 'damaged');
    cpSync(join(DAYS, '2026-01-22-quiet'), damaged, {recursive: true});
    const path = join(damaged, 'events.tape');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 150_000, 150_200);
    writeFileSync(path, bytes);
    const frame = await runProgram(['frame', 'damaged', '--at', '19:59'], home);
    expect(frame.code).toBe(1);
    expect(frame.stderr).toMatch(oneLine);
    expect(frame.stderr).toContain('events.tape');
  });
});

describe('wire', () => {
  const wire = (...more: readonly string[]) => runProgram(['wire', '2026-01-30', '--at', '09:30', ...more]);

  test('is a line a headline, with its story and its stances', async () => {
    const {code, stdout} = await wire();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^08:04:41 +headline +reprint \+0:34 +75 +\d+ +deal +AMZN▲ +Wire Desk +Amazon in advanced talks/m,
    );
    expect(stdout).toMatch(/^08:13:15 +headline +corrected amount \+9:08 .* CORRECTION: /m);
  });

  test('as data knows every headline, its story and the why of each note, and nothing after the moment', async () => {
    const {stdout} = await wire('--format', 'json');
    const {headlines, stories} = JSON.parse(stdout) as {headlines: WireRecord[]; stories: StoryRecord[]};
    expect(headlines).toHaveLength(18);
    expect(headlines.every(({receivedAt}) => receivedAt <= '2026-01-30T14:30:00')).toBe(true);
    const talks = headlines.find(({id}) => id === '50318271');
    expect(talks?.story).toMatchObject({firstSource: 'Bloomberg', relation: 'first', lagSeconds: 0, novelty: 100});
    expect(talks?.notes.attribution.why).not.toBe('');
    for (const {notes, headline} of headlines)
      for (const {from, to, why} of [...notes.money, ...notes.entities, ...notes.percents]) {
        expect(headline.slice(from, to)).not.toBe('');
        expect(why).not.toBe('');
      }
    expect(stories.flatMap(story => story.headlines).sort()).toEqual(headlines.map(({id}) => id).sort());
  });

  test('as CSV has one row a headline or move under its head', async () => {
    const {stdout} = await wire('--format', 'csv');
    const [head, ...rows] = stdout.trimEnd().split('\r\n');
    expect(head).toMatch(/^id,published_at,received_at,updated_at,revision,source,symbols,story_id,relation,/);
    expect(rows.filter(row => /,headline,[^,]*$/.test(row))).toHaveLength(18);
    expect(rows.filter(row => row.startsWith('move:')).map(row => row.split(',').at(-2))).toEqual(['move', 'move']);
    expect(rows).toHaveLength(20);
    expect(rows.find(row => row.startsWith('50318279,'))).toContain(
      ',update,amount,326,42,Bloomberg,deal,78,unnamed,,asserts,reported,2,',
    );
  });
});

describe('frame', () => {
  test('is the same for the same day, time and size, to the letter', async () => {
    const args = ['frame', '2026-01-30', '--at', '09:45', '--size', '120x40'];
    const [one, two] = await Promise.all([runProgram(args), runProgram(args)]);
    expect(one.code).toBe(0);
    expect(two.stdout).toBe(one.stdout);
    expect(one.stdout.split('\n').length).toBe(41);
    expect(one.stdout).not.toContain('\u001b');
  });

  test('is the picture that is kept of it', async () => {
    const {stdout} = await runProgram(['frame', '2026-01-30', '--at', '09:45', '--size', '120x40']);
    await expect(stdout).toMatchFileSnapshot('../golden/frames/2026-01-30-0945-120x40.txt');
  });
});

describe('plain', () => {
  test('a replay into a pipe is lines without escapes, and ends with the day', async () => {
    const {code, stdout} = await runProgram(['replay', '2026-01-22-quiet', '--at', '15:55', '--speed', '3600']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('SIMULATED');
    expect(stdout.split('\n').length).toBeGreaterThan(20);
  });

  test('prints a line on each alert that fires, by the rules that config keeps', async () => {
    const home = makeHome();
    const broken = await runProgram(['config', 'set', 'alerts', 'headline softbank; AMZN up'], home);
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringMatching(oneLine)]);
    expect(broken.stderr).toContain('“up”: > or < and a price');
    const rules = 'headline softbank; off headline openai';
    expect((await runProgram(['config', 'set', 'alerts', rules], home)).code).toBe(0);
    expect((await runProgram(['config', 'get', 'alerts'], home)).stdout).toBe(`${rules}\n`);
    const {stdout} = await runProgram(['replay', '2026-01-30', '--at', '15:20', '--speed', '3600', '--plain'], home);
    const alerts = stdout.split('\n').filter(line => line.includes('ALERT'));
    expect(alerts).toEqual([
      expect.stringMatching(/^15:21:55 ET {2}ALERT {2}SoftBank still .* {2}\[headline softbank\]$/),
    ]);
  });

  test('a reader that goes away ends it quietly', async () => {
    const bundle = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
    const shell = spawn(
      'bash',
      [
        '-c',
        `"${process.execPath}" "${bundle}" replay 2026-01-22-quiet --speed 3600 | head -1; echo "\${PIPESTATUS[0]}"`,
      ],
      {
        env: {...process.env, ...makeHome()},
      },
    );
    let out = '';
    let err = '';
    shell.stdout.on('data', data => {
      out += data;
    });
    shell.stderr.on('data', data => {
      err += data;
    });
    await once(shell, 'close');
    expect(err).toBe('');
    expect(out.trim().split('\n').at(-1)).toBe('0');
  });
});

describe('serve', () => {
  test('says where it listens, answers there, and ends on a signal', async () => {
    const bundle = fileURLToPath(new URL('../../dist/tapewire.js', import.meta.url));
    const served = spawn(process.execPath, [bundle, 'serve', '2026-01-22-quiet', '--port', '0', '--at', '15:00'], {
      env: {...process.env, ...makeHome(), APCA_API_KEY_ID: 'key', APCA_API_SECRET_KEY: 'secret'},
    });
    let out = '';
    for await (const data of served.stdout) {
      out += data;
      if (out.includes('keys')) break;
    }
    const rest = /rest +(\S+)/.exec(out)?.[1];
    const headers = {'APCA-API-KEY-ID': 'key', 'APCA-API-SECRET-KEY': 'secret'};
    const answer = await fetch(`${rest}/v2/stocks/bars?symbols=AMZN&timeframe=1Min&start=2026-01-22`, {headers});
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as {bars: {AMZN: unknown[]}}).bars.AMZN.length).toBeGreaterThan(100);
    expect(out).not.toContain('secret\n');
    served.kill('SIGTERM');
    const [code] = await once(served, 'exit');
    expect(code).toBe(0);
  });

  test('a port that is taken is one line and what to do', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const {code, stderr} = await runProgram(['serve', '2026-01-22-quiet', '--port', String(port)]);
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(`port ${port}`);
    expect(stderr).toContain('--port');
  });

  test('other machines are not let in without a token', async () => {
    const {code, stderr} = await runProgram(['serve', '2026-01-22-quiet', '--host', '0.0.0.0', '--port', '0']);
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
  });
});

describe('settings', () => {
  test('are set, listed and used', async () => {
    const home = makeHome();
    expect((await runProgram(['config', 'set', 'speed', '10'], home)).code).toBe(0);
    expect((await runProgram(['config', 'get', 'speed'], home)).stdout).toBe('10\n');
    expect((await runProgram(['config'], home)).stdout).toMatch(/^speed +10$/m);
    const path = (await runProgram(['config', 'path'], home)).stdout.trim();
    appendFileSync(path, 'not json');
    const broken = await runProgram(['days'], home);
    expect(broken.code).toBe(0);
    const said = await runProgram(['config'], home);
    expect(said.stderr).toContain('config.json.broken');
  });
});
