import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {instant} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {annotate} from '../../src/news/annotate.ts';
import {claimsIn} from '../../src/news/claims.ts';
import type {Notes} from '../../src/news/notes.ts';
import {safeText} from '../../src/news/safe-text.ts';
import type {TextSpan} from '../../src/news/words.ts';
import {FRIDAY, notesOf} from './annotate-fixtures.ts';
import events from './cases/events.json' with {type: 'json'};
import stances from './cases/stance.json' with {type: 'json'};

const lines = [...events, ...stances].map(([headline = '']) => headline);
const pieces = lines.flatMap(line => line.split(' '));
const headline = fc.oneof(
  fc.constantFrom(...lines),
  fc.array(fc.constantFrom(...pieces), {maxLength: 30}).map(words => words.join(' ')),
  fc.string({unit: 'binary', maxLength: 300}).map(text => safeText(text, 1_000)),
);
const anInstant = fc.integer({min: -2_000_000_000_000_000, max: 9_000_000_000_000_000}).map(instant);

const spansOf = (notes: Notes): readonly TextSpan[] => [
  ...notes.entities,
  ...notes.companies.flatMap(company => [...company.mentions, ...company.stance.evidence]),
  ...notes.money,
  ...notes.percents,
  ...notes.dates,
  ...notes.stages,
  ...notes.attribution.cues,
  notes.event,
  notes.form,
  ...notes.marks,
];

describe('notes', () => {
  test('are pure, and their spans lie in the text in order', () => {
    fc.assert(
      fc.property(headline, fc.constantFrom('Reuters', 'Motley Fool', ''), anInstant, (text, source, at) => {
        const asked = {headline: text, source, symbols: [], at};
        const notes = annotate(asked);
        expect(annotate(asked)).toEqual(notes);
        for (const span of [...spansOf(notes), ...claimsIn(notes, text)]) {
          expect(span.from).toBeGreaterThanOrEqual(0);
          expect(span.to).toBeGreaterThanOrEqual(span.from);
          expect(span.to).toBeLessThanOrEqual(text.length);
        }
      }),
      {numRuns: 300},
    );
  });

  test('colour each character once, and say a reason', () => {
    fc.assert(
      fc.property(headline, text => {
        const notes = notesOf(text);
        let end = 0;
        for (const mark of notes.marks) {
          expect(mark.from).toBeGreaterThanOrEqual(end);
          expect(mark.to).toBeGreaterThan(mark.from);
          end = mark.to;
        }
        const reasons = [
          ...notes.entities,
          ...notes.money,
          ...notes.percents,
          ...notes.dates,
          ...notes.stages,
          notes.event,
          notes.form,
          notes.attribution,
        ];
        expect(reasons.every(({why}) => why !== '')).toBe(true);
      }),
      {numRuns: 200},
    );
  });

  test('give probabilities that sum to one, and no stance below one half', () => {
    fc.assert(
      fc.property(headline, text => {
        for (const {stance} of notesOf(text).companies) {
          const {positive, negative, neutral} = stance.probabilities;
          expect(positive + negative + neutral).toBeCloseTo(1, 9);
          const most = Math.max(positive, negative, neutral);
          expect(stance.stance === undefined).toBe(most < 0.5);
        }
        expect(notesOf(text).importance).toBeGreaterThanOrEqual(0);
        expect(notesOf(text).importance).toBeLessThanOrEqual(100);
      }),
      {numRuns: 200},
    );
  });

  test('survive what no wire should send', () => {
    const million = 'Amazon to invest $50B in OpenAI, '.repeat(31_000);
    const many = Array.from({length: 500}, (_, index) => ticker(`T${index}`));
    expect(notesOf('').companies).toEqual([]);
    expect(notesOf(million).companies[0]?.id).toBe('AMZN');
    expect(annotate({headline: 'Index day', source: '', symbols: many, at: FRIDAY}).companies).toHaveLength(500);
    expect(annotate({headline: 'Due tomorrow', source: '', symbols: [], at: instant(Number.NaN)}).dates).toEqual([]);
    expect(annotate({headline: 'Due tomorrow', source: '', symbols: [], at: instant(9e18)}).dates).toEqual([]);
  });
});

/** CPU the work takes, the least of several tries. */
const cost = (work: () => void): number =>
  Math.min(
    ...Array.from({length: 7}, () => {
      const before = process.cpuUsage();
      work();
      const {user, system} = process.cpuUsage(before);
      return user + system;
    }),
  );

test.each([
  'Amazon to invest up to $50B in OpenAI ',
  'signs-signs-signs-',
  '$1 to ',
  'a-',
  'talks to talks with ',
  '5% to 5%, ',
  '(((',
  "'s’s ",
])('the cost of reading %j again and again grows with its length, not its square', piece => {
  const times = (length: number) => {
    const text = piece.repeat(length / piece.length);
    return cost(() => {
      for (let round = 0; round < 8; round++) notesOf(text);
    });
  };
  notesOf(piece.repeat(20));
  expect(times(960) / Math.max(1, times(240))).toBeLessThan(12);
});
