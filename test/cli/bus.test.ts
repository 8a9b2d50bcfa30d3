import {jetstream, jetstreamManager} from '@nats-io/jetstream';
import {connect} from '@nats-io/transport-node';
import {afterAll, beforeAll, describe, expect} from 'vitest';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {ticker} from '../../src/core/ticker.ts';
import {readPayload} from '../../src/feeds/bus/bus-payload.ts';
import {packRecording} from '../../src/feeds/recording/pack-recording.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {recordingPath} from '../../src/tape/recording/recordings.ts';
import {natsTest, startNats} from '../feeds/bus/nats-server.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {startPublishing} from './running-bus.ts';
import {
  choiceOf,
  clockBeforeOpening,
  lastPrintAt,
  pauseOf,
  seenIn,
  serveLive,
  startRelay,
  startScreen,
  stateOf,
  tradesOf,
} from './running-relay.ts';

let day: Day;
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
});
afterAll(() => day.close());

/** Everything on the bus, in its order: subject, channel and bytes. */
const onTheBus = async (port: number) => {
  const bus = await connect({servers: `127.0.0.1:${port}`});
  const {state} = await (await jetstreamManager(bus)).streams.info('TAPEWIRE');
  const consumer = await jetstream(bus).consumers.get('TAPEWIRE');
  const messages: {readonly subject: string; readonly channel: string; readonly text: string}[] = [];
  for await (const message of await consumer.consume()) {
    const raw = readPayload(message.data);
    messages.push({
      subject: message.subject,
      channel: raw?.channel ?? '',
      text: Buffer.from(raw?.data ?? []).toString(),
    });
    if (message.seq >= state.last_seq) break;
  }
  await bus.close();
  return messages;
};

describe('a relay on a bus', () => {
  natsTest(
    'makes every screen the same market, through the death of the bus: early, late, few names, recorded',
    async () => {
      const nats = await startNats();
      const clock = clockBeforeOpening(day);
      const {symbols} = day.info;
      const {playback, host} = await serveLive(day, clock);
      const relay = await startRelay(choiceOf(symbols, {host}), clock);
      startPublishing(relay, nats.url, clock);
      const by = {relay: nats.url};
      const early = await startScreen(choiceOf(symbols, {...by, record: true}), clock);
      await early.until(snapshot => tradesOf(snapshot) > 20 && stateOf(snapshot, 'alpaca/sip') === 'live');

      await nats.kill();
      const cut = await early.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'retrying');
      expect(cut.feeds.every(({state}) => state === 'retrying')).toBe(true);
      await pauseOf(clock, 2);
      await nats.start();
      const backAt = clock.now();
      await early.until(snapshot => lastPrintAt(snapshot) > backAt && stateOf(snapshot, 'alpaca/sip') === 'live');

      const late = await startScreen(choiceOf(symbols, by), clock);
      const AMZN = ticker('AMZN');
      const few = await startScreen(choiceOf([AMZN], by), clock);
      await late.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'live');
      playback.send({kind: 'pause'});
      await pauseOf(clock, 2);
      const own = relay.read();
      const isCaughtUp = (snapshot: Snapshot): boolean =>
        snapshot.file.earlier.size > 0 && tradesOf(snapshot) === tradesOf(own);
      for (const screen of [early, late]) expect(seenIn(await screen.until(isCaughtUp))).toEqual(seenIn(own));
      const fewSeen = await few.until(({figures}) => figures.get(AMZN)?.trades === own.figures.get(AMZN)?.trades);
      expect([...fewSeen.figures.keys()]).toEqual([AMZN]);

      await early.stop();
      const name = `2026-01-30-nats-via-127.0.0.1-${nats.port}`;
      const packed = `${early.folder}/${name}`;
      await packRecording(recordingPath(early.folder, name), packed, {name});
      const recorded = await openDay(packed);
      expect(seenIn(await readSnapshotAt(recorded, symbols, recorded.info.endAt))).toEqual(seenIn(own));
      await recorded.close();

      const subjects = new Set((await onTheBus(nats.port)).map(({subject}) => subject));
      for (const symbol of symbols) expect(subjects).toContain(`tapewire.${symbol}.alpaca.sip`);
      expect([...subjects].filter(subject => subject.startsWith('tapewire._.alpaca.'))).not.toEqual([]);
    },
  );

  natsTest('that is one of two puts nothing there twice; started again it goes on where it was', async () => {
    const nats = await startNats();
    const clock = clockBeforeOpening(day);
    const symbols = [ticker('AMZN'), ticker('MSFT')];
    const {playback, host} = await serveLive(day, clock);
    const first = await startRelay(choiceOf(symbols, {host}), clock);
    const second = await startRelay(choiceOf(symbols, {host}), clock);
    const publishing = startPublishing(first, nats.url, clock);
    startPublishing(second, nats.url, clock);
    const screen = await startScreen(choiceOf(symbols, {relay: nats.url}), clock);
    await screen.until(snapshot => tradesOf(snapshot) > 20);
    await publishing.stop();
    await pauseOf(clock, 1);
    startPublishing(first, nats.url, clock);
    await pauseOf(clock, 4);
    playback.send({kind: 'pause'});
    await pauseOf(clock, 2);
    const seen = screen.read();
    for (const name of symbols) {
      expect(seen.figures.get(name)).toMatchObject({
        trades: first.read().figures.get(name)?.trades,
        volume: first.read().figures.get(name)?.volume,
      });
    }
    const data = (await onTheBus(nats.port)).filter(({channel}) => channel === 'alpaca/sip');
    expect(data.length).toBeGreaterThan(10);
    expect(new Set(data.map(({text}) => text)).size).toBe(data.length);
  });

  natsTest('that dies is said to be dead, though the bus lives', async () => {
    const nats = await startNats();
    const clock = clockBeforeOpening(day);
    const symbols = [ticker('AMZN')];
    const {host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf(symbols, {host}), clock);
    const screen = await startScreen(choiceOf(symbols, {relay: nats.url}), clock);
    const none = await screen.until(({feeds}) =>
      feeds.some(({message}) => message.includes('no relay has put anything')),
    );
    expect(stateOf(none, `nats/127.0.0.1:${nats.port}`)).toBe('retrying');
    const publishing = startPublishing(relay, nats.url, clock);
    await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'live');
    await publishing.stop();
    await relay.stop();
    const dead = await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'retrying');
    expect(dead.feeds.find(({feed}) => feed === 'alpaca/sip')?.message).toBe('no relay is heard on the bus');
    expect(stateOf(dead, `nats/127.0.0.1:${nats.port}`)).toBe('connecting');
  });

  natsTest('shows its keys to whom it should, and to nobody else', async () => {
    const nats = await startNats('authorization { user: desk, password: "hunter2-of-the-desk" }');
    const clock = clockBeforeOpening(day);
    const symbols = [ticker('AMZN')];
    const {host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf(symbols, {host}), clock);
    const wrong = {kind: 'password', user: 'desk', password: 'not-hunter2'} as const;
    await expect(startPublishing(relay, nats.url, clock, wrong).done).rejects.toMatchObject({code: 'feed/auth'});
    const right = {kind: 'password', user: 'desk', password: 'hunter2-of-the-desk'} as const;
    const bare = startPublishing(relay, nats.url.replace('nats:', 'tls:'), clock, right);
    while (bare.troubles.length === 0) await pauseOf(clock, 0.05);
    expect(bare.troubles.join()).toMatch(/tls/i);
    expect(bare.troubles.join()).not.toContain('hunter2');
    await bare.stop();
    startPublishing(relay, nats.url, clock, right);
    const screen = await startScreen(choiceOf(symbols, {relay: nats.url}), clock, undefined, {
      NATS_USER: 'desk',
      NATS_PASSWORD: 'hunter2-of-the-desk',
    });
    await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'live');
  });
});
