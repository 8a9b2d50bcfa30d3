import fc from 'fast-check';
import {expect, test} from 'vitest';
import {splitCsv} from '../../../src/tape/import/read-csv.ts';

const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;

test('any fields come back from their quoted form', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), {minLength: 1}), fields => {
      expect(splitCsv(fields.map(quote).join(','))).toEqual(fields);
    }),
  );
});

test('fields without quotes may stay bare', () => {
  expect(splitCsv('a,,"b,c",d"')).toEqual(['a', '', 'b,c', 'd']);
});
