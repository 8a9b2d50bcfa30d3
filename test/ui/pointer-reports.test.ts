import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createReportReader} from '../../src/ui/pointer-reports.ts';
import type {Command} from '../../src/view/command.ts';

const readAll = (chunks: readonly string[]): {typed: string; pointed: readonly Command[]} => {
  const read = createReportReader();
  const parts = chunks.map(chunk => read(chunk));
  return {typed: parts.map(part => part.typed).join(''), pointed: parts.flatMap(part => part.pointed)};
};

describe('what the pointer reports', () => {
  test('is the wheel and the left button going down, with or without Shift, from zero', () => {
    const {typed, pointed} = readAll([
      '\x1b[<64;10;5M\x1b[<65;1;1M\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<4;3;4M\x1b[<2;3;4M\x1b[<35;1;1M',
    ]);
    expect(typed).toBe('');
    expect(pointed).toEqual([
      {kind: 'wheel', x: 9, y: 4, by: -3},
      {kind: 'wheel', x: 0, y: 0, by: 3},
      {kind: 'click', x: 2, y: 3},
      {kind: 'click', x: 2, y: 3},
    ]);
  });

  test('leaves keys, their sequences and pastes as they are', () => {
    for (const text of ['j', 'jjk', '\x1b', '\x1b[A', '\x1b[1;5C', '\x1b[200~[<0;1;1M\x1b[201~', '[', '<0;1;1M'])
      expect(readAll([text])).toEqual({typed: text, pointed: []});
  });

  test('never reaches the keys, wherever reads cut it, but that an Esc alone, and a bracket alone after it, are keys', () => {
    const report = fc.record({button: fc.nat(70), x: fc.integer({min: 1, max: 300}), y: fc.integer({min: 1, max: 80})});
    fc.assert(
      fc.property(
        fc.array(report, {minLength: 1, maxLength: 5}),
        fc.array(fc.nat(60), {maxLength: 6}),
        (reports, cuts) => {
          const stream = reports.map(({button, x, y}) => `\x1b[<${button};${x};${y}M`).join('j');
          const places = [...new Set(cuts.map(cut => cut % stream.length))].sort((a, b) => a - b);
          const chunks = [...places, stream.length].map((end, index) => stream.slice(places[index - 1] ?? 0, end));
          const {typed} = readAll(chunks);
          expect(typed.replaceAll(/[\x1b[]/g, '')).toBe('j'.repeat(reports.length - 1));
        },
      ),
    );
  });

  test('does not keep a key waiting, nor press it twice', () => {
    const read = createReportReader();
    expect(['\x1b', '[', 'j', '\x1b', '['].map(chunk => read(chunk).typed)).toEqual(['\x1b', '[', 'j', '\x1b', '[']);
  });

  test('that was cut is put together', () => {
    const whole = '\x1b[<65;12;30M';
    for (let cut = 1; cut < whole.length; cut++)
      expect(readAll([whole.slice(0, cut), whole.slice(cut)]).pointed).toEqual([{kind: 'wheel', x: 11, y: 29, by: 3}]);
  });
});
