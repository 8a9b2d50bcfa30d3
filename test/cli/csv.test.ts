import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatCsv} from '../../src/cli/csv.ts';

test('quotes what needs it and ends lines in CRLF', () => {
  expect(
    formatCsv([
      ['a', 'b'],
      ['one, two', 'say "no"\nthen'],
    ]),
  ).toBe('a,b\r\n"one, two","say ""no""\nthen"\r\n');
});

test.each(['=1+1', '+1', '-5% on results', '@SUM(A1)', '\t=1', ' =HYPERLINK("http://x")', '＝1+1', '＠SUM(A1)'])(
  'takes the life out of the formula %j',
  text =>
    expect(
      formatCsv([[text]])
        .replace(/^"/, '')
        .startsWith("'"),
    ).toBe(true),
);

test.each(['-0.5', '-1.2e-7', '0', '-3'])('leaves the number %j as it is', text => {
  expect(formatCsv([[text]])).toBe(`${text}\r\n`);
});

/** The rows of a CSV text, read as RFC 4180 says. */
const parse = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/((?:"(?:[^"]|"")*"|[^,\r\n"]*)(?:,(?:"(?:[^"]|"")*"|[^,\r\n"]*))*)\r\n/g)].map(([, row = '']) =>
    [...`${row},`.matchAll(/("(?:[^"]|"")*"|[^,"]*),/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    ),
  );

test('any text comes back out, but for the apostrophe before a formula', () => {
  const cell = fc.string({unit: fc.constantFrom('a', ',', '"', '\n', '\r', '=', '-', ' ', '日', "'")});
  fc.assert(
    fc.property(fc.array(fc.array(cell, {minLength: 2, maxLength: 4}), {minLength: 1, maxLength: 4}), rows => {
      const back = parse(formatCsv(rows));
      const plain = rows.map(row => row.map(text => (/^\s*[=+\-@]/.test(text) ? `'${text}` : text)));
      expect(back).toEqual(plain);
    }),
  );
});
