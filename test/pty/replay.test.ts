import {afterEach, describe, expect, test} from 'vitest';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const open = (args: readonly string[] = [], options: TerminalOptions = {}): Terminal => {
  terminal = openTerminal(args, options);
  return terminal;
};

/** The clock in the first row, in seconds since midnight. */
const clockOf = (text: string): number => {
  const match = /(\d\d):(\d\d):(\d\d) ET/.exec(text);
  return Number(match?.[1]) * 3600 + Number(match?.[2]) * 60 + Number(match?.[3]);
};
const at = (hour: number, minute: number, second = 0): number => hour * 3600 + minute * 60 + second;

/** A whole screen of this size: no row runs over, the first pane's border ends at the right edge. */
const fits =
  (columns: number, rows: number, words: RegExp) =>
  (text: string): boolean => {
    const lines = text.split('\n');
    return (
      lines.length === rows &&
      lines.every(line => line.length <= columns) &&
      lines[1]?.length === columns &&
      words.test(text)
    );
  };

describe('a person opens the day', () => {
  test('prices, chart, deals and wire are there, the scoop arrives, and the screen says that it is simulated', async () => {
    const {see, screen} = open();
    const first = await see(/AMZN +24\d\.\d\d/);
    expect(first).toContain('SIMULATED TAPE');
    expect(first).toMatch(/REPLAY 60x/);
    for (const words of ['1 Watch', '2 AMZN', '3 Deals', '4 Wire', 'Amazon → OpenAI', 'prev close'])
      expect(first).toContain(words);
    const later = await see(/Amazon in advanced talks/);
    expect(clockOf(later)).toBeGreaterThanOrEqual(at(8, 4));
    expect(screen().every(row => row.length <= 120)).toBe(true);
  });

  test('space stops the clock and starts it again', async () => {
    const {see, press} = open();
    await see(/REPLAY 60x/);
    press(' ');
    const stopped = clockOf(await see(/PAUSED/));
    press('c');
    expect(clockOf(await see(/line|ohlc/))).toBe(stopped);
    press(' ');
    await see(text => /REPLAY 60x/.test(text) && clockOf(text) > stopped + 10, 'the clock go on');
  });

  test('plus and minus change the speed', async () => {
    const {see, press} = open();
    await see(/REPLAY 60x/);
    press('+');
    await see(/REPLAY 120x/);
    press('-');
    press('-');
    await see(/REPLAY 30x/);
  });

  test('t goes to a time, forwards and back, and says what is wrong with one that is none', async () => {
    const {see, press} = open();
    await see(/REPLAY 60x/);
    press(' ');
    await see(/PAUSED/);
    press('t');
    await see(/HH:MM|time/i);
    press('10:30\r');
    const later = await see(text => clockOf(text) === at(10, 30) && /PAUSED/.test(text), '10:30');
    expect(later).toContain('OPEN');
    press('t');
    press('05:00\r');
    const early = await see(text => clockOf(text) === at(5, 0) && /PAUSED/.test(text), '05:00');
    expect(early).not.toContain('Amazon in advanced talks');
    press('t');
    press('25:99\r');
    await see(/a time is written 9:47/);
  });

  test('0 goes to the true start, ] and [ to the next and the previous headline', async () => {
    const {see, press} = open();
    await see(/REPLAY 60x/);
    press(' ');
    await see(/PAUSED/);
    press('0');
    await see(text => clockOf(text) === at(4, 0), '04:00:00');
    press(']');
    const one = await see(text => /Overnight recap/.test(text) && /PAUSED/.test(text), 'the first headline');
    press(']');
    await see(text => clockOf(text) > clockOf(one) && /PAUSED/.test(text), 'the second headline');
    press('[');
    await see(text => clockOf(text) === clockOf(one), 'the first headline again');
  });

  test('Enter opens a headline whole, Esc closes it', async () => {
    const {see, press} = open([], {});
    await see(/Amazon in advanced talks/);
    press(' ');
    await see(/PAUSED/);
    press('\r');
    const drill = await see(/Esc back/);
    expect(drill).toMatch(/t0 08:04:07/);
    expect(drill).toMatch(/then +now +since/);
    press('\u001b');
    await see(/4 Wire/);
  });

  test('? lists the keys', async () => {
    const {see, press} = open();
    await see(/REPLAY 60x/);
    press('?');
    const help = await see(/to the start of the day/);
    for (const words of ['pause and go on', 'filter wire or deals', 'chart kind', 'quit'])
      expect(help).toContain(words);
  });

  test('a smaller terminal gets a smaller screen, and a larger one the whole again', async () => {
    const {see, resize} = open();
    await see(/4 Wire/);
    resize(80, 24);
    await see(fits(80, 24, /1 Watch[\s\S]*4 Wire/), 'stacked panes');
    resize(40, 10);
    await see(fits(40, 10, /1 Watch[\s\S]*4 Wire/), 'two panes');
    resize(10, 3);
    await see(text => !/AMZN +24/.test(text), 'a notice');
    resize(120, 40);
    await see(text => /3 Deals/.test(text) && /4 Wire/.test(text), 'all panes');
  });

  test('a storm of resizes ends in a whole screen', async () => {
    const {see, resize} = open();
    await see(/4 Wire/);
    for (let turn = 0; turn < 100; turn++) resize(20 + ((turn * 37) % 180), 5 + ((turn * 13) % 50));
    resize(100, 30);
    await see(fits(100, 30, /1 Watch[\s\S]*4 Wire[\s\S]*\? help/), 'a whole screen');
  });
});
