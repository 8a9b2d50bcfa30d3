import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatInstant, instant} from '../../src/core/instant.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';

/** All that an Instant holds exactly: 1684 to 2255. */
const moment = fc.integer({min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER}).map(instant);

describe('parseInstant', () => {
  test('reads back what formatInstant wrote', () => {
    fc.assert(
      fc.property(moment, at => {
        expect(parseInstant(formatInstant(at))).toBe(at);
      }),
    );
  });

  test('agrees with the platform on every stamp to the millisecond and every zone', () => {
    const stamp = fc.date({min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true});
    const zone = fc.tuple(fc.constantFrom('+', '-'), fc.integer({min: 0, max: 23}), fc.integer({min: 0, max: 59}));
    fc.assert(
      fc.property(stamp, zone, (date, [sign, hours, mins]) => {
        const offset = `${sign}${String(hours).padStart(2, '0')}:${String(mins).padStart(2, '0')}`;
        const text = date.toISOString().replace('Z', offset);
        expect(parseInstant(text)).toBe(Date.parse(text) * 1_000);
        expect(parseInstant(text.replace(/:(\d\d)$/, '$1'))).toBe(Date.parse(text) * 1_000);
      }),
    );
  });

  test('cuts below the microsecond, never rounds up into the future', () => {
    expect(parseInstant('2026-01-30T14:30:00.123456999Z')).toBe(parseInstant('2026-01-30T14:30:00.123456Z'));
    expect(parseInstant('2026-01-30T14:30:00.5Z')).toBe(parseInstant('2026-01-30T14:30:00.500000000Z'));
    expect(parseInstant('2026-01-30T14:30:00Z')).toBe(Date.UTC(2026, 0, 30, 14, 30) * 1_000);
    expect(parseInstant('2026-01-30t14:30:00z')).toBe(parseInstant('2026-01-30 14:30:00Z'));
  });

  test('takes a leap second as the next minute', () => {
    expect(parseInstant('2016-12-31T23:59:60Z')).toBe(parseInstant('2017-01-01T00:00:00Z'));
  });

  test.each([
    '',
    '2026-01-30',
    '2026-01-30T14:30:00',
    '2026-01-30T14:30Z',
    '2026-01-30T14:30:00.Z',
    '2026-01-30T24:00:00Z',
    '2026-01-30T14:60:00Z',
    '2026-01-30T14:30:61Z',
    '2026-02-30T14:30:00Z',
    '2026-13-01T14:30:00Z',
    '2025-02-29T14:30:00Z',
    '0026-01-30T14:30:00Z',
    '2300-01-01T00:00:00Z',
    '2026/01/30T14:30:00Z',
    '2026-01-30T14:30:00+5',
    '2026-01-30T14:30:00+05:0x',
    '2026-01-30T14:30:00+24:00',
    '2026-01-30T14:30:00ZZ',
    '2026-01-30T14:30:00Z and more words than a stamp',
    '２026-01-30T14:30:00Z',
    '+2026-1-30T14:30:00Z',
    ' 2026-01-3014:30:00Z',
  ])('is not a stamp: %j', text => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('never throws, whatever the text', () => {
    const nearly = fc
      .tuple(moment, fc.nat(30), fc.string({maxLength: 3}))
      .map(([at, place, junk]) => formatInstant(at).slice(0, place) + junk + formatInstant(at).slice(place + 1));
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), text => {
        const at = parseInstant(text);
        expect(at === undefined || Number.isSafeInteger(at)).toBe(true);
      }),
    );
  });
});
