import {afterEach, describe, expect, test} from 'vitest';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const ESCAPE = '\u001b';
const END = '\u001b[F';
const HOME = '\u001b[H';
const SHIFT_LEFT = '\u001b[1;2D';
const SHIFT_RIGHT = '\u001b[1;2C';
const last = (text: string): string => text.split('\n').at(-1) ?? '';

/** The screen at rest with the keys in the chart: paused, so that what is seen depends on keys alone. */
const openChart = async (options: TerminalOptions = {}): Promise<Terminal> => {
  terminal = openTerminal([], options);
  await terminal.see(/REPLAY 60x/);
  terminal.press(' ');
  await terminal.see(/PAUSED/);
  terminal.press('2');
  return terminal;
};

/** The times written under the chart. */
const timesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap(row => [...row.matchAll(/ (\d\d:\d\d)(?= {2,}| pre)/g)].map(match => match[1] ?? ''))
    .filter(time => time.endsWith('0') || time.endsWith('5'));

describe('the chart’s time', () => {
  test('{ and } or Shift with arrows move it, End and Esc come back to now, Home goes to the day’s start', async () => {
    const {see, press} = await openChart();
    press('{');
    await see(/2 AMZN +1m candles +until \d\d:\d\d/);
    press('}');
    await see(text => !/until/.test(text), 'now again');
    press(SHIFT_LEFT + SHIFT_LEFT);
    await see(/until/);
    press(SHIFT_RIGHT);
    await see(/until/);
    press(END);
    await see(text => !/until/.test(text), 'now again');
    press(HOME);
    expect(timesOf(await see(/until 0[4-6]:/))).toContain('04:10');
    press(ESCAPE);
    await see(text => !/until/.test(text), 'now again');
  });

  test('< lets bars share columns, > makes them wider, and both say when that is all', async () => {
    const {see, press} = await openChart();
    press('<');
    await see(/1m candles, 2 a column/);
    press('<');
    await see(/1m candles, 3 a column/);
    press('>>');
    await see(/1m candles─/);
    press('>>>');
    await see(/┏━┓|╺━╸/);
    press('>>');
    await see(text => last(text).includes('i and I change the bars'), 'the end said');
  });
});

describe('one selection', () => {
  test('a headline chosen in the wire takes the chart along; the crosshair tells what came before it', async () => {
    const {see, press} = await openChart();
    press('G');
    press('4');
    press('G');
    await see(/until 0\d:\d\d/);
    press('2');
    press('l');
    await see(/\+\d+[sm] after [①-⑳]/);
  });

  test('the crosshair chooses the headline that it comes to', async () => {
    const {see, press, text} = await openChart();
    press('xh');
    await see(/from previous close/);
    const rows = text().split('\n');
    expect(rows.some(row => /│ ?▸ ?\d\d:\d\d/.test(row))).toBe(false);
    press('h'.repeat(27));
    await see(/│▸ ?07:33/);
  });
});

describe('names compared', () => {
  test('X turns what they start from: previous close, open, the selected headline', async () => {
    const {see, press} = await openChart();
    press('x');
    await see(/from previous close/);
    press('X');
    await see(/from the open/);
    press('X');
    await see(/from previous close/);
    press('j');
    press('XX');
    await see(/from [①-⑳] \d\d:\d\d:\d\d/);
  });
});

describe('four charts', () => {
  test('v shows four names on one clock, s marks the next, v gives the room back', async () => {
    const {see, press} = await openChart({columns: 200, rows: 60});
    press('v');
    await see(/▸AMZN +\d[\s\S]* MSFT +\d[\s\S]* NVDA +\d[\s\S]* GOOGL +\d/);
    press('s');
    await see(/▸MSFT +\d+\.\d\d [+−]/);
    press('v');
    await see(/from previous close/);
  });

  test('v says what helps where there is no room, and then works', async () => {
    const {see, press} = await openChart({columns: 80, rows: 24});
    press('v');
    await see(text => last(text).includes('z gives the chart all of it'), 'the way to it');
    press('zv');
    await see(/▸AMZN[\s\S]*GOOGL/);
  });
});
