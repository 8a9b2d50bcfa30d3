import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createGrid, type Grid, gridText, putText} from '../../../src/chart/grid.ts';
import {lookTable} from '../../../src/ui/look-table.ts';
import {createOutputGate} from '../../../src/ui/output/output-gate.ts';
import {createScreenOutput} from '../../../src/ui/output/screen-output.ts';
import {THEMES} from '../../../src/ui/theme.ts';
import type {Size} from '../../../src/view/layout.ts';
import {anyGrid} from './any-grid.ts';
import {createJudgedTerminal} from './judged-terminal.ts';

const ENTER = '\x1b[?1049h\x1b[?25l';
const LEAVE = '\x1b[?1049l\x1b[?25h';
const SIZE: Size = {width: 24, height: 4};
const looks = lookTable(THEMES.default, 256);
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

const wordsAt = (words: string, {width, height}: Size): Grid => {
  const grid = createGrid(width, height);
  for (let y = 0; y < height; y++) putText(grid, 0, y, `${y} ${words}`);
  return grid;
};

/** A screen that shows words on every row, on a terminal whose alternate screen is on. */
const open = (words = 'first') => {
  const terminal = createJudgedTerminal(SIZE);
  const gate = createOutputGate(terminal.stdout);
  const output = createScreenOutput(gate);
  let drawn = 0;
  let now = words;
  gate.stdout.write(ENTER);
  const stop = output.show({
    draw: size => {
      drawn++;
      return wordsAt(now, size);
    },
    looks,
  });
  return {
    ...terminal,
    gate,
    output,
    stop,
    drawn: () => drawn,
    say: async (next: string): Promise<void> => {
      now = next;
      output.refresh();
      await turn();
    },
  };
};

const expected = (words: string, size: Size = SIZE): readonly string[] => gridText(wordsAt(words, size));

describe('the screen that is shown', () => {
  test('is the picture, and the next one after a refresh', async () => {
    const screen = open();
    expect(await screen.rows()).toEqual(expected('first'));
    await screen.say('second');
    expect(await screen.rows()).toEqual(expected('second'));
  });

  test('is written in one piece a frame, held together by synchronized output', async () => {
    const screen = open();
    await turn();
    const before = screen.writes().length;
    await screen.say('other words, and longer ones, so that it is a long frame');
    const frames = screen.writes().slice(before);
    expect(frames).toHaveLength(1);
    await screen.say('1');
    await screen.say('1, longer than any frame that would arrive whole all by itself');
    for (const frame of screen.writes().slice(before)) {
      const whole = /^\x1b\[\?2026h[\s\S]*\x1b\[\?2026l$/.test(frame);
      expect(whole || frame.length <= 128).toBe(true);
      expect(frame.split('\x1b[?2026h').length).toBe(frame.split('\x1b[?2026l').length);
    }
  });

  test('takes no bytes when nothing changed, and one drawing for many refreshes', async () => {
    const screen = open();
    await turn();
    const [writes, drawn] = [screen.writes().length, screen.drawn()];
    for (let times = 0; times < 10; times++) screen.output.refresh();
    await turn();
    expect(screen.drawn()).toBe(drawn + 1);
    expect(screen.writes()).toHaveLength(writes);
  });

  test('hides the cursor before it draws', async () => {
    const screen = open();
    await turn();
    screen.gate.stdout.write('\x1b[?25h\r\n');
    await turn();
    const all = screen.writes().join('');
    expect(all.lastIndexOf('\x1b[?25l')).toBeGreaterThan(all.lastIndexOf('\x1b[?25h'));
  });
});

describe('the screen is right again after', () => {
  test.each([
    ['words of somebody else', 'somebody was here\r\nand here'],
    ['erasing', '\x1b[2J'],
    ['a line feed at the bottom, which scrolls', '\x1b[4;1H\n\n'],
  ])('%s', async (_name, foreign) => {
    const screen = open();
    await turn();
    screen.gate.stdout.write(foreign);
    await turn();
    expect(await screen.rows()).toEqual(expected('first'));
  });

  test('something that nobody saw, once a redraw is asked for', async () => {
    const screen = open();
    await turn();
    screen.stdout.write('\x1b[2;2Hgarbage\x1b[3;1H\x1b[31mmore');
    expect(await screen.rows()).not.toEqual(expected('first'));
    screen.output.redraw();
    await turn();
    expect(await screen.rows()).toEqual(expected('first'));
    expect((await screen.cells()).flat().every(cell => cell.fore === -1)).toBe(true);
  });

  test('a size that is taken twice within one frame', async () => {
    const screen = open();
    await turn();
    screen.resize({width: 7, height: 2});
    screen.resize(SIZE);
    await turn();
    expect(await screen.rows()).toEqual(expected('first'));
  });

  test('any storm of resizes', async () => {
    const sides = fc.record({width: fc.integer({min: 2, max: 60}), height: fc.integer({min: 1, max: 20})});
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(sides, fc.boolean()), {minLength: 1, maxLength: 12}), async storm => {
        const screen = open();
        for (const [size, settles] of storm) {
          screen.resize(size);
          if (settles) await turn();
        }
        await turn();
        const last = storm.at(-1)?.[0] ?? SIZE;
        expect(await screen.rows()).toEqual(expected('first', last));
        screen.stop();
      }),
      {numRuns: 60},
    );
  });

  test('the terminal was handed to somebody and taken back', async () => {
    const screen = open();
    await turn();
    screen.gate.stdout.write(LEAVE);
    screen.stdout.write('a shell\r\n');
    const away = screen.writes().length;
    await screen.say('while away');
    expect(screen.writes()).toHaveLength(away);
    expect(await screen.alternate()).toBe(false);
    expect((await screen.rows()).join('\n')).toContain('a shell');
    screen.gate.stdout.write(ENTER);
    await turn();
    expect(await screen.rows()).toEqual(expected('while away'));
  });

  test('any row of pictures, resizes, foreign words and redraws', async () => {
    const step = fc.oneof(
      anyGrid(SIZE).map(grid => ({kind: 'picture' as const, grid})),
      fc.constant({kind: 'foreign' as const}),
      fc.constant({kind: 'redraw' as const}),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), {minLength: 1, maxLength: 10}), async steps => {
        const terminal = createJudgedTerminal(SIZE);
        const gate = createOutputGate(terminal.stdout);
        const output = createScreenOutput(gate);
        let grid = createGrid(SIZE.width, SIZE.height);
        gate.stdout.write(ENTER);
        output.show({draw: () => grid, looks});
        for (const [one, settles] of steps) {
          if (one.kind === 'picture') {
            grid = one.grid;
            output.refresh();
          } else if (one.kind === 'foreign') gate.stdout.write('\x1b[2;3Hforeign');
          else output.redraw();
          if (settles) await turn();
        }
        await turn();
        expect(await terminal.rows()).toEqual(gridText(grid));
      }),
      {numRuns: 80},
    );
  });
});

describe('nothing is written', () => {
  test('before the alternate screen is on', async () => {
    const terminal = createJudgedTerminal(SIZE);
    const output = createScreenOutput(createOutputGate(terminal.stdout));
    output.show({draw: size => wordsAt('too early', size), looks});
    await turn();
    expect(terminal.writes()).toEqual([]);
  });

  test('once the picture is taken away, however much is asked', async () => {
    const screen = open();
    await turn();
    const before = screen.writes().length;
    screen.output.refresh();
    screen.stop();
    screen.output.redraw();
    screen.resize({width: 10, height: 3});
    await turn();
    expect(screen.writes()).toHaveLength(before);
  });

  test('to a stream that is gone', async () => {
    const screen = open();
    await turn();
    const before = screen.writes().length;
    screen.destroy();
    await screen.say('too late');
    expect(screen.writes()).toHaveLength(before);
  });

  test('while the terminal takes nothing; then the newest frame, and no other, is', async () => {
    const screen = open();
    await turn();
    const [before, drawn] = [screen.writes().length, screen.drawn()];
    screen.stall();
    for (let frame = 0; frame < 50; frame++) await screen.say(`frame ${frame}`);
    expect(screen.writes()).toHaveLength(before);
    expect(screen.drawn()).toBe(drawn);
    screen.drain();
    await turn();
    expect(screen.writes()).toHaveLength(before + 1);
    expect(await screen.rows()).toEqual(expected('frame 49'));
  });
});

describe('the gate', () => {
  test('is the terminal in all but what it lets through', () => {
    const terminal = createJudgedTerminal(SIZE);
    const gate = createOutputGate(terminal.stdout);
    expect(gate.stdout.columns).toBe(24);
    expect(gate.stdout.isTTY).toBe(true);
    let resizes = 0;
    const count = (): void => {
      resizes++;
    };
    gate.stdout.on('resize', count);
    terminal.resize({width: 30, height: 9});
    gate.stdout.off('resize', count);
    terminal.resize({width: 31, height: 9});
    expect(resizes).toBe(1);
    expect(gate.stdout.columns).toBe(31);
    expect(gate.size()).toEqual({width: 31, height: 9});
  });

  test('counts what it keeps out and calls back as the terminal would', () => {
    const terminal = createJudgedTerminal(SIZE);
    const gate = createOutputGate(terminal.stdout);
    let done = 0;
    gate.stdout.write('a\x1b]52;c;eA==\x07b', () => done++);
    gate.stdout.write(new TextEncoder().encode('\x1b]0;title\x07c'));
    gate.stdout.write('d', 'utf8', () => done++);
    expect(terminal.writes()).toEqual(['ab', 'c', 'd']);
    expect(gate.refused()).toBe(2);
    expect(done).toBe(2);
  });

  test('writes the clipboard itself, from text that can be nothing else', () => {
    const terminal = createJudgedTerminal(SIZE);
    const gate = createOutputGate(terminal.stdout);
    const text = 'AMZN \x07\x1b\\ 日本';
    expect(gate.copy(text)).toBe(true);
    const [, encoded] = /^\x1b\]52;c;([A-Za-z0-9+/=]*)\x07$/.exec(terminal.writes()[0] ?? '') ?? [];
    expect(Buffer.from(encoded ?? '', 'base64').toString('utf8')).toBe(text);
    expect(gate.copy('x'.repeat(100_001))).toBe(false);
    expect(terminal.writes()).toHaveLength(1);
  });

  test('takes a terminal that does not know its size for a usual one', () => {
    const terminal = createJudgedTerminal(SIZE);
    Object.assign(terminal.stdout, {columns: 0, rows: undefined});
    expect(createOutputGate(terminal.stdout).size()).toEqual({width: 80, height: 24});
  });
});
