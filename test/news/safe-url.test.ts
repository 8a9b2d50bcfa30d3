import fc from 'fast-check';
import {expect, test} from 'vitest';
import {safeUrl} from '../../src/news/safe-url.ts';

test.each([
  ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c'],
  ['HTTP://Example.COM', 'http://example.com/'],
  ['https://аpple.example/', 'https://xn--pple-43d.example/'],
  ['https://example.com/\u001b]52;c;\u0007x', 'https://example.com/%1B]52;c;%07x'],
  ['https://user:secret@example.com/', ''],
  ['https://user@example.com/', ''],
  ['javascript:alert(1)', ''],
  ['file:///etc/passwd', ''],
  ['//example.com', ''],
  ['', ''],
  [`https://example.com/${'a'.repeat(3_000)}`, ''],
])('case %#', (raw, safe) => {
  expect(safeUrl(raw)).toBe(safe);
});

test('is total, idempotent and printable', () => {
  const address = fc.oneof(fc.string({unit: 'binary'}), fc.webUrl({withFragments: true, withQueryParameters: true}));
  const tailed = fc.tuple(address, fc.string({unit: 'binary'})).map(([head, tail]) => head + tail);
  fc.assert(
    fc.property(tailed, raw => {
      const once = safeUrl(raw);
      expect(safeUrl(once)).toBe(once);
      expect(once).toMatch(/^(?:https?:\/\/[!-~]+)?$/);
    }),
  );
});
