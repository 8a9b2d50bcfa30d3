import {MessageChannel} from 'node:worker_threads';
import {describe, expect, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import type {FeedEvent} from '../../src/core/events.ts';
import {Fault, isFault} from '../../src/core/fault.ts';
import {plus, SECOND} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {type EngineParts, hostEngine} from '../../src/engine/engine-host.ts';
import {connectEngine} from '../../src/engine/engine-link.ts';
import type {TransportCommand} from '../../src/engine/ports.ts';
import {createStore} from '../../src/engine/store.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {dayOf} from './day-of.ts';

const AMZN = ticker('AMZN');
const date = '2026-01-30' as TradingDate;
const session = sessionOf(date);
if (session === undefined) throw new Error('a trading day');
const start = session.openAt;

const day = dayOf(AMZN, date, start);

const print: FeedEvent = {
  kind: 'trade',
  symbol: AMZN,
  id: 1,
  at: plus(start, SECOND),
  receivedAt: plus(start, SECOND),
  venue: 'Q',
  tape: 'C',
  price: 250,
  size: 100,
  conditions: ['@'],
};

const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Both sides of the seam in one thread, over a real channel that clones what is sent. */
const connect = (parts: Partial<EngineParts>, assemble?: () => Promise<EngineParts>) => {
  const clock = createVirtualClock(start, async () => {
    for (let turn = 0; turn < 5; turn++) await nextTurn();
  });
  const {port1, port2} = new MessageChannel();
  const store = createStore();
  const faults: Fault[] = [];
  let stopped = false;
  const whole: EngineParts = {
    feed: async function* () {
      yield [print];
    },
    file: {day, deals: [], previousCloses: new Map(), baselines: new Map(), earlier: new Map()},
    face: () => ({now: clock.now(), mode: 'replay', state: 'running', speed: 1}),
    wall: clock,
    transport: undefined,
    close: async () => {},
    ...parts,
  };
  const hosting = hostEngine(port2, assemble ?? (async () => whole));
  const link = connectEngine(port1, store, {
    onFault: fault => faults.push(fault),
    onStopped: () => {
      stopped = true;
    },
  });
  const close = (): void => {
    port1.close();
    port2.close();
  };
  return {clock, store, faults, link, hosting, close, hasStopped: () => stopped};
};

describe('the seam between engine and screen', () => {
  test('changes cross it and build the same snapshot on the other side', async () => {
    const {clock, store, link, close} = connect({});
    await clock.advance(SECOND);
    expect(store.read()?.figures.get(AMZN)?.last).toEqual({price: 250, at: print.at});
    expect(store.read()?.file.previousCloses).toEqual(new Map());
    link.stop();
    await clock.advance(SECOND);
    close();
  });

  test('commands cross it the other way', async () => {
    const heard: TransportCommand[] = [];
    const transport = {
      send: (command: TransportCommand) => heard.push(command),
      face: () => ({now: start, mode: 'replay', state: 'running', speed: 1}) as const,
    };
    const {clock, link, close} = connect({transport});
    await clock.advance(SECOND);
    link.send({kind: 'pause'});
    link.send({kind: 'seek', to: start});
    await clock.advance(SECOND);
    expect(heard).toEqual([{kind: 'pause'}, {kind: 'seek', to: start}]);
    link.stop();
    await clock.advance(SECOND);
    close();
  });

  test('feeds are asked to try again, and why they cannot is told', async () => {
    let asked = 0;
    const {clock, link, faults, close} = connect({
      reconnect: async () => {
        asked += 1;
        if (asked > 1) throw new Fault('feed/auth', 'no keys for alpaca', {terminal: false});
      },
    });
    await clock.advance(SECOND);
    link.send({kind: 'reconnect'});
    await clock.advance(SECOND);
    expect([asked, faults]).toEqual([1, []]);
    link.send({kind: 'reconnect'});
    await clock.advance(SECOND);
    expect(faults.map(({message, terminal}) => [message, terminal])).toEqual([['no keys for alpaca', false]]);
    link.stop();
    await clock.advance(SECOND);
    close();
  });

  test('a Fault arrives as a Fault, code and remedy and all', async () => {
    const {clock, faults, hosting, close} = connect({}, async () => {
      throw new Fault('tape/missing', 'no day "x"', {remedy: 'see `tapewire days`'});
    });
    await hosting;
    await clock.advance(SECOND);
    expect(faults.map(fault => [isFault(fault), fault.code, fault.message, fault.remedy])).toEqual([
      [true, 'tape/missing', 'no day "x"', 'see `tapewire days`'],
    ]);
    close();
  });

  test('stop gives everything back before it answers', async () => {
    let closed = false;
    const {clock, link, hasStopped, close} = connect({
      close: async () => {
        closed = true;
      },
    });
    await clock.advance(SECOND);
    link.stop();
    await clock.advance(SECOND);
    expect([closed, hasStopped()]).toEqual([true, true]);
    close();
  });
});
