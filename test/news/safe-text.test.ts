import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeFeedText, STAND_IN, safeContent, safeText} from '../../src/news/safe-text.ts';

const ESC = '\u001b';
const BEL = '\u0007';
const ST = `${ESC}\\`;
const LIMIT = 1_000;

/** Text rich in what does harm, so that random search meets it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ESC,
        BEL,
        ST,
        '[',
        ']',
        '8;;',
        '52;c;',
        'm',
        '31',
        ';',
        'P',
        'X',
        '^',
        '_',
        '\\',
        '\n',
        '\t',
        ' ',
      ),
      fc.constantFrom(
        '\u0090',
        '\u009b',
        '\u009c',
        '\u009d',
        '\u0085',
        '\u200d',
        '\ufe0f',
        '\u202e',
        '\u0301',
        '\u0344',
        '\u0338',
      ),
      fc.constantFrom(
        'e',
        '=',
        'が',
        'か',
        '\u3099',
        '가',
        '\u1100',
        '\u1161',
        '▪',
        '🚀',
        '👩🏽‍💻',
        '🇺',
        '\ud83d',
        '\ude80',
        'ש',
        '\ufb2a',
        'न',
      ),
      fc.string({unit: 'binary', maxLength: 6}),
      fc.string({unit: 'grapheme', maxLength: 6}),
    ),
    {maxLength: 60},
  )
  .map(parts => parts.join(''));

describe('safeText', () => {
  test.each([
    ['a clipboard write inside a link', `A${ESC}]8;;x${ESC}${ESC}]52;c;aGk=${BEL}B`, 'A8;;xB'],
    ['a link, its text kept', `${ESC}]8;;https://a.example${ST}Amazon${ESC}]8;;${ST} rises`, 'Amazon rises'],
    ['a string inside a string', `A${ESC}]8;;${ESC}]0;x${BEL}${BEL}B`, 'AB'],
    ['a title that never ends', `A${ESC}]0;B`, 'A0;B'],
    ['a colour that never ends', `A${ESC}[31`, 'A31'],
    ['colours', `${ESC}[1;31mA${ESC}[0m`, 'A'],
    ['8-bit colours', 'A\u009b31mB', 'AB'],
    ['8-bit strings', 'A\u009d52;c;x\u009cB\u0090q\u009cC', 'ABC'],
    ['a reset', `A${ESC}cB`, 'AB'],
    ['a lone escape at the end', `A${ESC}`, 'A'],
    ['bells, backspaces, deletes', 'A\u0007\b\u007fB', 'AB'],
    ['bidirectional controls', 'A\u202eB\u2066C\u2069', 'ABC'],
    ['tag characters', 'A\u{e0041}\u{e007f}B', 'AB'],
    ['fillers and joiners', 'A\u3164\u115f\u200b\u2060\ufeffB', 'AB'],
    ['marks piled up', `Z\u0301\u0302\u0303\u0304\u0305`, 'Ź\u0302\u0303'.normalize('NFC')],
    ['a mark without a letter', '\u0301A \u0301B', 'A B'],
    ['line ends and tabs', ' A\r\n\tB\u2028C\u0085D ', 'A B C D'],
    ['a letter and its mark', 'Zu\u0308rich', 'Zürich'],
    ['an emoji sequence', 'A 👩🏽‍💻 B ❤️‍🔥', `A ${STAND_IN} B ❤${STAND_IN}`],
    ['a flag', '🇺🇸🇩🇪', `${STAND_IN}${STAND_IN}`],
    ['scripts that shape', 'ब A ש', `${STAND_IN} A ${STAND_IN}`],
    ['half a surrogate pair', 'A\ud83dB', 'A\ufffdB'],
    ['what a wire really brings', 'Amazon’s “$50B” — 東京 5½% €3', 'Amazon’s “$50B” — 東京 5½% €3'],
  ])('%s', (_, raw, safe) => {
    expect(safeText(raw, LIMIT)).toBe(safe);
  });

  test('is the same the second time, shows no control, keeps its length', () => {
    fc.assert(
      fc.property(hostile, fc.integer({min: 0, max: 40}), (raw, limit) => {
        const once = safeText(raw, limit);
        expect(safeText(once, limit)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(limit);
        expect(once).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]|\p{M}{3}| {2}|^ | $/u,
        );
        expect(once.normalize('NFC')).toBe(once);
      }),
      {numRuns: 2_000},
    );
  });

  test('a cut never leaves half a character nor a letter without its mark', () => {
    expect(safeText('AB𠮷', 3)).toBe('AB');
    expect(safeText('ABx\u0323\u0302', 4)).toBe('AB');
    expect(safeText('AB CD', 3)).toBe('AB');
    expect(safeText('AB', 0)).toBe('');
  });

  test('takes time in proportion to what it is given', () => {
    const timeOf = (raw: string): number => {
      const samples = Array.from({length: 3}, () => {
        const from = performance.now();
        safeText(raw, LIMIT);
        return performance.now() - from;
      });
      return Math.min(...samples);
    };
    for (const part of [
      `${ESC}]`,
      `${ESC}[1;`,
      '\u009d',
      `${ESC}P${BEL}`,
      'Z\u0301\u0316',
      '👩🏽‍',
      `a${ESC}\\`,
      '&',
      ' \u00a0',
    ]) {
      const small = part.repeat(Math.ceil(125_000 / part.length));
      const large = part.repeat(Math.ceil(1_000_000 / part.length));
      expect(timeOf(large)).toBeLessThan(Math.max(timeOf(small), 5) * 8 * 4);
    }
  });
});

describe('decodeFeedText', () => {
  test('decodes entities once, and what they hid is made safe', () => {
    expect(decodeFeedText('AT&amp;T &lt;b&gt; &#39;x&#39; &hellip;', LIMIT)).toBe("AT&T <b> 'x' …");
    expect(decodeFeedText('&amp;amp;', LIMIT)).toBe('&amp;');
    expect(decodeFeedText('A&#27;]52;c;x&#7;B&#x202e;C', LIMIT)).toBe('ABC');
  });

  test('is total, and safe already', () => {
    fc.assert(
      fc.property(hostile, raw => {
        const once = decodeFeedText(raw, LIMIT);
        expect(safeText(once, LIMIT)).toBe(once);
      }),
    );
  });
});

describe('safeContent', () => {
  test('keeps lines, tags and entities, drops the rest', () => {
    expect(safeContent(`<p>A &amp; B</p>\r\n  ${ESC}[31mC\u202e\t`, LIMIT)).toBe('<p>A &amp; B</p>\n  C ');
  });

  test('is the same the second time and shows no control but line ends', () => {
    fc.assert(
      fc.property(hostile, raw => {
        const once = safeContent(raw, LIMIT);
        expect(safeContent(once, LIMIT)).toBe(once);
        expect(once.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
