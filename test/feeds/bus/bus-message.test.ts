import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {plus, seconds} from '../../../src/core/instant.ts';
import {parseBusAddress} from '../../../src/feeds/bus/bus-address.ts';
import {arrayElements, busMessages, busSubject, wantsSubject} from '../../../src/feeds/bus/bus-message.ts';
import {
  createPieceJoiner,
  formatPiece,
  parsePiece,
  payloadsOf,
  readPayload,
} from '../../../src/feeds/bus/bus-payload.ts';
import {createRelaysHeard} from '../../../src/feeds/bus/relays-heard.ts';
import type {RelayState} from '../../../src/feeds/relay/relay-words.ts';
import {frame, NOON} from '../../tape/recording/recording-fixtures.ts';

const trade = (symbol: string, id: number): string =>
  `{"T":"t","i":${id},"S":"${symbol}","x":"Q","p":241.50,"s":100,"t":"2026-01-30T17:00:00.${String(id).padStart(9, '0')}Z","c":["@"],"z":"C"}`;

const textOf = (data: Uint8Array): string => Buffer.from(data).toString();

describe('a message on the bus', () => {
  test('has its symbol and its channel in its subject; a frame is cut where its elements meet, byte for byte', () => {
    const [first, second, third] = [trade('AMZN', 1), trade('BRK.B', 2), '{"T":"x","S":"AMZN"}'];
    const sent = busMessages(frame(`[${first},${second},${third}]`));
    expect(sent.map(({subject}) => subject)).toEqual([
      'tapewire.AMZN.alpaca.iex',
      'tapewire.BRK_B.alpaca.iex',
      expect.stringMatching(/^tapewire\.(_|AMZN)\.alpaca\.iex$/),
    ]);
    expect(sent.map(({message}) => textOf(message.data))).toEqual([`[${first}]`, `[${second}]`, `[${third}]`]);
    expect(new Set(sent.map(({id}) => id)).size).toBe(3);
    // Another connection gets the same elements in other frames.
    expect(busMessages(frame(`[${second}]`, plus(NOON, seconds(1))))[0]?.id).toBe(sent[1]?.id);
  });

  test('that concerns several names, or none, is for all', () => {
    const news = {
      ...frame('[{"T":"n","id":1,"headline":"x","created_at":"2026-01-30T17:00:00Z","symbols":["AMZN"]}]'),
      channel: 'alpaca/news',
    };
    expect(busMessages(news)[0]?.subject).toBe('tapewire._.alpaca.news');
    expect(busSubject('AMZN', 'massive/rest/bars/60/BRK.B')).toBe('tapewire.AMZN.massive.rest.bars.60.BRK_B');
    const wants = wantsSubject(['BRK.B']);
    expect(['tapewire.BRK_B.alpaca.iex', 'tapewire._.alpaca.news', 'tapewire.AMZN.alpaca.iex'].map(wants)).toEqual([
      true,
      true,
      false,
    ]);
    expect(wantsSubject([])('tapewire.AMZN.alpaca.iex')).toBe(true);
  });

  test('elements of any array are those of the parser', () => {
    fc.assert(
      fc.property(fc.array(fc.json(), {minLength: 1, maxLength: 6}), parts => {
        const elements = arrayElements(Buffer.from(`[${parts.join(',')}]`)) ?? [];
        expect(elements.map(textOf)).toEqual(parts);
      }),
    );
  });

  test('what is no array is not cut', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const elements = arrayElements(Buffer.from(text));
        if (elements !== undefined) expect(`[${elements.map(textOf).join(',')}]`).toBe(text);
      }),
    );
    for (const text of ['', '{}', '[', ']', '[}]', '["]', '[{]', '["a\\"]'])
      expect(arrayElements(Buffer.from(text))).toBeUndefined();
  });

  test('too large for the bus goes in pieces, and is whole again in whatever order they come', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 500}), fc.integer({min: 20, max: 200}), fc.nat(), (text, most, turn) => {
        const message = frame(text);
        const payloads = payloadsOf(message, most);
        const join = createPieceJoiner();
        const pieces = payloads.map((payload, index) => ({payload, index}));
        const order = [...pieces.slice(turn % pieces.length), ...pieces.slice(0, turn % pieces.length)];
        const whole = order
          .map(({payload, index}) => {
            const piece = parsePiece(formatPiece({of: 'a', piece: index + 1, pieces: pieces.length}));
            return piece && join(payload, piece);
          })
          .filter(joined => joined !== undefined);
        expect(whole).toHaveLength(1);
        expect(readPayload(whole[0] ?? Buffer.alloc(0))).toMatchObject({channel: 'alpaca/iex', receivedAt: NOON});
        expect(textOf(readPayload(whole[0] ?? Buffer.alloc(0))?.data ?? Buffer.alloc(0))).toBe(text);
      }),
    );
  });
});

test('pieces whose others never come make place for later ones, however little they hold', () => {
  const join = createPieceJoiner(1_000_000);
  const half = (of: string, piece: number) => join(Buffer.from('x'), {of, piece, pieces: 2});
  half('first', 1);
  for (let count = 0; count < 10; count++) join(Buffer.from('x'), {of: `never ${count}`, piece: 1, pieces: 9_999});
  expect(half('first', 2)).toBeUndefined();
  half('second', 1);
  expect(textOf(half('second', 2) ?? Buffer.alloc(0))).toBe('xx');
});

describe('relays on a bus', () => {
  const stateOf = (state: RelayState['feeds'][number]['state']): RelayState => ({
    kind: 'state',
    at: NOON,
    title: 'Alpaca iex',
    symbols: [],
    feeds: [{feed: 'alpaca/iex', state, message: state}],
  });

  test('are as well as the best of them, and dead when they fall silent', () => {
    const relays = createRelaysHeard();
    relays.take('a', stateOf('retrying'), NOON);
    expect(relays.statuses(false, NOON)).toMatchObject([{feed: 'alpaca/iex', state: 'retrying'}]);
    relays.take('b', stateOf('live'), plus(NOON, seconds(5)));
    expect(relays.statuses(false, plus(NOON, seconds(5)))).toMatchObject([{state: 'live'}]);
    expect(relays.statuses(false, plus(NOON, seconds(19)))).toEqual([]);
    expect(relays.statuses(false, plus(NOON, seconds(20)))).toMatchObject([
      {feed: 'alpaca/iex', state: 'retrying', message: 'no relay is heard on the bus'},
    ]);
  });

  test('of which one dies leave nothing alive that it alone had', () => {
    const relays = createRelaysHeard();
    const news: RelayState = {...stateOf('live'), feeds: [{feed: 'rss', state: 'live', message: 'live'}]};
    relays.take('a', stateOf('live'), NOON);
    relays.take('b', news, NOON);
    expect(relays.statuses(false, NOON)).toHaveLength(2);
    relays.take('a', stateOf('live'), plus(NOON, seconds(16)));
    expect(relays.statuses(false, plus(NOON, seconds(16)))).toMatchObject([
      {feed: 'rss', state: 'retrying', message: 'no relay that is heard has it'},
    ]);
  });

  test('make up no more connections than can be kept', () => {
    const relays = createRelaysHeard();
    const told = Array.from({length: 20}, (_, turn) => {
      const feeds = Array.from(
        {length: 64},
        (__, one) => ({feed: `${turn}/${one}`, state: 'live', message: ''}) as const,
      );
      relays.take('a', {...stateOf('live'), feeds}, NOON);
      return relays.statuses(false, NOON).filter(({state}) => state === 'live').length;
    });
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(256);
  });

  test('that spoke last long ago are not alive, whatever they said', () => {
    const relays = createRelaysHeard();
    relays.take('a', stateOf('live'), NOON);
    expect(relays.alive(plus(NOON, seconds(3_600)))).toEqual([]);
  });
});

test.each([
  ['nats://127.0.0.1', {servers: ['127.0.0.1:4222'], tls: false}],
  ['tls://a.example.com,tls://b.example.com:4333', {servers: ['a.example.com:4222', 'b.example.com:4333'], tls: true}],
])('%s is a bus', (text, address) => {
  expect(parseBusAddress(text)).toEqual(address);
});

test.each([
  ['nats://bus.example.com', /use tls:\/\//],
  ['nats://me:hunter2@127.0.0.1', /tapewire keys set nats/],
  ['nats://me:p@ss/hunter2@127.0.0.1', /keys set nats|--bus/],
  [`nats://me:hunter2${'x'.repeat(300)}@127.0.0.1`, /tapewire keys set nats/],
  ['me:hunter2@127.0.0.1', /--bus tls:\/\//],
  ['ws://127.0.0.1', /--bus tls:\/\//],
  ['tls://a,nats://127.0.0.1', /one way/],
  ['tls://a/stream', /host and a port alone/],
])('%s is refused', (text, remedy) => {
  let fault: unknown;
  try {
    parseBusAddress(text);
  } catch (error) {
    fault = error;
  }
  expect(fault).toMatchObject({code: 'usage', remedy: expect.stringMatching(remedy)});
  expect(String(fault)).not.toContain('hunter2');
});
