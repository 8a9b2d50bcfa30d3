import {decode} from '@msgpack/msgpack';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {DAY, formatInstant, instant, MINUTE, span} from '../../../src/core/instant.ts';
import {parseInstant} from '../../../src/core/parse-instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {wireMessage} from '../../../src/feeds/alpaca/impersonate.ts';
import {checkHeaders} from '../../../src/feeds/alpaca/impersonate-auth.ts';
import {codecFor, jsonCodec, msgpackCodec} from '../../../src/feeds/alpaca/impersonate-codec.ts';
import {jsonMessage, writeInstantText} from '../../../src/feeds/alpaca/impersonate-json.ts';
import type {MadeBar, WireEvent} from '../../../src/feeds/wire-event.ts';

const at = parseInstant('2026-01-30T14:41:07.040500Z') ?? instant(0);
const AMZN = ticker('AMZN');
const stamp = {at, receivedAt: at, symbol: AMZN, tape: 'C'} as const;

const events = {
  trade: {...stamp, kind: 'trade', id: 2 ** 40, venue: 'Q', price: 241.5, size: 100, conditions: ['@', 'I']},
  quote: {
    ...stamp,
    kind: 'quote',
    bid: 241.4,
    bidSize: 100,
    bidVenue: 'Q',
    ask: 241.6,
    askSize: 200,
    askVenue: 'P',
    conditions: ['R'],
  },
  correction: {
    ...stamp,
    kind: 'correction',
    venue: 'Q',
    originalId: 1,
    original: {price: 1, size: 2, conditions: [' ', '7']},
    correctedId: 3,
    corrected: {price: 4, size: 5, conditions: []},
  },
  cancel: {...stamp, kind: 'cancel', id: 1, venue: 'D', price: 2, size: 3, action: 'E'},
  halt: {...stamp, kind: 'halt', halted: true, code: 'T12', reason: 'Information requested'},
} as const satisfies Record<string, WireEvent>;

const jsonText = (all: readonly WireEvent[]): string => String(jsonCodec.data(all));

const bar: MadeBar = {
  kind: 'madeBar',
  type: 'd',
  symbol: AMZN,
  openAt: at,
  receivedAt: at,
  open: 1,
  high: 2,
  low: 0.5,
  close: 1.5,
  volume: 1_000,
  trades: 10,
  vwap: 1.25,
};

describe('the vendor’s words', () => {
  test('for each kind of event, T first', () => {
    const t = '2026-01-30T14:41:07.0405Z';
    const read = (event: WireEvent): unknown => JSON.parse(jsonText([event]))[0];
    expect(read(events.trade)).toEqual({
      T: 't',
      S: 'AMZN',
      i: 2 ** 40,
      x: 'Q',
      p: 241.5,
      s: 100,
      c: ['@', 'I'],
      z: 'C',
      t,
    });
    expect(read(events.quote)).toMatchObject({T: 'q', bx: 'Q', bp: 241.4, bs: 100, ax: 'P', ap: 241.6, as: 200, t});
    expect(read(events.correction)).toMatchObject({T: 'c', oi: 1, op: 1, os: 2, oc: [' ', '7'], ci: 3, cp: 4, cc: []});
    expect(read(events.cancel)).toMatchObject({T: 'x', i: 1, x: 'D', p: 2, s: 3, a: 'E'});
    expect(read(events.halt)).toMatchObject({T: 's', sc: 'H', rc: 'T12', rm: 'Information requested'});
    expect(read({...events.halt, halted: false, tape: 'A'})).toMatchObject({sc: '3', sm: 'Trading Resumption'});
    expect(read(bar)).toEqual({T: 'd', S: 'AMZN', o: 1, h: 2, l: 0.5, c: 1.5, v: 1_000, n: 10, vw: 1.25, t});
    for (const event of [...Object.values(events), bar]) expect(jsonMessage(event)).toMatch(/^\{"T":/);
  });

  test('for a bar of the tape that is not a minute long: it says so', () => {
    const tapeBar = {...bar, kind: 'bar', at, span: MINUTE} as const;
    expect(wireMessage(tapeBar, writeInstantText)).not.toHaveProperty('span');
    expect(wireMessage({...tapeBar, span: span(5 * MINUTE)}, writeInstantText)).toMatchObject({T: 'b', span: 300});
  });

  test('for a story: a number as id where it is one', () => {
    const story = {
      ...stamp,
      kind: 'headline',
      id: '24918784',
      updatedAt: instant(at + 1_000_000),
      headline: 'Say "when" \u2028',
      summary: '',
      content: '<p>é</p>',
      author: '',
      source: 'wire',
      url: '',
      symbols: [AMZN],
    } as const;
    const [read] = JSON.parse(jsonText([story]));
    expect(read).toMatchObject({T: 'n', id: 24918784, headline: 'Say "when" \u2028', symbols: ['AMZN']});
    expect([read.created_at, read.updated_at]).toEqual(['2026-01-30T14:41:07.0405Z', '2026-01-30T14:41:08.0405Z']);
    expect(JSON.parse(jsonText([{...story, id: 'a-7'}]))[0].id).toBe('a-7');
    expect(JSON.parse(jsonText([{...story, id: '007'}]))[0].id).toBe('007');
  });
});

test('what is put together by hand is what JSON.stringify makes', () => {
  const text = fc.string({maxLength: 5, unit: 'binary'});
  const event = fc.record({
    venue: text,
    conditions: fc.array(text, {maxLength: 4}),
    price: fc.double({min: 0, max: 1e7, noNaN: true}),
    size: fc.integer({min: 0, max: 1e9}),
    at: fc.integer({min: 0, max: 4e15}).map(instant),
  });
  fc.assert(
    fc.property(event, ({venue, conditions, price, size, at: time}) => {
      const trade = {...events.trade, venue, conditions, price, size, at: time};
      const quote = {...events.quote, bidVenue: venue, conditions, bid: price, askSize: size, at: time};
      for (const made of [trade, quote]) {
        expect(jsonMessage(made)).toBe(JSON.stringify(wireMessage(made, writeInstantText)));
      }
    }),
  );
});

test('stamps say the same moment, without zeros at the end', () => {
  expect(writeInstantText(instant(0))).toBe('1970-01-01T00:00:00Z');
  fc.assert(
    fc.property(fc.integer({min: -DAY, max: 4e15}).map(instant), time => {
      const text = writeInstantText(time);
      expect(parseInstant(text)).toBe(time);
      expect(text).toBe(formatInstant(time).replace(/\.?0+Z$/, 'Z'));
    }),
  );
});

test('msgpack says the same, its stamps as timestamps', () => {
  const all = [...Object.values(events), bar];
  const packed = decode(msgpackCodec.data(all) as Uint8Array) as Record<string, unknown>[];
  const plain = JSON.parse(jsonText(all)) as Record<string, unknown>[];
  const withoutTime = ({t: _, ...rest}: Record<string, unknown>) => rest;
  expect(packed.map(withoutTime)).toEqual(plain.map(withoutTime));
  expect(packed.map(message => (message['t'] as Date).getTime())).toEqual(all.map(() => Math.floor(at / 1_000)));
  expect(packed.map(message => Object.keys(message)[0])).toEqual(all.map(() => 'T'));
});

test('the codec is the Content-Type’s', () => {
  expect(codecFor(undefined).name).toBe('json');
  expect(codecFor('application/json').name).toBe('json');
  expect(codecFor('application/msgpack').name).toBe('msgpack');
  expect(codecFor('Application/MsgPack; charset=x').name).toBe('msgpack');
});

test('a frame that cannot be read is undefined', () => {
  expect(jsonCodec.read(Buffer.from('{"action":"auth"}'))).toEqual({action: 'auth'});
  expect(jsonCodec.read(Buffer.from([0xff, 0xfe]))).toBeUndefined();
  expect(jsonCodec.read(Buffer.from('{'))).toBeUndefined();
  expect(msgpackCodec.read(Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff]))).toBeUndefined();
  expect(msgpackCodec.read(Buffer.from(''))).toBeUndefined();
});

test('headers authenticate in each of the vendor’s ways', () => {
  const keys = {id: 'K', secret: 'S:1', token: 'T'};
  const basic = (pair: string) => ({authorization: `Basic ${Buffer.from(pair).toString('base64')}`});
  expect(checkHeaders({}, keys)).toBe('none');
  expect(checkHeaders({'apca-api-key-id': 'K', 'apca-api-secret-key': 'S:1'}, keys)).toBe('accepted');
  expect(checkHeaders({'apca-api-key-id': 'K'}, keys)).toBe('refused');
  expect(checkHeaders({authorization: 'Bearer T'}, keys)).toBe('accepted');
  expect(checkHeaders({authorization: 'Bearer S:1'}, keys)).toBe('refused');
  expect(checkHeaders({authorization: 'Bearer T'}, {id: 'K', secret: 'S'})).toBe('refused');
  expect(checkHeaders(basic('K:S:1'), keys)).toBe('accepted');
  expect(checkHeaders(basic('K'), keys)).toBe('refused');
  expect(checkHeaders(basic('K:S'), keys)).toBe('refused');
});
