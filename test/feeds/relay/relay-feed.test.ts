import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../../src/core/events.ts';
import {DAY, HOUR, type Instant, minus, plus} from '../../../src/core/instant.ts';
import type {RawMessage} from '../../../src/engine/ports.ts';
import {createVirtualClock} from '../../../src/engine/virtual-clock.ts';
import {createRelayFeed} from '../../../src/feeds/relay/relay-feed.ts';
import type {RelayState} from '../../../src/feeds/relay/relay-words.ts';
import {writeRelayState} from '../../../src/feeds/relay/relay-words.ts';
import {createRelayedHistory} from '../../../src/feeds/relay/relayed-history.ts';
import {encodeLine} from '../../../src/tape/recording/recording-line.ts';
import {frame, NOON} from '../../tape/recording/recording-fixtures.ts';
import {readPolled, until} from '../polling/read-polled.ts';
import {type ScriptedServer, settleSockets, startScriptedServer} from '../scripted-server.ts';

const OLD = '2026-01-30-ffffffff';
const NEW = '2026-01-30-00000000';
const TRADE = '[{"T":"t","i":1,"S":"AMZN","x":"V","p":240,"s":1,"t":"2026-01-30T17:00:00Z","c":["@"],"z":"C"}]';

let server: ScriptedServer;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  await server?.close();
});

const stateOf = (end: RelayState['end']): string =>
  writeRelayState({
    kind: 'state',
    at: NOON,
    title: 'Alpaca iex',
    symbols: [],
    feeds: [{feed: 'alpaca/iex', state: 'live', message: 'live'}],
    ...(end === undefined ? {} : {end}),
  });

const lineAt = (receivedAt: Instant): Buffer => encodeLine({...frame(TRADE, receivedAt), number: 1});

/** A screen that a server of the test's own tells things, each connection the next list of them. */
const join = async (...scripts: readonly (readonly (string | Buffer)[])[]) => {
  server = await startScriptedServer({
    onMessage: ({socket}) => {
      for (const word of scripts[server.connections.length - 1] ?? []) socket.send(word);
    },
  });
  const clock = createVirtualClock(NOON, settleSockets);
  const taped: RawMessage[] = [];
  const feed = createRelayFeed({
    url: new URL(`${server.wsUrl}/relay`),
    token: undefined,
    symbols: [],
    since: minus(NOON, HOUR),
    clock,
    chance: () => 0.5,
    tap: message => taped.push(message),
    history: createRelayedHistory(),
  });
  const reading = readPolled(feed);
  stop = reading.stop;
  return {...reading, clock, taped};
};

const statesOf = (events: readonly FeedEvent[], feed: string): readonly string[] =>
  events.flatMap(event => (event.kind === 'status' && event.feed === feed ? [event.state] : []));
const tradesOf = (events: readonly FeedEvent[]): number => events.filter(({kind}) => kind === 'trade').length;

const LOG = JSON.stringify({kind: 'log', log: OLD, offset: 0});

describe('a relay that is not what it should be', () => {
  test('and sends nonsense by the line costs one status, and what is good beside it is kept', async () => {
    const nonsense = Buffer.concat([Buffer.alloc(50_000, '\n'), lineAt(NOON)]);
    const {events} = await join([stateOf(undefined), LOG, nonsense]);
    await until(() => tradesOf(events) === 1);
    const bad = events.filter(event => event.kind === 'status' && event.topic === 'bad');
    expect(bad).toMatchObject([{message: 'of what was relayed 50000 lines are no good'}]);
  });

  test('and tells of what is yet to come leads no recording into another day', async () => {
    const future = Buffer.concat([lineAt(plus(NOON, DAY)), lineAt(NOON)]);
    const {events, taped} = await join([stateOf(undefined), LOG, future]);
    await until(() => tradesOf(events) === 1);
    expect(taped.map(({receivedAt}) => receivedAt)).toEqual([NOON]);
    expect(events).toContainEqual(
      expect.objectContaining({topic: 'bad', message: 'of what was relayed a line is no good'}),
    );
  });

  test('and has begun the day anew is not live before that was heard', async () => {
    const line = lineAt(NOON);
    const anew = [stateOf({log: NEW, offset: line.length}), stateOf({log: NEW, offset: line.length})];
    const {events, clock} = await join([stateOf({log: OLD, offset: line.length}), LOG, line], anew);
    await until(() => statesOf(events, 'alpaca/iex').at(-1) === 'live');
    const before = statesOf(events, 'alpaca/iex').length;
    server.connections[0]?.socket.terminate();
    await until(() => statesOf(events, 'alpaca/iex').slice(before).length >= 2, clock);
    expect(statesOf(events, 'alpaca/iex').slice(before)).toEqual(['retrying', 'connecting']);
  });
});
