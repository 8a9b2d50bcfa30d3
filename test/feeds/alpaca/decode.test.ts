import {EXT_TIMESTAMP, ExtData, encode, encodeTimeSpecToTimestamp} from '@msgpack/msgpack';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatInstant, type Instant, instant} from '../../../src/core/instant.ts';
import {parseInstant} from '../../../src/core/parse-instant.ts';
import {decodeFrame, readFrame} from '../../../src/feeds/alpaca/decode.ts';

const NOW = instant(1_769_783_400_000_000);
const at = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);
const json = (...messages: readonly unknown[]) => decodeFrame(JSON.stringify(messages), NOW);

const TRADE = {
  T: 't',
  i: 96921,
  S: 'AAPL',
  x: 'D',
  p: 126.55,
  s: 1,
  t: '2021-02-22T15:51:44.208Z',
  c: ['@', 'I'],
  z: 'C',
};
const QUOTE = {
  T: 'q',
  S: 'AMD',
  bx: 'U',
  bp: 87.66,
  bs: 1,
  ax: 'Q',
  ap: 87.68,
  as: 4,
  c: ['R'],
  z: 'C',
  t: '2021-02-22T15:51:45.335689322Z',
};
const BAR = {
  T: 'b',
  S: 'SPY',
  o: 388.985,
  h: 389.13,
  l: 388.975,
  c: 389.12,
  v: 49378,
  n: 461,
  vw: 389.062639,
  t: '2021-02-22T19:15:00Z',
};
const CORRECTION = {
  T: 'c',
  S: 'EEM',
  x: 'M',
  oi: 52983525033527,
  op: 39.1582,
  os: 440000,
  oc: [' ', '7'],
  ci: 52983525034326,
  cp: 39.1809,
  cs: 440000,
  cc: [' ', '7'],
  z: 'B',
  t: '2023-04-06T14:25:06.542305024Z',
};
const CANCEL = {
  T: 'x',
  S: 'GOOGL',
  i: 465,
  x: 'D',
  p: 105.31,
  s: 300,
  a: 'C',
  z: 'C',
  t: '2023-04-06T13:15:42.83540958Z',
};
const STATUS = {
  T: 's',
  S: 'AAPL',
  sc: 'H',
  sm: 'Trading Halt',
  rc: 'T12',
  rm: 'Trading Halted; For information requested by NASDAQ',
  t: '2021-02-22T19:15:00Z',
  z: 'C',
};
const NEWS = {
  T: 'n',
  id: 24918784,
  headline: 'Corsair &amp; Co \u001b[31mup\u001b[0m',
  summary: '',
  author: 'Newsdesk',
  created_at: '2022-01-05T22:00:37Z',
  updated_at: '2022-01-05T22:00:38Z',
  url: 'https://example.com/a',
  content: '<p>A</p>\n',
  symbols: ['CRSR', 'CRSR', 'BTC/USD'],
  source: 'wire',
};

describe('every message of the wire', () => {
  test('trade', () => {
    expect(json(TRADE)).toEqual([
      {
        kind: 'trade',
        at: at('2021-02-22T15:51:44.208Z'),
        receivedAt: NOW,
        symbol: 'AAPL',
        id: 96921,
        venue: 'D',
        price: 126.55,
        size: 1,
        conditions: ['@', 'I'],
        tape: 'C',
      },
    ]);
  });

  test('quote, its time cut to the microsecond', () => {
    expect(json(QUOTE)).toEqual([
      {
        kind: 'quote',
        at: at('2021-02-22T15:51:45.335689Z'),
        receivedAt: NOW,
        symbol: 'AMD',
        bid: 87.66,
        bidSize: 1,
        bidVenue: 'U',
        ask: 87.68,
        askSize: 4,
        askVenue: 'Q',
        conditions: ['R'],
        tape: 'C',
      },
    ]);
  });

  test('bar, known by its end; longer ones by our own server', () => {
    const [bar, updated, long] = json(BAR, {...BAR, T: 'u'}, {...BAR, span: 300});
    expect(bar).toEqual({
      kind: 'bar',
      at: at('2021-02-22T19:16:00Z'),
      receivedAt: NOW,
      symbol: 'SPY',
      openAt: at('2021-02-22T19:15:00Z'),
      span: 60_000_000,
      open: 388.985,
      high: 389.13,
      low: 388.975,
      close: 389.12,
      volume: 49378,
      trades: 461,
      vwap: 389.062639,
    });
    expect(updated).toEqual(bar);
    expect(long).toMatchObject({at: at('2021-02-22T19:20:00Z'), span: 300_000_000});
  });

  test('correction', () => {
    expect(json(CORRECTION)).toEqual([
      {
        kind: 'correction',
        at: at('2023-04-06T14:25:06.542305Z'),
        receivedAt: NOW,
        symbol: 'EEM',
        venue: 'M',
        tape: 'B',
        originalId: 52983525033527,
        original: {price: 39.1582, size: 440000, conditions: [' ', '7']},
        correctedId: 52983525034326,
        corrected: {price: 39.1809, size: 440000, conditions: [' ', '7']},
      },
    ]);
  });

  test('cancel', () => {
    expect(json(CANCEL)).toEqual([
      {
        kind: 'cancel',
        at: at('2023-04-06T13:15:42.835409Z'),
        receivedAt: NOW,
        symbol: 'GOOGL',
        id: 465,
        venue: 'D',
        tape: 'C',
        price: 105.31,
        size: 300,
        action: 'C',
      },
    ]);
  });

  test('status: halts and resumptions only', () => {
    const codes = [
      ['H', 'C'],
      ['P', 'C'],
      ['T', 'C'],
      ['Q', 'C'],
      ['2', 'A'],
      ['3', 'A'],
      ['E', 'A'],
    ];
    const halted = codes.map(([sc, z]) => json({...STATUS, sc, z}).map(event => event.kind === 'halt' && event.halted));
    expect(halted).toEqual([[true], [true], [false], [], [true], [false], []]);
    expect(json(STATUS)[0]).toMatchObject({kind: 'halt', symbol: 'AAPL', code: 'T12', reason: STATUS.rm});
  });

  test('news, its text safe', () => {
    expect(json(NEWS)).toEqual([
      {
        kind: 'headline',
        at: at('2022-01-05T22:00:37Z'),
        receivedAt: NOW,
        id: '24918784',
        updatedAt: at('2022-01-05T22:00:38Z'),
        headline: 'Corsair & Co up',
        summary: '',
        content: '<p>A</p>\n',
        author: 'Newsdesk',
        source: 'wire',
        url: 'https://example.com/a',
        symbols: ['CRSR'],
      },
    ]);
  });

  test('null where a list should be, and bare headlines', () => {
    expect(
      json({...TRADE, c: null}, {T: 'n', id: 'a1', headline: 'x', created_at: NEWS.created_at, symbols: null}),
    ).toMatchObject([
      {kind: 'trade', conditions: []},
      {kind: 'headline', id: 'a1', symbols: [], summary: '', url: '', updatedAt: at(NEWS.created_at)},
    ]);
  });

  test('msgpack says the same', () => {
    const packed = (message: {readonly t: string}) => {
      const micros = at(message.t);
      const sec = Math.floor(micros / 1_000_000);
      const nsec = (micros - sec * 1_000_000) * 1_000 + 789;
      return {...message, t: new ExtData(EXT_TIMESTAMP, encodeTimeSpecToTimestamp({sec, nsec}))};
    };
    const market = [TRADE, QUOTE, BAR, CORRECTION, CANCEL, STATUS];
    expect(decodeFrame(encode([...market.map(packed), NEWS]), NOW)).toEqual(json(...market, NEWS));
  });
});

describe('what is wrong on the wire', () => {
  test('a bad message does not take its neighbours with it', () => {
    const bad = [
      {...TRADE, p: 'much'},
      {...TRADE, p: -1},
      {...TRADE, S: 'not a symbol'},
      {...TRADE, t: 'noon'},
      {...NEWS, created_at: 'now'},
      null,
      7,
      [],
      {},
    ];
    for (const message of bad) {
      const events = json(TRADE, message, QUOTE);
      expect(events.map(event => (event.kind === 'status' ? event.topic : event.kind))).toEqual([
        'trade',
        'bad',
        'quote',
      ]);
    }
  });

  test('types that we make no use of, or do not know, pass by, counted', () => {
    const others = [
      {T: 'l', S: 'IONM', u: 3.24, d: 2.65, i: 'B', t: '2021-02-22T19:15:00Z', z: 'C'},
      {T: 'i', S: 'INAQU', p: 9.12, z: 'C', t: '2024-12-13T19:58:09.242138635Z'},
      {T: 'd', S: 'SPY', o: 388, h: 390, l: 383, c: 387, v: 49_378, n: 461, vw: 387.5, t: '2021-02-22T05:00:00Z'},
      {T: 'new'},
    ];
    for (const text of [true, false]) {
      const messages = [TRADE, ...others, TRADE];
      const frame = readFrame(text ? JSON.stringify(messages) : encode(others), {feed: 'f', receivedAt: NOW});
      expect(frame.events.map(event => event.kind)).toEqual(text ? ['trade', 'trade'] : []);
      expect(frame.unknown).toBe(others.length);
    }
  });

  test('codes are printable or a question mark', () => {
    expect(json({...TRADE, x: '\u001b', c: ['@', '\u202e', 'toolong']})).toMatchObject([
      {venue: '?', conditions: ['@', '?', '?']},
    ]);
  });

  test('nothing that arrives makes it throw', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({
        T: fc.constantFrom('t', 'q', 'n', 's', 'b', 'c', 'x', 'error', '__proto__'),
        S: fc.constant('A'),
        t: fc.constant(TRADE.t),
      }),
      fc.constantFrom<unknown>(TRADE, QUOTE, NEWS),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(value).map(list => JSON.stringify(list)),
          fc.string({unit: 'binary'}),
          fc.uint8Array(),
        ),
        frame => {
          for (const event of decodeFrame(frame, NOW)) expect(event.receivedAt).toBe(NOW);
        },
      ),
    );
  });

  test('lengths that msgpack only claims cost nothing', () => {
    expect(decodeFrame(Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff), NOW)).toMatchObject([
      {kind: 'status', topic: 'bad'},
    ]);
  });
});

test('by event time, each event counts as known when it happened', () => {
  const {events} = readFrame(JSON.stringify([TRADE, BAR, NEWS]), {feed: 'f', receivedAt: NOW, byEventTime: true});
  expect(events.map(event => formatInstant(event.receivedAt))).toEqual(events.map(event => formatInstant(event.at)));
});
