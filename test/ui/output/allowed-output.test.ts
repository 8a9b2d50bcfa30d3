import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {allowedOutput} from '../../../src/ui/output/allowed-output.ts';

const KEPT = [
  'words, 日本 ⣿│█',
  '\x1b[m',
  '\x1b[0;1;38;5;12m',
  '\x1b[38:2::1:2:3m',
  '\x1b[H',
  '\x1b[12;40H',
  '\x1b[8C',
  '\x1b[2A',
  '\x1b[G',
  '\x1b[K',
  '\x1b[2K',
  '\x1b[J',
  '\x1b[2J',
  '\x1b[?25l',
  '\x1b[?25h',
  '\x1b[?1049h',
  '\x1b[?2026h',
  '\x1b[?2004l',
  '\x1b[?1000;1006h',
  'two\r\nrows',
];

const REFUSED: readonly (readonly [name: string, attack: string, left: string])[] = [
  ['the clipboard', 'a\x1b]52;c;c3VkbyBybQ==\x07b', 'ab'],
  ['the clipboard, ended by ST', 'a\x1b]52;c;c3VkbyBybQ==\x1b\\b', 'ab'],
  ['a link', '\x1b]8;;https://example.com\x1b\\text\x1b]8;;\x1b\\', 'text'],
  ['a link with a clipboard in it', '\x1b]8;;x\x1b]52;c;eA==\x07', '8;;x'],
  ['the title', '\x1b]0;owned\x07', ''],
  ['a device control string', '\x1bP1$qm\x1b\\', ''],
  ['an application command', '\x1b_Gf=32;AAAA\x1b\\', ''],
  ['a reset', '\x1bc', ''],
  ['a character set', '\x1b(0lqk', 'lqk'],
  ['the scrollback', '\x1b[3J', ''],
  ['a report', '\x1b[6n\x1b[c\x1b[>q', ''],
  ['the window', '\x1b[8;1;1t', ''],
  ['a scroll region', '\x1b[2;5r', ''],
  ['another mode', '\x1b[?1003h\x1b[?47h\x1b[4h', ''],
  ['modes, one of them another', '\x1b[?25;47h', ''],
  ['a bell, a tab, a backspace', 'a\x07\t\bb', 'ab'],
  ['eight-bit controls', 'a\x9b2Jb\x9d0;x\x9cc', 'a2Jb0;xc'],
  ['a head without an end', 'text \x1b]52;c;', 'text 52;c;'],
  ['an escape at the very end', 'text\x1b', 'text'],
  ['half a colour', 'text\x1b[38;5', 'text'],
];

describe('what reaches the terminal', () => {
  test.each(KEPT)('%j does', text => {
    expect(allowedOutput(text)).toEqual({text, refused: 0});
  });

  test.each(REFUSED)('%s does not', (_name, attack, left) => {
    const {text, refused} = allowedOutput(attack);
    expect(text).toBe(left);
    expect(refused).toBeGreaterThan(0);
  });

  test('nothing but the list is left of any text, and a second look finds nothing more', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '\x1b',
        '\x1b[',
        '\x1b]',
        '\x1b]52;c;',
        '\x07',
        '\x1b\\',
        '\x9b',
        'm',
        '?25h',
        ';',
        '\x1b[1',
        'H',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 12}), pieces => {
        const {text} = allowedOutput(pieces.join(''));
        const rest = text.replaceAll(
          /\x1b\[(?:[\d;:]*m|[\d;]*[A-Hdf]|[0-2]?[JK]|\?(?:25|1000|1002|1006|1049|2004|2026)(?:;(?:25|1000|1002|1006|1049|2004|2026))*[hl])/g,
          '',
        );
        expect(rest).not.toMatch(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
        expect(allowedOutput(text)).toEqual({text, refused: 0});
      }),
      {numRuns: 2_000},
    );
  });

  test('what is crafted to be slow is not', () => {
    for (const attack of ['\x1b]'.repeat(50_000), '\x1b[1;'.repeat(50_000), `\x1bP${'x'.repeat(200_000)}`]) {
      expect(allowedOutput(attack).text).not.toContain('\x1b');
    }
  });
});
