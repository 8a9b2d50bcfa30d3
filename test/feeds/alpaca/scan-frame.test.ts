import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../../src/core/events.ts';
import {instant} from '../../../src/core/instant.ts';
import {readData, readFrame} from '../../../src/feeds/alpaca/decode.ts';
import {scanFrame} from '../../../src/feeds/alpaca/scan-frame.ts';

const NOW = instant(1_769_783_400_000_000);
const RECEIPTS = [
  {feed: 'f', receivedAt: NOW},
  {feed: 'f', receivedAt: NOW, byEventTime: true},
] as const;

/** What the scanner makes of a frame is what comes of parsing all of it. */
const holds = (frame: Uint8Array): void => {
  const text = Buffer.from(frame).toString('utf8');
  for (const receipt of RECEIPTS) expect(readData(frame, false, receipt)).toStrictEqual(readFrame(text, receipt));
};
const holdsFor = (text: string): void => holds(Buffer.from(text));

const TRADE =
  '{"T":"t","i":96921,"S":"AAPL","x":"D","p":126.55,"s":1,"t":"2021-02-22T15:51:44.208Z","c":["@","I"],"z":"C"}';
const QUOTE =
  '{"T":"q","S":"AMD","bx":"U","bp":87.66,"bs":1,"ax":"Q","ap":87.68,"as":4,"c":["R"],"z":"C","t":"2021-02-22T15:51:45.335689322Z"}';
const BAR =
  '{"T":"b","S":"SPY","o":388.985,"h":389.13,"l":388.975,"c":389.12,"v":49378,"n":461,"vw":389.062639,"t":"2021-02-22T19:15:00Z"}';

const oftenOr = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> =>
  fc.oneof({arbitrary: usual, weight}, {arbitrary: odd, weight: 1});

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
const plainNumber = fc.oneof(
  fc.nat().map(String),
  fc.maxSafeInteger().map(value => String(Math.abs(value))),
  fc.tuple(fc.nat(999_999), digits(1, 9)).map(([whole, decimals]) => `${whole}.${decimals}`),
  fc.tuple(fc.nat(9), digits(10, 15)).map(([whole, decimals]) => `${whole}.${decimals}`),
);
const oddNumber = fc.oneof(
  fc.constantFrom('-0', '0', '0.0', '-1', '1e309', '1e5', '1E-7', '00', '01', '1.', '.5', '+1', 'null', '"7"', '[1]'),
  fc.constantFrom('true', 'NaN', '0x10', '1_000', '9007199254740993', '18446744073709551615', '', '1 ', '- 1', '{}'),
  fc.double().map(String),
  digits(1, 40),
  fc.tuple(digits(1, 20), digits(0, 30)).map(parts => parts.join('.')),
);
const number = oftenOr(plainNumber, oddNumber);

const oddText = fc.oneof(
  fc.string().map(text => JSON.stringify(text)),
  fc.string({unit: 'binary'}).map(text => JSON.stringify(text)),
  fc.constantFrom('"\\u0041"', '"A\\n"', '""', '"', '"\\"', 'null', '7', '"A\u0001"', '"é"', '"AB"', '"\u007f"', '[]'),
);
const letter = oftenOr(
  fc.constantFrom('"Q"', '"D"', '" "', '"]"', '"["', '"}"', '"{"', '":"', '","', '"\\\\"', '"~"'),
  oddText,
);
const symbol = oftenOr(
  fc.constantFrom('"AMZN"', '"BRK.B"', '"A"', '"ABCDEFGHIJ"'),
  fc.oneof(oddText, fc.constantFrom('"ABCDEFGHIJK"', '"amzn"', '"1A"', '"-A"', '"A B"', '"AMZNé"', '"A', '"\\"A"')),
);
const tape = oftenOr(fc.constantFrom('"A"', '"B"', '"C"', '"N"', '"O"'), fc.oneof(oddText, fc.constantFrom('"X"')));
const codes = oftenOr(
  fc
    .array(fc.constantFrom('"@"', '"I"', '" "', '"37"', '"ABCD"', '"T"'), {maxLength: 9})
    .map(all => `[${all.join(',')}]`),
  fc.oneof(
    fc.array(fc.oneof(letter, oddText), {maxLength: 4}).map(all => `[${all.join(',')}]`),
    fc.constantFrom(
      'null',
      '["@",]',
      '[,]',
      '["@" ,"I"]',
      '[["@"]]',
      '["@"',
      '["]"]',
      '[","]',
      '["ABCDE"]',
      '[7]',
      '"@"',
    ),
    fc.integer({min: 7, max: 60}).map(count => JSON.stringify(Array.from({length: count}, () => '@'))),
  ),
);
const usualStamp = fc
  .tuple(
    fc.date({min: new Date('1969-12-30T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true}),
    digits(0, 9),
  )
  .map(([date, decimals]) => `"${date.toISOString().slice(0, 19)}${decimals && '.'}${decimals}Z"`);
const part = (most: number) => fc.integer({min: 0, max: most}).map(value => String(value).padStart(2, '0'));
const oddStamp = fc.oneof(
  oddText,
  fc
    .tuple(
      fc.constantFrom('2026', '0000', '0099', '2024', '9999', '2255', '12é4'),
      part(13),
      part(32),
      part(25),
      part(61),
      part(61),
    )
    .map(([year, month, day, hours, mins, secs]) => `"${year}-${month}-${day}T${hours}:${mins}:${secs}Z"`),
  fc.constantFrom(
    '"2026-01-30 14:30:00Z"',
    '"2026-01-30t14:30:00z"',
    '"2026-01-30T14:30:00+01:00"',
    '"2026-01-30T14:30:00.Z"',
    '"2026-01-30T14:30:00.1234567891234Z"',
    '"2026-01-30T14:30:00"',
    '"2026-01-30T14:30Z"',
    '"2026/01/30T14:30:00Z"',
    '"2026-02-29T14:30:00Z"',
    '"2026-01-30T24:00:00Z"',
    '"2026-01-30T14:30:0',
    '1769783400000',
  ),
);
const stamp = oftenOr(usualStamp, oddStamp);

type Fields = readonly (readonly [string, string])[];
const fieldsOf = (shape: Readonly<Record<string, fc.Arbitrary<string>>>, optional: readonly string[]) =>
  fc
    .record(shape, {requiredKeys: Object.keys(shape).filter(key => !optional.includes(key))})
    .map((all): Fields => Object.entries(all));

const tradeFields = fieldsOf({S: symbol, i: number, x: letter, p: number, s: number, c: codes, z: tape, t: stamp}, [
  'c',
]);
const quoteFields = fieldsOf(
  {S: symbol, bx: letter, bp: number, bs: number, ax: letter, ap: number, as: number, c: codes, z: tape, t: stamp},
  ['c'],
);

const oddFields = fc.constantFrom<Fields[number]>(
  ['tks', '"B"'],
  ['T', '"q"'],
  ['T', '"t"'],
  ['p', '1'],
  ['S', '"MSFT"'],
  ['c', '["I"]'],
  ['__proto__', '{"p":1}'],
  ['u', '{"a":[{"b":"}"}]}'],
  ['\\u0070', '5'],
  ['b', '1'],
  ['', '1'],
);

/** The fields in some order, seldom with one too many, seldom with one too few. */
const messageOf = (type: string, fields: fc.Arbitrary<Fields>) =>
  fc
    .tuple(
      fields.chain(all => fc.shuffledSubarray([...all], {minLength: all.length})),
      oftenOr(fc.constant<Fields>([]), fc.array(oddFields, {maxLength: 2}), 8),
      oftenOr(fc.constant(false), fc.constant(true), 20),
      oftenOr(fc.constantFrom('":'), fc.constantFrom('": ', '" :', '"', ':'), 60),
    )
    .map(([all, more, short, colon]) =>
      [['T', `"${type}"`] as const, ...all.slice(short ? 1 : 0), ...more]
        .map(([key, value], index) => `"${key}${index === 3 ? colon : '":'}${value}`)
        .join(','),
    )
    .map(fieldsText => `{${fieldsText}}`);

const otherMessage = fc.oneof(
  fc.constantFrom(
    BAR,
    '{"T":"success","msg":"connected"}',
    '{"T":"l","S":"IONM"}',
    '{}',
    'null',
    '7',
    '[]',
    '"t"',
    '{"T":"t"}',
  ),
  fc.json(),
);
const message = fc.oneof(
  {arbitrary: messageOf('t', tradeFields), weight: 6},
  {arbitrary: messageOf('q', quoteFields), weight: 6},
  {arbitrary: otherMessage, weight: 1},
);
const frame = fc
  .tuple(
    fc.array(message, {minLength: 1, maxLength: 6}),
    oftenOr(fc.constant(','), fc.constantFrom(', ', ',,', '', '\n,'), 30),
  )
  .map(([messages, comma]) => `[${messages.join(comma)}]`);

type Damage = {readonly place: number; readonly cut: number; readonly put: readonly number[]};
const damage = fc.record<Damage>({
  place: fc.nat(2_000),
  cut: fc.nat(3),
  put: fc.array(fc.oneof(fc.constantFrom(...Buffer.from('{}[]",:\\0.eE-tT ')), fc.nat(255)), {maxLength: 2}),
});
const damaged = (text: string, damages: readonly Damage[]): Uint8Array => {
  let bytes: Buffer = Buffer.from(text);
  for (const {place, cut, put} of damages) {
    const at = place % (bytes.length + 1);
    bytes = Buffer.concat([bytes.subarray(0, at), Uint8Array.from(put), bytes.subarray(at + cut)]);
  }
  return bytes;
};

describe('a frame read from its bytes', () => {
  test('is what it is when parsed, whatever its messages say and however they are written', () => {
    fc.assert(fc.property(frame, holdsFor), {numRuns: 3_000});
  });

  test('is what it is when parsed, damaged as it may be', () => {
    const damages = fc.array(damage, {minLength: 1, maxLength: 3});
    fc.assert(
      fc.property(fc.oneof(frame, fc.constant(`[${TRADE},${QUOTE},${TRADE}]`)), damages, (text, all) =>
        holds(damaged(text, all)),
      ),
      {numRuns: 3_000},
    );
  });

  test('is what it is when parsed, wherever it ends', () => {
    const bytes = Buffer.from(`[${TRADE},${QUOTE},${BAR},${TRADE}]`);
    for (let end = 0; end <= bytes.length; end++) holds(bytes.subarray(0, end));
  });

  test('rounds every number as reading the text does', () => {
    fc.assert(
      fc.property(fc.oneof(plainNumber, oddNumber), text => holdsFor(`[${TRADE.replace('126.55', text)}]`)),
      {numRuns: 3_000},
    );
    for (const text of ['0.3', '4.35', '1.005', '9007199254740991', '999999999999999', '0.000001', '123456789012.345'])
      holdsFor(`[${TRADE.replace('126.55', text).replace('96921', text)}]`);
  });

  test('takes of a field that is there twice what parsing takes', () => {
    for (const first of ['1', '0', '', '-1', '"1"', '1e2'])
      for (const second of ['2', '0', '', '1e2']) {
        holdsFor(`[${TRADE.replace('"p":126.55', `"p":${first},"p":${second}`)}]`);
        holdsFor(`[${TRADE.replace('"p":126.55', `"p":${first},"s":5,"p":${second},"s":${first}`)}]`);
      }
    for (const first of ['"MSFT"', '', '"', 'null', '7']) {
      holdsFor(`[${TRADE.replace('"S":', `"S":${first},"S":`)}]`);
      holdsFor(`[${TRADE.replace('"c":', `"c":${first},"c":`).replace('"t":', `"t":${first},"t":`)}]`);
    }
  });

  test('knows every stamp that the other way knows, to the microsecond', () => {
    fc.assert(
      fc.property(fc.array(stamp, {minLength: 1, maxLength: 4}), stamps =>
        holdsFor(`[${stamps.map(text => TRADE.replace('"2021-02-22T15:51:44.208Z"', text)).join(',')}]`),
      ),
      {numRuns: 2_000},
    );
    for (const time of ['23:59:60', '23:59:61', '23:60:00', '24:00:00', '23:59:59.9999999', '00:00:00.0'])
      holdsFor(`[${TRADE.replace('15:51:44.208', time)}]`);
    // The last moment that an Instant holds, and the one after.
    for (const moment of ['2255-06-05T23:47:34.740991', '2255-06-05T23:47:34.740992'])
      holdsFor(`[${TRADE.replace('2021-02-22T15:51:44.208', moment)}]`);
  });
});

describe('nothing of the usual is parsed', () => {
  const scanned = (text: string) => {
    const events: FeedEvent[] = [];
    const others: unknown[] = [];
    return {whole: scanFrame(Buffer.from(text), NOW, events, value => others.push(value)), events, others};
  };

  test('trades and quotes, in whatever order their fields are', () => {
    const other =
      '{"T":"t","S":"AAPL","i":52983525033527,"x":"V","p":190.5,"s":100,"c":["@"," "],"z":"C","t":"2023-04-06T13:15:42Z"}';
    const {whole, events, others} = scanned(`[${TRADE},${QUOTE},${other}]`);
    expect(whole).toBe(true);
    expect(events.map(({kind}) => kind)).toEqual(['trade', 'quote', 'trade']);
    expect(others).toEqual([]);
  });

  test('the same names and lists of codes are the same values', () => {
    const {events} = scanned(`[${TRADE},${TRADE}]`);
    const [one, another] = events.map(event => (event.kind === 'trade' ? event.conditions : []));
    expect(one).toBe(another);
  });

  test('a message that is not as usual is parsed by itself', () => {
    const odd = '{"T":"l","S":"\\"}{","b":{"a":[{}]}}';
    const {whole, events, others} = scanned(`[${TRADE},${BAR},${TRADE.replace('126.55', '1e2')},${odd},${QUOTE}]`);
    expect(whole).toBe(true);
    expect(events.map(({kind}) => kind)).toEqual(['trade', 'quote']);
    expect(others).toMatchObject([{T: 'b'}, {T: 't', p: 100}, {S: '"}{'}]);
  });

  test('a frame of anything else is left alone', () => {
    for (const text of ['', '[]', `[${BAR},${TRADE}]`, TRADE, ` [${TRADE}]`, `[${TRADE}] `, `[${TRADE}`, `[${TRADE},]`])
      expect(scanned(text).whole).toBe(false);
  });
});
