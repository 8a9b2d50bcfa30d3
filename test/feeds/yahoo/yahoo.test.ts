import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../../src/core/events.ts';
import {fromMillis, instant, minutes, seconds} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import {createVirtualClock} from '../../../src/engine/virtual-clock.ts';
import {readFrame} from '../../../src/feeds/yahoo/decode-pricing.ts';
import {type PricingData, writePricingData} from '../../../src/feeds/yahoo/pricing-data.ts';
import {YAHOO} from '../../../src/feeds/yahoo/provider.ts';
import {readPolled, until} from '../polling/read-polled.ts';
import {type Script, type ScriptedServer, settleSockets, startScriptedServer} from '../scripted-server.ts';
import {GOLDEN} from './golden.ts';

const AT = instant(Date.UTC(2026, 0, 30, 15) * 1_000);
const bare = (data: PricingData): string => Buffer.from(writePricingData(data)).toString('base64');
const framed = (data: PricingData): string => JSON.stringify({type: 'pricing', message: bare(data)});

let server: ScriptedServer;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  await server?.close();
});

const open = async (script: Script, names: readonly string[] = ['AMZN'], at = AT) => {
  server = await startScriptedServer(script);
  const clock = createVirtualClock(at, settleSockets);
  const taped: RawMessage[] = [];
  const {feed} = YAHOO.open({
    halves: ['prices'],
    source: 'unofficial',
    symbols: names.map(ticker),
    host: server.wsUrl,
    keys: {},
    contact: undefined,
    since: at,
    clock,
    chance: () => 0.5,
    tap: message => taped.push(message),
  });
  const reading = readPolled(feed);
  stop = reading.stop;
  return {...reading, clock, taped};
};

describe('a frame', () => {
  test('of the stream itself is a look, bare or in JSON', () => {
    const look = {
      ...{kind: 'price', symbol: 'BTC-USD', price: 94745.08, at: fromMillis(1_736_509_140_000), receivedAt: AT},
      ...{dayVolume: 59_712_028_672, dayHigh: 95227.55, dayLow: 92517.22, previousClose: 93313.19},
    };
    const [one] = readFrame(GOLDEN, AT);
    expect(one).toMatchObject({...look, dayHigh: expect.closeTo(look.dayHigh, 1)});
    expect(readFrame(JSON.stringify({type: 'pricing', message: GOLDEN}), AT)).toEqual([one]);
  });

  test.each([
    ['nonsense', 'no base64 at all!'],
    ['half a message', GOLDEN.slice(0, 80)],
    ['no message', '{"type":"pricing"}'],
    ['torn JSON', '{"type":"pricing","mess'],
    ['a price of nothing', framed({id: 'AMZN', time: 1_736_509_140_000})],
    ['no time', framed({id: 'AMZN', price: 240})],
    ['a price without end', framed({id: 'AMZN', price: Number.POSITIVE_INFINITY, time: 1_736_509_140_000})],
    ['a time that no clock tells', framed({id: 'AMZN', price: 240, time: 9e15})],
    ['a time that cannot be told to the microsecond', framed({id: 'AMZN', price: 240, time: 8e15})],
    ['no name of ours', framed({id: '^GSPC', price: 6_000, time: 1_736_509_140_000})],
  ])('%s is said to be bad', (_, text) => {
    expect(readFrame(text, AT)).toMatchObject([{kind: 'status', topic: 'bad', feed: 'yahoo/unofficial-snapshots'}]);
  });

  test('holds no figure without end, and no price that rounding makes nothing of', () => {
    const endless = Number.POSITIVE_INFINITY;
    const strange = {dayHigh: endless, dayLow: Number.NaN, previousClose: endless, marketHours: 1, priceHint: 2};
    expect(readFrame(framed({id: 'AMZN', price: 0.004, time: 1, ...strange}), AT)).toMatchObject([
      {kind: 'price', price: 0.004, dayHigh: 0, dayLow: 0, previousClose: 0},
    ]);
  });

  test('of another type, and a sign of life, say nothing', () => {
    expect(readFrame('{"type":"welcome"}', AT)).toEqual([]);
    expect(readFrame(framed({id: 'AMZN', quoteType: 7, price: 1, time: 1}), AT)).toEqual([]);
  });

  test('names a class of shares as it is named everywhere else, and a market as it is there', () => {
    const symbols = ['BRK-B', 'RY.TO', 'BTC-USD'].map(id => readFrame(framed({id, price: 1, time: 1}), AT)[0]);
    expect(symbols).toMatchObject([{symbol: 'BRK.B'}, {symbol: 'RY.TO'}, {symbol: 'BTC-USD'}]);
  });
});

test('names are asked for as Yahoo writes them, and a gap is said, for nothing fills it', async () => {
  const {events, clock, taped} = await open({}, ['BRK.B', 'RY.TO']);
  await until(() => server.connections[0]?.received.length === 1);
  expect(server.connections[0]?.received).toEqual([{subscribe: ['BRK-B', 'RY.TO']}]);
  server.connections[0]?.socket.send(framed({id: 'BRK-B', price: 480, time: AT / 1_000}));
  await until(() => events.some(({kind}) => kind === 'price'));
  server.connections[0]?.socket.terminate();
  await until(() => server.connections.length === 2, clock, seconds(5));
  await until(() => events.some(event => event.kind === 'status' && event.topic === 'gap'), clock);
  expect(taped.map(({channel}) => channel)).toContain('yahoo/gap');
});

test('more names than it tells of are refused, and so is another way to write one', async () => {
  const many = Array.from({length: 101}, (_, index) => `A${index}`);
  await expect(open({}, many)).rejects.toMatchObject({code: 'usage', message: expect.stringContaining('100')});
  await server.close();
  await expect(open({}, ['BRK-B'])).rejects.toMatchObject({code: 'usage', remedy: 'name it BRK.B'});
  await server.close();
  await expect(open({}, [])).rejects.toMatchObject({code: 'usage'});
});

describe('silence', () => {
  const look = (at: number): string => framed({id: 'AMZN', price: 240, time: at / 1_000, marketHours: 1});
  const losses = (events: readonly FeedEvent[]): readonly string[] =>
    events.flatMap(event => (event.kind === 'status' && event.state === 'retrying' ? [event.message] : []));

  test('in the regular session, after a busy minute, costs the connection', async () => {
    const {events, clock} = await open({});
    await until(() => server.connections[0]?.received.length === 1);
    for (let count = 0; count < 30; count++) server.connections[0]?.socket.send(look(AT));
    await until(() => events.filter(({kind}) => kind === 'price').length === 30);
    await until(() => losses(events).length > 0, clock, seconds(5));
    expect(losses(events)[0]).toMatch(/no prices for 6\d s/);
  });

  test('at night is no fault', async () => {
    const night = instant(AT - minutes(8 * 60));
    const {events, clock} = await open({}, ['AMZN'], night);
    await until(() => server.connections[0]?.received.length === 1);
    for (let count = 0; count < 30; count++) server.connections[0]?.socket.send(look(night));
    await until(() => events.filter(({kind}) => kind === 'price').length === 30);
    for (let passed = 0; passed < 60; passed++) {
      await clock.advance(seconds(5));
      await settleSockets();
    }
    expect(losses(events)).toEqual([]);
    expect(server.connections).toHaveLength(1);
  });
});
