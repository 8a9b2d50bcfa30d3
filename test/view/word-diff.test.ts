import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wordDiff} from '../../src/view/word-diff.ts';

test('says what was taken out and what was put in', () => {
  expect(wordDiff('put up to $15 billion into OpenAI', 'put up to $50 billion into OpenAI')).toEqual([
    {kind: 'same', text: 'put up to'},
    {kind: 'removed', text: '$15'},
    {kind: 'added', text: '$50'},
    {kind: 'same', text: 'billion into OpenAI'},
  ]);
  expect(wordDiff('', '')).toEqual([]);
  expect(wordDiff('a', '')).toEqual([{kind: 'removed', text: 'a'}]);
});

test('holds both wordings, whatever their length', () => {
  const wording = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), {maxLength: 260}).map(words => words.join(' '));
  fc.assert(
    fc.property(wording, wording, (before, after) => {
      const parts = wordDiff(before, after);
      const without = (kind: string): string =>
        parts
          .filter(part => part.kind !== kind)
          .map(part => part.text)
          .join(' ');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});
