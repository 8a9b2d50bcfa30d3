import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {seconds} from '../../../src/core/instant.ts';
import {alertLinesOf, alertProblems, rulesOf} from '../../../src/market/alerts/alert-lines.ts';
import {formatAlertRule} from '../../../src/market/alerts/format-alert-rule.ts';
import {parseAlertRule} from '../../../src/market/alerts/parse-alert-rule.ts';

const written = (text: string): string => {
  const {rule, error} = parseAlertRule(text);
  if (rule === undefined) throw new Error(error);
  return formatAlertRule(rule);
};

describe('a rule', () => {
  test.each([
    ['AMZN > 245', 'AMZN > 245'],
    ['amzn<240.5', 'AMZN < 240.5'],
    ['BRK.B > $500', 'BRK.B > 500'],
    ['AMZN ±1% in 5m', 'AMZN ±1% in 5m'],
    ['AMZN +-1% in 5m', 'AMZN ±1% in 5m'],
    ['amzn 1% in 300s', 'AMZN ±1% in 5m'],
    ['MSFT -2% in 30m', 'MSFT -2% in 30m'],
    ['MSFT −0.25% in 1h', 'MSFT -0.25% in 1h'],
    ['any ±1.5% in 90s', 'any ±1.5% in 90s'],
    ['  off   any +1.5% in 5m ', 'off any +1.5% in 5m'],
    ['headline openai', 'headline openai'],
    ['Headline "Chips for Equity"', 'headline "chips for equity"'],
    ['headline name:AMZN amount>=10B', 'headline name:amzn amount>=10B'],
    ['headline stage:announced', 'headline stage:announced'],
    ['headline novelty>=75 importance>=60 -opinion', 'headline novelty>=75 importance>=60 -opinion'],
    ['headline source:"Wire One" kind:price-move', 'headline source:"wire one" kind:price-move'],
    ['headline OpenAI THEN amzn ±1% in 5m', 'headline openai then AMZN ±1% in 5m'],
    ['headline "then" then any -2% in 1h', 'headline "then" then any -2% in 1h'],
  ])('%j is %j', (typed, meant) => {
    expect(written(typed)).toBe(meant);
    expect(written(meant)).toBe(meant);
  });

  test('says what it asks for', () => {
    expect(parseAlertRule('AMZN ±1% in 5m').rule).toEqual({
      enabled: true,
      test: {kind: 'move', symbol: 'AMZN', direction: 'either', share: 0.01, window: seconds(300)},
    });
    expect(parseAlertRule('off AMZN < 240').rule).toEqual({
      enabled: false,
      test: {kind: 'level', symbol: 'AMZN', side: 'below', level: 240},
    });
  });

  test.each([
    ['', 'a rule is written AMZN > 245'],
    ['am$n > 3', '“am$n”: a level is of one name'],
    ['any > 3', '“any”: a level is of one name'],
    ['AMZN', '“AMZN”: what of it? > or <'],
    ['AMZN >', '“>”: a price follows, as AMZN > 245'],
    ['AMZN >> 3', '“>>”: > or < and a price, or a move'],
    ['AMZN >= 3', '“>=”: > or < and a price'],
    ['AMZN > three', '“three”: a price follows'],
    ['AMZN > 0', '“0”: a price follows'],
    ['AMZN > 245 now', '“now”: nothing follows a price'],
    ['AMZN up', '“up”: > or < and a price'],
    ['AMZN ±1%', '“±1%”: in and a length follow'],
    ['AMZN ±1% within 5m', '“within”: in and a length follow'],
    ['AMZN ±1% in', '“in”: a length is 10s to 8h'],
    ['AMZN ±1% in 5s', '“5s”: a length is 10s to 8h'],
    ['AMZN ±1% in 5m please', '“please”: nothing follows the length'],
    ['AMZN ±0% in 5m', '“±0%”'],
    ['headline', '“headline”: of what?'],
    ['headline "chips', '“"”: a quote is not closed'],
    ['headline stage:maybe', '“stage:maybe”: no stage maybe: rumour talks'],
    ['headline novelty>=200', '“novelty>=200”: novelty is written novelty>=75'],
    ['headline amount>much', '“amount>much”: an amount is written'],
    ['headline openai then', '“then”: a move follows'],
    ['headline openai then AMZN > 245', '“>”: after then comes a move'],
    ['headline then AMZN ±1% in 5m', '“headline”: of what?'],
    [`headline ${'x'.repeat(200)}`, 'a rule has at most 160 signs'],
  ])('%j is none: %j', (typed, error) => {
    expect(parseAlertRule(typed)).toEqual({rule: undefined, error: expect.stringContaining(error)});
  });

  test('any text is read or refused, and what was read is written so that the same is read again', () => {
    const word = fc.constantFrom(
      ...[
        'AMZN',
        'any',
        'off',
        '>',
        '<',
        '245',
        '±1%',
        '-2.5%',
        'in',
        '5m',
        '90s',
        'headline',
        'then',
        'openai',
        '"a b"',
      ],
      ...['-x', '-"-y"', '"then"', 'opinion', 'kind:deal', '"deal"', 'amount>=1.1B', 'amount<999.9999K', 'amount=0.3'],
      ...[
        'stage:terms',
        'stage:signed',
        'novelty>75',
        'name:"open ai"',
        'source:Bloomberg',
        'symbol:nvda',
        '""',
        'a#b',
      ],
    );
    const text = fc.oneof(
      fc.array(word, {maxLength: 7}).map(words => words.join(' ')),
      fc.array(word, {minLength: 1, maxLength: 4}).map(words => `headline ${words.join(' ')} then AMZN ±1% in 5m`),
      fc.string({maxLength: 40}),
      fc.string({maxLength: 30}).map(some => `headline ${some}`),
    );
    let read = 0;
    fc.assert(
      fc.property(text, typed => {
        const {rule, error} = parseAlertRule(typed);
        if (rule === undefined) {
          expect(error).not.toBe('');
          return;
        }
        read++;
        const again = parseAlertRule(formatAlertRule(rule));
        expect(again.rule ?? again.error).toEqual(rule);
      }),
      {numRuns: 3_000},
    );
    expect(read).toBeGreaterThan(500);
  });
});

describe('the lines of the setting', () => {
  test('a broken one is said and left out, the others hold, and hostile text is made safe', () => {
    const texts = ['AMZN > 245', 'AMZN >> \u001b]0;x\u0007 3', 'headline openai'];
    expect(rulesOf(alertLinesOf(texts)).map(formatAlertRule)).toEqual(['AMZN > 245', 'headline openai']);
    const [problem, ...more] = alertProblems(texts);
    expect(more).toEqual([]);
    expect(problem).toMatch(/^alerts: AMZN >> +3: “>>”/);
    expect(problem).not.toMatch(/[\u0000-\u001f]/);
  });

  test('no more rules are looked for than can be', () => {
    const lines = alertLinesOf(Array.from({length: 60}, (_, index) => `AMZN > ${index + 1}`));
    expect(rulesOf(lines)).toHaveLength(50);
    expect(lines[55]?.error).toContain('no more than 50');
    expect(alertProblems(lines.map(({text}) => text))).toEqual([
      'alerts: 10 more: no more than 50 rules are looked for',
    ]);
  });
});
