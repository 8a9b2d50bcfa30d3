import {afterEach, describe, expect, test} from 'vitest';
import type {FeedEvent, TapeEvent} from '../../src/core/events.ts';
import {isFault} from '../../src/core/fault.ts';
import {fromMillis, type Instant, minutes, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {RawMessage} from '../../src/engine/ports.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Half, Provider, ProviderOptions} from '../../src/feeds/provider.ts';
import {eventually, type Script, type ScriptedServer, settleSockets, startScriptedServer} from './scripted-server.ts';

/** When the suite's clock stands at first; fixtures are of about then. */
export const CONTRACT_AT: Instant = fromMillis(Date.UTC(2026, 0, 30, 14, 30));
/** The name that is asked for. */
export const CONTRACT_NAME = ticker('AMZN');

/** What the provider sends, as it writes it, and what that must be read as, field by field. */
export type WireFixture = {
  readonly says: string;
  readonly half: Half;
  readonly sent: object;
  readonly read: Partial<TapeEvent>;
};

export type ProviderContract = {
  readonly provider: Provider;
  readonly source: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly contact?: string;
  /** What it is opened with besides, such as addresses on the server. */
  readonly options?: (server: ScriptedServer) => Partial<ProviderOptions>;
  /** A server of the provider's that takes only `keys` and hands these to each client: once it has subscribed, or asks. */
  readonly serve: (halves: Readonly<Record<Half, readonly object[]>>) => Script;
  /** One of each kind of message, the hostile ones apart; each event of its own. */
  readonly fixtures: readonly WireFixture[];
  /** Messages whose every text is the given one. */
  readonly hostile: (text: string) => readonly Pick<WireFixture, 'half' | 'sent'>[];
  /** The connections that its statuses name. */
  readonly feeds: readonly string[];
  /** What clients have asked for so far: a line a subscription. Undefined for one that only asks by HTTP. */
  readonly subscriptions?: (server: ScriptedServer) => readonly string[];
  readonly subscription?: readonly string[];
};

const HOSTILE = 'Amazon \u001b]52;c;cm0gLXJm\u0007\u001b[2J\u202eevil\u0000\u2066 &lt;deal&gt; \u009b31m signed\r\nnow';
const UNSAFE = /\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const isData = (event: FeedEvent): event is TapeEvent => event.kind !== 'status';

/** What every provider must hold, whatever it speaks. Call it in a test file of its own. */
export const describeProvider = (contract: ProviderContract): void => {
  const {provider, fixtures, keys} = contract;
  let ending: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ending) await end();
    ending = [];
  });

  const watch = async (sent: readonly Pick<WireFixture, 'half' | 'sent'>[], withKeys = keys) => {
    const of = (half: Half): readonly object[] => sent.filter(one => one.half === half).map(one => one.sent);
    const server = await startScriptedServer(contract.serve({prices: of('prices'), news: of('news')}));
    const clock = createVirtualClock(CONTRACT_AT, settleSockets);
    const stopper = new AbortController();
    const events: FeedEvent[] = [];
    const tapped: RawMessage[] = [];
    const {feed, account} = provider.open({
      halves: provider.halves,
      source: contract.source,
      symbols: [CONTRACT_NAME],
      host: server.wsUrl,
      keys: withKeys,
      contact: contract.contact,
      since: CONTRACT_AT,
      clock,
      chance: () => 0.5,
      tap: message => tapped.push(message),
      ...contract.options?.(server),
    });
    const run = async (): Promise<unknown> => {
      try {
        for await (const batch of feed(stopper.signal)) events.push(...batch);
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
    const states = (name: string): readonly string[] =>
      events.flatMap(event =>
        event.kind === 'status' && event.feed === name && event.topic === 'state' ? [event.state] : [],
      );
    const live = (times: number): Promise<void> =>
      eventually(() => contract.feeds.every(name => states(name).filter(state => state === 'live').length >= times));
    /** Where nothing is confirmed, what was asked for may still be on its way when the connection is live. */
    const subscribed = (times: number): Promise<void> => {
      const lines = times * (contract.subscription ?? []).length;
      return eventually(() => (contract.subscriptions?.(server) ?? []).length >= lines);
    };
    return {subscribed, server, clock, stopper, events, tapped, ended, states, live, account};
  };

  /** The clock goes on while it waits, as it does for whoever asks again later. */
  const goOnUntil = async (holds: () => boolean, advance: () => Promise<void>): Promise<void> => {
    while (!holds()) {
      await advance();
      await settleSockets();
    }
  };

  describe(`${provider.name} as a provider`, {timeout: 60_000}, () => {
    test('names what it has', () => {
      expect(provider.name).toMatch(/^[a-z]{2,20}$/);
      expect(provider.halves.length).toBeGreaterThan(0);
      expect(provider.sources.length > 0).toBe(provider.halves.includes('prices'));
      for (const source of provider.sources) expect(source).toMatch(/^[a-z0-9_]{1,20}$/);
    });

    test('subscribes, and goes live', async () => {
      const {server, live, states, subscribed} = await watch([]);
      await live(1);
      await subscribed(1);
      for (const name of contract.feeds) expect(states(name)).toEqual(['connecting', 'live']);
      if (contract.subscriptions) expect([...contract.subscriptions(server)].sort()).toEqual(contract.subscription);
    });

    test('reads every message that it knows, in order, known when it came', async () => {
      const {events} = await watch(fixtures);
      await eventually(() => events.filter(isData).length >= fixtures.length);
      for (const {says, read} of fixtures)
        expect(events.filter(isData), says).toContainEqual(expect.objectContaining(read));
      expect(events.filter(isData)).toHaveLength(fixtures.length);
      const receipts = events.map(event => event.receivedAt);
      expect(receipts).toEqual([...receipts].sort((a, b) => a - b));
      expect(events.filter(event => event.kind === 'status' && event.topic === 'bad')).toEqual([]);
    });

    test('says what it was told again in the same words', async () => {
      const {events, tapped} = await watch(fixtures);
      await eventually(() => events.filter(isData).length >= fixtures.length);
      await provider.prepare?.();
      const again = tapped.flatMap(message => provider.readRecorded(message).events).filter(isData);
      const byText = (list: readonly TapeEvent[]): readonly string[] => list.map(event => JSON.stringify(event)).sort();
      expect(byText(again)).toEqual(byText(events.filter(isData)));
      for (const {channel} of tapped) expect(channel).toMatch(new RegExp(`^${provider.name}/[A-Za-z0-9_./-]{1,34}$`));
      const told = tapped.map(({data}) => Buffer.from(data).toString('latin1')).join();
      for (const secret of Object.values(keys)) if (secret.length > 2) expect(told).not.toContain(secret);
    });

    test('makes hostile text safe', async () => {
      const hostile = contract.hostile(HOSTILE);
      const {events} = await watch(hostile);
      await eventually(() => events.some(isData));
      for (const text of events.flatMap(textsIn)) expect(text).not.toMatch(UNSAFE);
    });

    if (contract.subscriptions !== undefined)
      test('a drop is said, and everything is subscribed to again', async () => {
        const {server, live, events, clock, subscribed} = await watch([]);
        await live(1);
        await subscribed(1);
        const before = server.connections.length;
        for (const {socket} of server.connections) socket.terminate();
        const back = (): boolean => server.connections.length >= 2 * before;
        await goOnUntil(back, () => clock.advance(seconds(1)));
        const wanted = contract.subscription ?? [];
        await subscribed(2);
        expect([...(contract.subscriptions?.(server) ?? [])].sort()).toEqual([...wanted, ...wanted].sort());
        expect(events.some(event => event.kind === 'status' && event.state === 'retrying')).toBe(true);
      });

    if (Object.keys(keys).length > 0)
      test('a wrong key ends it with one clear line, and nobody knocks again', async () => {
        const wrong = Object.fromEntries(Object.keys(keys).map(name => [name, 'wrong-and-secret']));
        const {server, clock, ended, events} = await watch([], wrong);
        const fault = await ended;
        expect(isFault(fault) && [fault.code, fault.terminal]).toEqual(['feed/auth', true]);
        expect(isFault(fault) && fault.message).toMatch(/refused the keys/);
        expect(JSON.stringify(events) + String(fault)).not.toContain('wrong-and-secret');
        const attempts = server.attempts() + server.requests();
        await clock.advance(minutes(5));
        expect(server.attempts() + server.requests()).toBe(attempts);
      });

    test('an abort ends it, and closes what was open', async () => {
      const {server, live, stopper, ended} = await watch([]);
      await live(1);
      stopper.abort();
      expect(await ended).toBe('ended');
      await eventually(() => server.connections.every(({socket}) => socket.readyState === socket.CLOSED));
    });
  });
};
