import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../../src/core/events.ts';
import {isFault} from '../../../src/core/fault.ts';
import {fromMillis, minus, minutes, plus, seconds} from '../../../src/core/instant.ts';
import {tradingDateAt} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import {createVirtualClock} from '../../../src/engine/virtual-clock.ts';
import {MASSIVE} from '../../../src/feeds/massive/provider.ts';
import type {Half} from '../../../src/feeds/provider.ts';
import {eventually, type Script, settleSockets, startScriptedServer} from '../scripted-server.ts';
import {MASSIVE_KEY, massiveScript, status, subscribedTo} from './massive-script.ts';

const START = fromMillis(Date.UTC(2026, 0, 30, 14, 30));
const NONE = {prices: [], news: []};
const article = (id: string, title: string, tickers = ['AMZN']) => ({
  id,
  title,
  published_utc: '2026-01-30T14:29:00Z',
  tickers,
});

let ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending) await end();
  ending = [];
});

const watch = async (script: Script, halves: readonly Half[] = ['prices'], source = 'stocks', since = START) => {
  const asked: string[] = [];
  const server = await startScriptedServer({
    ...script,
    onRequest: (request, response) => {
      asked.push(request.url ?? '');
      script.onRequest?.(request, response);
    },
  });
  const clock = createVirtualClock(START, settleSockets);
  const stopper = new AbortController();
  const events: FeedEvent[] = [];
  const tapped: RawMessage[] = [];
  const opened = MASSIVE.open({
    halves,
    source,
    symbols: [ticker('AMZN'), ticker('MSFT')],
    host: server.wsUrl,
    keys: {key: MASSIVE_KEY},
    contact: undefined,
    since,
    clock,
    chance: () => 0.5,
    tap: message => tapped.push(message),
  });
  const run = async (): Promise<unknown> => {
    try {
      for await (const batch of opened.feed(stopper.signal)) events.push(...batch);
      return 'ended';
    } catch (error) {
      return error;
    }
  };
  const ended = run();
  ending.push(async () => {
    stopper.abort();
    await ended;
    await server.close();
  });
  const states = (): readonly string[] =>
    events.flatMap(event => (event.kind === 'status' && event.topic === 'state' ? [event.state] : []));
  const ids = (): readonly (string | number)[] =>
    events.flatMap(event => (event.kind === 'trade' || event.kind === 'headline' ? [event.id] : []));
  return {server, clock, events, ended, states, ids, asked, tapped, opened};
};

/** A stream that says one thing of itself once it is asked for data. */
const saying = (name: string, message: string): Script => {
  const script = massiveScript();
  return {
    ...script,
    onMessage: (connection, sent) => {
      if (sent['action'] === 'subscribe') connection.send(status(name, message));
      else script.onMessage?.(connection, sent);
    },
  };
};

describe('what the stream says of itself', () => {
  test('one connection too many is left alone for 90 s', async () => {
    const {server, clock, states, events} = await watch(saying('max_connections', 'Maximum number exceeded.'));
    await eventually(() => states().includes('retrying'));
    expect(events.at(-1)).toMatchObject({code: 'feed/limit', retryAt: plus(START, seconds(90))});
    await clock.advance(seconds(89));
    expect(server.attempts()).toBe(1);
    await clock.advance(seconds(2));
    await eventually(() => server.attempts() === 2);
  });

  test.each(['not authorized', "You don't have access real-time data. Please upgrade your plan."])(
    'what the plan lacks ends it: %s',
    async words => {
      const {clock, ended, server} = await watch(saying('error', words));
      const fault = await ended;
      expect(isFault(fault) && [fault.code, fault.terminal]).toEqual(['feed/entitlement', true]);
      expect(isFault(fault) && fault.message).toMatch(/--source delayed or delayed_bars/);
      await clock.advance(minutes(5));
      expect(server.attempts()).toBe(1);
    },
  );

  test('a subscription that is not confirmed is not called live', async () => {
    const {states, clock} = await watch({
      ...massiveScript(),
      onMessage: (connection, {action}) => {
        if (action === 'auth') connection.send(status('auth_success', 'authenticated'));
        else for (const name of ['T.AMZN', 'Q.AMZN']) connection.send(status('success', `subscribed to: ${name}`));
      },
    });
    while (!states().includes('retrying')) await clock.advance(seconds(2));
    expect(states()).not.toContain('live');
  });

  test('a source of bars asks for nothing else', async () => {
    const {server, states} = await watch(massiveScript(), ['prices'], 'delayed_bars');
    await eventually(() => states().includes('live'));
    expect(server.connections.flatMap(subscribedTo)).toEqual(['A.AMZN', 'A.MSFT']);
  });
});

describe('what was missed', () => {
  const trade = (id: string, nanos: string, more = '') =>
    `{"exchange":12,"id":"${id}","price":241.5,"size":100,"tape":3,"sip_timestamp":${nanos},"participant_timestamp":${nanos}${more}}`;

  test('is asked for name by name, page by page, to the nanosecond, without what was withdrawn', async () => {
    const base: {url?: string} = {};
    const script = massiveScript();
    const {server, clock, events, ids, asked, states, tapped} = await watch({
      ...script,
      onRequest: ({url = ''}, response) => {
        if (!url.startsWith('/v3/trades/AMZN')) response.end('{"results":[]}');
        else if (url.includes('cursor'))
          response.end(
            `{"results":[${trade('2', '1769783402000000999')},${trade('3', '1769783403000000000', ',"correction":8')}]}`,
          );
        else
          response.end(
            `{"results":[${trade('1', '1769783401123456789')}],"next_url":"${base.url}/v3/trades/AMZN?cursor=x"}`,
          );
      },
    });
    base.url = server.httpUrl;
    await eventually(() => states().includes('live'));
    await clock.advance(seconds(5));
    server.connections[0]?.socket.terminate();
    await eventually(() => ids().includes(2));
    expect(ids()).toEqual([1, 2]);
    expect(events.find(event => event.kind === 'trade')?.at).toBe(1_769_783_401_123_456);
    const [first] = asked.filter(url => url.startsWith('/v3/trades'));
    const params = new URL(first ?? '', server.httpUrl).searchParams;
    expect(params.get('timestamp.gte')).toBe(`${START}000`);
    expect(asked.join()).not.toContain(MASSIVE_KEY);
    await eventually(() => asked.some(url => url.startsWith('/v3/trades/MSFT')));
    expect(tapped.map(({channel}) => channel)).toContain('massive/rest/trades/AMZN');
    const again = tapped.flatMap(message => MASSIVE.readRecorded(message).events);
    const distinct = new Set(
      again.filter(({kind}) => kind === 'trade').map(event => JSON.stringify({...event, receivedAt: 0})),
    );
    const live = events.filter(({kind}) => kind === 'trade').map(event => JSON.stringify({...event, receivedAt: 0}));
    expect([...distinct]).toEqual(live);
  });

  test('a page that leads elsewhere is not followed, and the key stays here', async () => {
    const elsewhere = await startScriptedServer({onRequest: (_, response) => response.end('{}')});
    ending.push(elsewhere.close);
    const {server, clock, states, events} = await watch({
      ...massiveScript(),
      onRequest: (_, response) => response.end(JSON.stringify({results: [], next_url: `${elsewhere.httpUrl}/v3/x`})),
    });
    await eventually(() => states().includes('live'));
    await clock.advance(seconds(5));
    server.connections[0]?.socket.terminate();
    await eventually(() => events.some(event => event.kind === 'status' && event.topic === 'gap'));
    expect(elsewhere.requests()).toBe(0);
  });

  test('of the day before the first connection comes as bars, and as prints of the minute under way', async () => {
    const since = minus(START, minutes(10));
    const bar = {o: 1, h: 2, l: 1, c: 2, v: 10, vw: 1.5, n: 3, t: Date.UTC(2026, 0, 30, 14, 25)};
    const script = massiveScript(NONE, url => (url.startsWith('/v2/aggs/ticker/AMZN') ? {results: [bar]} : undefined));
    const {events, asked} = await watch(script, ['prices'], 'stocks', since);
    await eventually(() => asked.some(url => url.startsWith('/v3/trades/MSFT')));
    expect(events.find(event => event.kind === 'bar')).toMatchObject({span: minutes(1), trades: 3, receivedAt: START});
    expect(asked[0]).toMatch(
      /^\/v2\/aggs\/ticker\/AMZN\/range\/1\/minute\/1769782798000\/1769783399999\?adjusted=false/,
    );
  });
});

describe('news', () => {
  test('come once, and again when they are changed; of the names that were asked for and of the market', async () => {
    let news: readonly object[] = [
      article('a', 'one'),
      article('b', 'other', ['XYZ']),
      article('e', 'Fed holds interest rates steady', ['SPY']),
    ];
    const script = massiveScript(NONE, url => (url.startsWith('/v2/reference/news') ? {results: news} : undefined));
    const {clock, ids, events, tapped} = await watch(script, ['news']);
    await eventually(() => ids().length === 2);
    await clock.advance(seconds(30));
    news = [article('a', 'one, corrected'), article('c', 'two')];
    await clock.advance(seconds(30));
    await eventually(() => ids().length === 4);
    await clock.advance(minutes(2));
    expect(ids()).toEqual(['a', 'e', 'a', 'c']);
    const [first, , second] = events.filter(event => event.kind === 'headline');
    expect([first?.updatedAt, second?.updatedAt]).toEqual([minus(START, minutes(1)), plus(START, minutes(1))]);
    expect(tapped).toHaveLength(2);
    const again = tapped.flatMap(message => MASSIVE.readRecorded(message).events);
    expect(again).toEqual(events.filter(({kind}) => kind === 'headline'));
  });

  test('a plan of five questions a minute is asked no more than it answers, once it has said so', async () => {
    const times: number[] = [];
    let clockNow = (): number => START;
    const {clock, events, opened} = await watch(
      {
        onRequest: (_, response) => {
          const now = clockNow();
          const isTooMany = times.filter(at => now - at < minutes(1)).length >= 5;
          times.push(now);
          response.statusCode = isTooMany ? 429 : 200;
          response.end(isTooMany ? '{"status":"ERROR","error":"exceeded the maximum requests"}' : '{"results":[]}');
        },
      },
      ['news'],
    );
    clockNow = clock.now;
    await eventually(() => times.length > 0);
    const stopper = new AbortController();
    const earlier = opened.earlier?.(tradingDateAt(START), 3, stopper.signal);
    let isDone = false;
    void earlier?.then(() => (isDone = true));
    while (!isDone) await clock.advance(seconds(3));
    const later = times.slice(7).map((at, index) => at - (times[index + 6] ?? 0));
    for (const pause of later) expect(pause).toBeGreaterThanOrEqual(seconds(12));
    expect(events.some(event => event.kind === 'status' && event.state === 'stopped')).toBe(false);
  });
});

test('earlier sessions are bars of five minutes and the last close, adjusted, and are read again from what was kept', async () => {
  const day = Date.UTC(2026, 0, 29, 5);
  const bar = {o: 1, h: 2, l: 1, c: 2, v: 10};
  const script = massiveScript(NONE, url =>
    url.includes('/1/day/') ? {results: [{...bar, c: 240, t: day}]} : {results: [{...bar, t: day + 36_000_000}]},
  );
  const {opened, tapped, asked} = await watch(script, ['news']);
  const found = await opened.earlier?.(tradingDateAt(START), 2, new AbortController().signal);
  expect(found?.closes.get(ticker('AMZN'))).toBe(240);
  expect(found?.bars[0]).toMatchObject({span: minutes(5), at: found?.bars[0]?.receivedAt});
  expect(asked.some(url => url.includes('/range/5/minute/') && url.includes('adjusted=true'))).toBe(true);
  const kept = tapped.flatMap(message => MASSIVE.readRecorded(message).history);
  expect(kept.filter(({span}) => span === minutes(5))).toEqual(found?.bars);
});
