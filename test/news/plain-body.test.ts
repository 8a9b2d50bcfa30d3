import fc from 'fast-check';
import {expect, test} from 'vitest';
import {plainBody} from '../../src/news/plain-body.ts';

test('paragraphs without tags, scripts or entities', () => {
  expect(
    plainBody(
      '<p>One &amp; <b>two</b></p><script>alert("<p>")</script><ul><li>three</li><li>four</li></ul>five<br/>six',
    ),
  ).toEqual(['One & two', 'three', 'four', 'five', 'six']);
});

test('text that is no HTML keeps its paragraphs', () => {
  expect(plainBody('up 3 < 5 but > 2\n\nnext one')).toEqual(['up 3 < 5 but > 2', 'next one']);
});

test('an entity smuggles no control character in', () => {
  const text = plainBody('<p>a&#27;]0;title&#7;b &#x202e;c</p>').join('');
  expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(text).toContain('b');
});

test('any text comes out safe, and long rows of brackets cost no more than their length', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 400}), text => {
      for (const paragraph of plainBody(text)) expect(paragraph).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }),
  );
  expect(plainBody(`${'<'.repeat(200_000)}end`).join('').length).toBeGreaterThan(0);
});
