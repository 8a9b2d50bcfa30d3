import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeLine, encodeLine} from '../../../src/tape/recording/recording-line.ts';
import {frame, NOON} from './recording-fixtures.ts';

describe('a line of a recording', () => {
  test('shows text as it came, behind checksum, number, receipt and channel', () => {
    const line = encodeLine({...frame('[{"T":"t","S":"AMZN","p":241.5}]'), number: 17}).toString();
    expect(line).toMatch(
      /^[0-9a-f]{8} 17 2026-01-30T17:00:00\.000000Z alpaca\/iex text \[\{"T":"t","S":"AMZN","p":241\.5\}\]\n$/,
    );
  });

  test('holds any bytes, on one line and without a control character', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), fc.boolean(), fc.nat(), (data, binary, number) => {
        const message = {receivedAt: NOON, channel: 'alpaca/news', data, binary, number};
        const line = encodeLine(message);
        expect(line.findIndex(byte => byte < 0x20 || byte === 0x7f)).toBe(line.length - 1);
        const back = decodeLine(line.subarray(0, -1));
        expect({...back, data: Buffer.from(back?.data ?? [])}).toEqual({...message, data: Buffer.from(data)});
      }),
    );
  });

  test('is known to be damaged whatever byte of it changes', () => {
    const line = encodeLine({...frame('[{"T":"t","S":"AMZN"}]'), number: 3}).subarray(0, -1);
    for (let index = 0; index < line.length; index++) {
      for (const flip of [1, 0x20, 0x80]) {
        const damaged = Buffer.from(line);
        damaged[index] = (damaged[index] ?? 0) ^ flip;
        expect(decodeLine(damaged)).toBeUndefined();
      }
    }
  });

  test.for(['', 'x', '00000000', `00000000 ${'x'.repeat(200)}`])('is not %j', text => {
    expect(decodeLine(Buffer.from(text))).toBeUndefined();
  });
});
