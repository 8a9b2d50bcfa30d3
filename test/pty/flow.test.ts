import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {temporaryFolder} from './temporary-folder.ts';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const open = (args: readonly string[] = [], options: TerminalOptions = {}): Terminal => {
  terminal?.close();
  terminal = openTerminal(args, options);
  return terminal;
};

const ENTER = '\r';
const ESCAPE = '\u001b';
const last = (text: string): string => text.split('\n').at(-1) ?? '';
const says = (words: RegExp) => (text: string) => words.test(last(text));

/** The screen at rest: paused, so that what is seen depends on keys alone. */
const openPaused = async (args: readonly string[] = [], options: TerminalOptions = {}): Promise<Terminal> => {
  const screen = open(args, options);
  await screen.see(/REPLAY 60x/);
  screen.press(' ');
  await screen.see(/PAUSED/);
  return screen;
};

describe('the first time', () => {
  test('one line says what to press, once in a life', async () => {
    const config = temporaryFolder();
    const env = {TAPEWIRE_CONFIG: config};
    const first = open([], {env});
    await first.see(/first time here\?.*\? help/);
    first.press('j');
    await first.see(says(/j\/k move/));
    first.press('q');
    await first.exited;
    const again = open([], {env});
    await again.see(/REPLAY 60x/);
    expect(last(again.text())).toContain('j/k move');
  });
});

describe('the palette', () => {
  test(': finds a command, shows its key, and does it', async () => {
    const {see, press} = await openPaused();
    press(':');
    await see(/next unread headline +n/);
    press('all names');
    const found = await see(/all names in one chart +x/);
    expect(found).not.toContain('next unread');
    press(ENTER);
    await see(/from previous close/);
  });

  test(': finds a headline by a few letters and opens it; a name goes to the chart', async () => {
    const {see, press} = await openPaused();
    press(':');
    press('rainf');
    await see(/Amazon rainforest clearing/);
    press(ENTER);
    await see(/published +2026-01-30/);
    press(':');
    press('nvda');
    await see(/NVDA +show on the chart/);
    press(ENTER);
    await see(/2 NVDA/);
  });

  test('arrows choose, Esc leaves everything as it was', async () => {
    const {see, press} = await openPaused();
    press(':');
    press('layout');
    await see(/layout monitor/);
    press('\u001b[B\u001b[B');
    press(ESCAPE);
    const after = await see(says(/j\/k move/));
    expect(after).toMatch(/3 Deals/);
    press(':');
    press('xyzzy');
    await see(/nothing is called that/);
  });
});

describe('the filter', () => {
  test('/ says what is wrong with it, then keeps what passes; Esc gives all back', async () => {
    const {see, press} = await openPaused();
    press('/');
    press('amount>');
    press(ENTER);
    await see(says(/an amount is written amount>10B/));
    press('10B -opinion');
    press(ENTER);
    const kept = await see(/\/amount>10B -opinion/);
    expect(kept).not.toContain('Amazon rainforest');
    press(ESCAPE);
    await see(/Amazon rainforest/);
  });
});

describe('another day', () => {
  test('d lists the days with what they are, Enter opens one in place, and it is the day next time', async () => {
    const config = temporaryFolder();
    const env = {TAPEWIRE_CONFIG: config};
    const screen = await openPaused([], {env});
    screen.press('d');
    const days = await screen.see(/2026-01-22-quiet/);
    expect(days).toMatch(/2026-01-30-ohlc +REBUILT/);
    expect(days).toMatch(/▸2026-01-30 +SIMULATED/);
    screen.press('j');
    screen.press(ENTER);
    await screen.see(text => /REBUILT TAPE/.test(text) && /4 Wire/.test(text), 'the other day');
    screen.press('q');
    await screen.exited;
    expect(JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'))['lastDay']).toBe('2026-01-30-ohlc');
    const again = open([], {env});
    await again.see(/REBUILT TAPE/);
  });
});

describe('what is chosen', () => {
  test('L, T, i and c change the screen, and the next start finds them', async () => {
    const config = temporaryFolder();
    const env = {TAPEWIRE_CONFIG: config};
    const {see, press, exited} = await openPaused([], {env});
    press('L');
    await see(says(/layout chart/));
    press('T');
    await see(says(/theme default/));
    press('i');
    press('c');
    await see(/AMZN +5m ohlc/);
    press('q');
    await exited;
    const stored: unknown = JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'));
    expect(stored).toMatchObject({layout: 'chart', theme: 'default', interval: '5m', chart: 'ohlc'});
    const again = open([], {env});
    await again.see(/AMZN +5m ohlc/);
  });

  test('e lists every setting; l steps one, Enter writes one, and nothing that is not allowed is taken', async () => {
    const config = temporaryFolder();
    const {see, press} = await openPaused([], {env: {TAPEWIRE_CONFIG: config}});
    press('e');
    const shown = await see(/screenReader/);
    expect(shown).toContain(join(config, 'config.json'));
    press('jjjj');
    press('l');
    await see(/layout +‹ chart ›/);
    press('g');
    press(ENTER);
    await see(says(/value: AMZN,MSFT/));
    press('\u0015');
    press('amazon!');
    press(ENTER);
    await see(says(/symbols cannot be/));
    press('\u0015');
    press('tsla,amzn');
    press(ENTER);
    await see(/symbols +TSLA,AMZN/);
    expect(JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'))['symbols']).toEqual(['TSLA', 'AMZN']);
  });

  test('keys of one’s own work and are on the help; a clash is said at the start', async () => {
    const config = temporaryFolder({'config.json': '{"keys": {"pause": "Z", "help": "q"}}'});
    const {see, press} = open([], {env: {TAPEWIRE_CONFIG: config}});
    await see(says(/q is quit's already, so help keeps its own/));
    await see(/REPLAY 60x/);
    press('Z');
    await see(/PAUSED/);
    press('?');
    await see(/ Z +pause and go on/);
  });
});

describe('taking something along', () => {
  test('y copies the headline as text', async () => {
    const {see, press, raw} = await openPaused();
    press('y');
    await see(says(/choose a headline first/));
    press('j');
    press('y');
    await see(says(/copied/));
    const copied = /\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(raw())?.[1] ?? '';
    const card = Buffer.from(copied, 'base64').toString('utf8');
    expect(card).toMatch(/^.*\n[\s\S]*published: 2026-01-30[\s\S]*simulated tape$/);
  });

  test('o hands the link to an opener and says so', async () => {
    const bin = temporaryFolder({'xdg-open': '#!/bin/sh\nprintf %s "$1" > "$(dirname "$0")/opened"\n'});
    const {see, press} = await openPaused([], {env: {PATH: `${bin}:${process.env['PATH']}`, WSL_DISTRO_NAME: ''}});
    press('j');
    press('o');
    const shown = await see(says(/opened https:/));
    expect(last(shown)).toContain(readFileSync(join(bin, 'opened'), 'utf8'));
  });

  test('P and Ctrl-S keep the screen as a picture and as text in the current folder', async () => {
    const folder = temporaryFolder();
    const {see, press} = await openPaused([], {cwd: folder});
    press('P');
    await see(says(/saved .*\.svg/));
    press('\u0013');
    await see(says(/saved .*\.txt/));
    const [picture = '', text = ''] = readdirSync(folder).sort();
    expect(picture).toMatch(/^tapewire-2026-01-30-\d{6}-120x40\.svg$/);
    expect(readFileSync(join(folder, picture), 'utf8')).toContain('SIMULATED TAPE');
    expect(readFileSync(join(folder, text), 'utf8')).toContain('4 Wire');
  });
});

describe('the pointer', () => {
  const wheelDown = (x: number, y: number): string => `\u001b[<65;${x};${y}M`;
  const click = (x: number, y: number): string => `\u001b[<0;${x};${y}M\u001b[<0;${x};${y}m`;
  const rowOf = (text: string, words: RegExp): number => text.split('\n').findIndex(line => words.test(line)) + 1;

  test('selects what is clicked, opens it the second time, scrolls what lies under it, and presses no key', async () => {
    const {see, press, text, raw} = await openPaused();
    expect(raw()).toContain('\u001b[?1006h');
    press(click(100, rowOf(text(), /Amazon rainforest/)));
    await see(text => /▸ ?07:12/.test(text), 'the row selected');
    press(click(100, rowOf(text(), /Amazon rainforest/)));
    await see(/published +2026-01-30/);
    press(ESCAPE);
    await see(/4 Wire/);
    press(click(10, rowOf(text(), /NVDA +\d/)));
    await see(/2 NVDA/);
    press(wheelDown(10, rowOf(text(), /3 Deals/) + 3));
    await see(text => !/3 Deals[\s\S]{0,400}Amazon → OpenAI/.test(text), 'deals scrolled');
    expect(text()).toMatch(/PAUSED/);
  });

  test('is let go of at the end, and never asked for when the setting says so', async () => {
    const on = await openPaused();
    on.press('q');
    await on.exited;
    expect(on.raw().lastIndexOf('\u001b[?1000l')).toBeGreaterThan(on.raw().lastIndexOf('\u001b[?1000h'));
    const config = temporaryFolder({'config.json': '{"mouse": false}'});
    const off = await openPaused([], {env: {TAPEWIRE_CONFIG: config}});
    expect(off.raw()).not.toContain('\u001b[?1000h');
  });
});

describe('terminals that can less', () => {
  test('a locale without UTF-8 gets a screen in ASCII', async () => {
    const {screen} = await openPaused([], {env: {LC_ALL: 'C', LANG: 'C'}});
    expect(screen().join('\n')).toMatch(/^[\n -~]+$/);
    expect(screen().join('\n')).toContain('SIMULATED TAPE');
  });

  test('somebody who hears the screen gets lines, and first what the lines are', async () => {
    const {see, raw} = open(['--speed', '3600'], {env: {INK_SCREEN_READER: 'true'}});
    await see(/one line an event[\s\S]*HEADLINE/);
    expect(raw()).not.toContain('\u001b');
  });
});
