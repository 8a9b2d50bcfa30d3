import {encode} from '@msgpack/msgpack';
import {describe, expect, test, vi} from 'vitest';
import {type Instant, minutes, plus, seconds} from '../../src/core/instant.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {dayOf, OPEN, quote, tenMinutes, trade} from './small-day.ts';
import {KEYS, type Message, openClient, readyClient, type StreamClient} from './stream-client.ts';
import {serveForTest} from './with-server.ts';

const markAt =
  (at: Instant, epoch = 0) =>
  (message: Message): boolean =>
    message['T'] === 'mark' && message['at'] === at && message['epoch'] === epoch;

const everything = {action: 'subscribe', trades: ['*'], quotes: ['*'], bars: ['*'], statuses: ['*']};
const idsOf = (client: StreamClient): readonly unknown[] => client.of('t').map(message => message['i']);
const idsIn = async (day: ServedDay, until: Instant): Promise<readonly number[]> => {
  const ids: number[] = [];
  for await (const batch of day.events.read({until}))
    for (const event of batch) if (event.kind === 'trade') ids.push(event.id);
  return ids;
};

describe('the handshake over a socket', () => {
  test('greets, takes keys by message, and tells each mistake', async () => {
    const {server, wall} = await serveForTest(tenMinutes());
    const client = openClient(server.stockUrl);
    await client.see(message => message['msg'] === 'connected');
    client.say({action: 'subscribe', trades: ['AMZN']});
    await client.see(message => message['code'] === 401);
    client.socket.send('{"action":');
    await client.see(message => message['code'] === 400);
    client.say({action: 'auth', key: KEYS.id, secret: 'no'});
    await client.see(message => message['code'] === 402);
    client.say({action: 'auth', key: KEYS.id, secret: KEYS.secret});
    await client.see(message => message['msg'] === 'authenticated');
    client.say({action: 'auth', key: KEYS.id, secret: KEYS.secret});
    await client.see(message => message['code'] === 403);
    await wall.advance(seconds(11));
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });

  test('hangs up on silence', async () => {
    const {server, wall} = await serveForTest(tenMinutes());
    const client = openClient(server.newsUrl);
    await client.see(message => message['msg'] === 'connected');
    await wall.advance(seconds(10));
    expect(await client.see(message => message['code'] === 404)).toMatchObject({msg: 'auth timeout'});
    expect(await client.closed).toBe(1008);
  });

  test('hangs up on one who answers no ping', async () => {
    const {server, wall} = await serveForTest(tenMinutes());
    const client = await readyClient(server.stockUrl);
    client.socket.pause();
    await wall.advance(seconds(15));
    await wall.advance(seconds(15));
    client.socket.resume();
    expect(await client.closed).toBe(1006);
  });

  test('counts connections to an endpoint, and gives places back', async () => {
    const {server} = await serveForTest(tenMinutes(), {limits: {perEndpoint: 1}});
    const first = await readyClient(server.stockUrl);
    await readyClient(server.newsUrl);
    const second = openClient(server.stockUrl, {
      headers: {'apca-api-key-id': KEYS.id, 'apca-api-secret-key': KEYS.secret},
    });
    await second.see(message => message['code'] === 406);
    first.socket.close();
    await first.closed;
    await readyClient(server.stockUrl);
  });

  test('keeps to the plan', async () => {
    const {server} = await serveForTest(tenMinutes(), {limits: {plan: ['iex', 'news']}});
    const client = openClient(server.stockUrl);
    await client.see(message => message['msg'] === 'connected');
    client.say({action: 'auth', key: KEYS.id, secret: KEYS.secret});
    expect(await client.see(message => message['T'] === 'error')).toEqual({
      T: 'error',
      code: 409,
      msg: 'insufficient subscription',
    });
    await readyClient(server.newsUrl);
    await readyClient(server.stockUrl.replace('sip', 'iex'));
  });

  test('caps symbols', async () => {
    const {server} = await serveForTest(tenMinutes(), {limits: {symbols: 1}});
    const client = await readyClient(server.stockUrl);
    client.say({action: 'subscribe', trades: ['AMZN', 'MSFT']});
    await client.see(message => message['code'] === 405);
  });

  test('closes on a message of more than 64 KiB', async () => {
    const {server} = await serveForTest(tenMinutes());
    const client = await readyClient(server.stockUrl);
    client.socket.send('x'.repeat(64 * 1024 + 1));
    expect(await client.closed).toBe(1009);
    await readyClient(server.stockUrl);
  });
});

describe('a stream with backlog and marks', () => {
  test('brings everything up to now in order, then says so', async () => {
    const day = tenMinutes();
    const startAt = plus(OPEN, minutes(5));
    const {server} = await serveForTest(day, {startAt, marks: true, backlog: true});
    const client = await readyClient(server.stockUrl);
    client.say(everything);
    await client.see(markAt(startAt));
    expect(idsOf(client)).toEqual(await idsIn(day, startAt));
    expect(client.of('c', 'x')).toMatchObject([
      {T: 'c', S: 'AMZN', oi: 1, ci: 9_001, cp: 239.5, cc: ['@', 'I']},
      {T: 'x', S: 'AMZN', i: 11, a: 'C'},
    ]);
    expect(client.of('b', 'u', 'd')).toEqual([]);
    expect(client.messages.at(-1)).toMatchObject({T: 'mark', at: startAt});
  });

  test('goes on by the clock, in marked ticks', async () => {
    const day = tenMinutes();
    const {server, wall, playback} = await serveForTest(day, {
      startAt: plus(OPEN, minutes(1)),
      speed: 60,
      state: 'running',
      marks: true,
      backlog: true,
    });
    const client = await readyClient(server.stockUrl);
    client.say(everything);
    await client.see(markAt(plus(OPEN, minutes(1))));
    await wall.advance(seconds(2));
    const {at} = playback.position();
    await client.see(markAt(at));
    expect(idsOf(client)).toEqual(await idsIn(day, at));
    let known = 0;
    for (const message of client.messages) {
      if (message['T'] === 'mark') {
        expect(Number(message['at'])).toBeGreaterThanOrEqual(known);
        known = Number(message['at']);
      } else if (message['T'] === 't' && message['i'] !== 7_777) {
        expect(Date.parse(String(message['t'])) * 1_000).toBeGreaterThanOrEqual(known - 4_000);
      }
    }
  });

  test('starts again after a rewind, its first mark before its first event', async () => {
    const day = tenMinutes();
    const {server, playback} = await serveForTest(day, {startAt: plus(OPEN, minutes(5)), marks: true, backlog: true});
    const client = await readyClient(server.stockUrl);
    client.say({action: 'subscribe', trades: ['AMZN']});
    await client.see(markAt(plus(OPEN, minutes(5))));
    const to = plus(OPEN, minutes(1));
    playback.send({kind: 'seek', to});
    expect(playback.face().state).toBe('seeking');
    await client.see(markAt(to, 1));
    expect(playback.face().state).toBe('paused');
    const restart = client.messages.findIndex(message => message['epoch'] === 1);
    expect(client.messages[restart]).toMatchObject({T: 'mark', at: day.info.startAt - 1});
    const again = client.messages.slice(restart).filter(message => message['T'] === 't');
    expect(again.map(message => message['i'])).toEqual(Array.from({length: 60}, (_, index) => index + 1));
    playback.send({kind: 'seek', to: plus(OPEN, minutes(2))});
    await client.see(markAt(plus(OPEN, minutes(2)), 1));
    expect(client.messages.slice(restart).filter(message => message['T'] === 't')).toHaveLength(120);
  });

  test('gives what is asked for later its own past', async () => {
    const startAt = plus(OPEN, minutes(1));
    const {server, playback} = await serveForTest(tenMinutes(), {startAt, marks: true, backlog: true});
    const client = await readyClient(server.stockUrl);
    client.say({action: 'subscribe', trades: ['AMZN']});
    await client.see(markAt(startAt));
    client.say({action: 'subscribe', trades: ['MSFT', 'AMZN']});
    await client.see(message => message['i'] === 10_059);
    playback.send({kind: 'seek', to: plus(startAt, seconds(10))});
    await client.see(markAt(plus(startAt, seconds(10))));
    const ids = idsOf(client);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(140);
    client.say({action: 'unsubscribe', trades: ['AMZN']});
    await client.see(message => message['T'] === 'subscription' && String(message['trades']) === 'MSFT');
    playback.send({kind: 'skip', by: seconds(10)});
    await client.see(markAt(plus(startAt, seconds(20))));
    expect(
      client
        .of('t')
        .slice(140)
        .every(message => message['S'] === 'MSFT'),
    ).toBe(true);
    expect(idsOf(client)).toHaveLength(150);
  });

  test('conflates quotes while it catches up, and no trades', async () => {
    const many = dayOf(
      Array.from({length: 10_000}, (_, index) => {
        const at = plus(OPEN, seconds(index / 10));
        return [quote(at, 240 + index / 10_000), trade(at, index, 240)];
      }).flat(),
    );
    const {server} = await serveForTest(many, {startAt: many.info.endAt, marks: true, backlog: true});
    const client = await readyClient(server.stockUrl);
    client.say(everything);
    await client.see(markAt(many.info.endAt));
    expect(client.of('t')).toHaveLength(10_000);
    expect(client.of('q').length).toBeLessThan(5_000);
    expect(client.of('q').at(-1)).toMatchObject({bp: 240 + 9_999 / 10_000});
  });

  test('marks each headline with the moment it became known', async () => {
    const day = tenMinutes();
    const {server} = await serveForTest(day, {startAt: plus(OPEN, minutes(6)), marks: true, backlog: true});
    const client = await readyClient(server.newsUrl);
    client.say({action: 'subscribe', news: ['*']});
    await client.see(markAt(plus(OPEN, minutes(6))));
    const told = client.messages.slice(client.messages.findIndex(message => message['T'] === 'subscription') + 1);
    expect(told).toMatchObject([
      {T: 'mark', at: day.info.startAt - 1},
      {T: 'n', id: 101, headline: 'Story 101', symbols: ['AMZN']},
      {T: 'mark', at: day.events.headlineTimes[0]},
      {T: 'n', id: 102},
      {T: 'mark', at: day.events.headlineTimes[1]},
      {T: 'mark', at: plus(OPEN, minutes(6))},
    ]);
  });
});

describe('a stream as the vendor’s', () => {
  const minuteOf = (message: Message): string => String(message['t']).slice(11, 16);

  test('brings what is new from the subscription on, and no marks', async () => {
    const day = tenMinutes();
    const {server, playback} = await serveForTest(day, {startAt: plus(OPEN, minutes(5))});
    const client = await readyClient(server.stockUrl);
    client.say({action: 'subscribe', trades: ['AMZN']});
    await client.see(message => message['T'] === 'subscription');
    playback.send({kind: 'seek', to: plus(OPEN, seconds(305.5))});
    await client.see(message => message['i'] === 306);
    expect(idsOf(client)).toEqual([301, 302, 303, 304, 305, 306]);
    playback.send({kind: 'seek', to: plus(OPEN, minutes(1))});
    playback.send({kind: 'seek', to: plus(OPEN, seconds(61.5))});
    await client.see(message => message['i'] === 62);
    expect(idsOf(client).slice(6)).toEqual([61, 62]);
    expect(client.of('mark')).toEqual([]);
  });

  test('makes bars: a minute’s after it, again for a late print, the day’s so far', async () => {
    const {server, playback} = await serveForTest(tenMinutes(), {startAt: plus(OPEN, seconds(230))});
    const client = await readyClient(server.stockUrl);
    client.say({action: 'subscribe', bars: ['AMZN'], updatedBars: ['AMZN'], dailyBars: ['AMZN']});
    await client.see(message => message['T'] === 'subscription');
    playback.send({kind: 'seek', to: plus(OPEN, seconds(395))});
    await client.see(message => message['T'] === 'u');
    const bars = client.of('b');
    expect(bars.map(minuteOf)).toEqual(['14:33', '14:34', '14:35']);
    expect(bars[1]).toMatchObject({S: 'AMZN', o: 240.4, l: 240, h: 240.49, v: 6_000, n: 60});
    expect(client.of('u')).toMatchObject([{S: 'AMZN', o: 240.4, h: 250, c: 240.49, v: 6_100, n: 61}]);
    expect(client.of('u').map(minuteOf)).toEqual(['14:34']);
    const daily = client.of('d');
    expect(daily).toHaveLength(3);
    /** The first print was corrected into an odd lot, which opens no day. */
    expect(daily.every(message => message['t'] === '2026-01-30T05:00:00Z' && message['o'] === 240.01)).toBe(true);
    expect(daily.at(-1)).toMatchObject({h: 240.49, n: 359});
  });

  test('says the same in msgpack', async () => {
    const day = tenMinutes();
    const options = {startAt: plus(OPEN, minutes(4)), marks: true, backlog: true};
    const {server} = await serveForTest(day, options);
    const plain = await readyClient(server.stockUrl);
    const packed = await readyClient(server.stockUrl, {msgpack: true});
    plain.say(everything);
    packed.socket.send(encode(everything));
    const end = markAt(options.startAt);
    await Promise.all([plain.see(end), packed.see(end)]);
    const data = ['t', 'q', 'c', 'x', 'subscription'] as const;
    const withTime = (message: Message) => ({...message, t: new Date(String(message['t'])).getTime()});
    const withDate = (message: Message) => ({
      ...message,
      t: message['t'] instanceof Date ? message['t'].getTime() : Number.NaN,
    });
    expect(packed.of(...data).map(withDate)).toEqual(plain.of(...data).map(withTime));
    expect(plain.of('t')).toHaveLength(480);
  });

  test('trades FAKEPACA day and night on the test endpoint', async () => {
    const {server, wall} = await serveForTest(tenMinutes());
    const client = await readyClient(server.stockUrl.replace('/v2/sip', '/v2/test'));
    client.say({action: 'subscribe', trades: ['FAKEPACA'], bars: ['FAKEPACA']});
    await client.see(message => message['T'] === 'subscription');
    for (let beat = 0; beat < 12; beat++) {
      await wall.advance(seconds(5));
      await client.see(() => client.of('t').length === beat + 1);
    }
    expect(client.of('b')).toMatchObject([{S: 'FAKEPACA', n: 12, t: '2030-01-01T00:00:00Z'}]);
    expect(client.of('q')).toEqual([]);
  });
});

test('a client that does not read is dropped at the bound, and the others go on', async () => {
  const story = 'x'.repeat(20_000);
  const day = dayOf(
    Array.from({length: 1_500}, (_, index) => trade(plus(OPEN, seconds(index)), index, 240, {conditions: [story]})),
  );
  const {server, wall, playback} = await serveForTest(day, {
    startAt: day.info.startAt,
    marks: true,
    backlog: true,
    limits: {bufferBytes: 1 << 18},
  });
  const [slow, quick] = [await readyClient(server.stockUrl), await readyClient(server.stockUrl)];
  for (const client of [slow, quick]) {
    client.say({action: 'subscribe', trades: ['AMZN']});
    await client.see(markAt(day.info.startAt));
  }
  slow.socket.pause();
  playback.send({kind: 'seek', to: day.info.endAt});
  await quick.see(markAt(day.info.endAt));
  expect(quick.of('t')).toHaveLength(1_500);
  expect(playback.face().state).toBe('seeking');
  await wall.advance(seconds(10));
  slow.socket.resume();
  expect(await slow.closed).toBe(1006);
  await vi.waitFor(() => expect(playback.face().state).toBe('ended'));
  expect(slow.of('t').length).toBeLessThan(1_500);
});
