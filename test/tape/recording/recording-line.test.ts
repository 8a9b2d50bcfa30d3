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

  test('is text as it came exactly where no byte is a control character, wherever it lies', () => {
    const plain = fc.integer({min: 0x20, max: 0xff}).filter(byte => byte !== 0x7f);
    const control = fc.oneof(fc.integer({min: 0, max: 0x1f}), fc.constant(0x7f));
    const place = fc.record({offset: fc.nat({max: 4}), at: fc.nat({max: 40}), control: fc.option(control)});
    fc.assert(
      fc.property(fc.array(plain, {minLength: 1, maxLength: 40}), place, (bytes, {offset, at, control: byte}) => {
        const data = Buffer.from([...Array.from({length: offset}, () => 0), ...bytes]).subarray(offset);
        if (byte !== null) data[at % data.length] = byte;
        const line = encodeLine({receivedAt: NOON, channel: 'alpaca/news', data, binary: false, number: 0});
        expect(line.toString('latin1').split(' ')[4]).toBe(byte === null ? 'text' : 'text64');
      }),
      {numRuns: 2_000},
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
