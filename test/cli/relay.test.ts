import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {gridText} from '../../src/chart/grid.ts';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {ticker} from '../../src/core/ticker.ts';
import {packRecording} from '../../src/feeds/recording/pack-recording.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {recordingPath} from '../../src/tape/recording/recordings.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {healthView} from '../../src/view/health-view.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {
  choiceOf,
  clockBeforeOpening,
  KEYS,
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

describe('a relay', () => {
  test('makes every screen the same market as its own: from the start, late, of fewer names, and recorded', async () => {
    const clock = clockBeforeOpening(day);
    const {symbols} = day.info;
    const {playback, host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf(symbols, {host}), clock);
    const by = {relay: `127.0.0.1:${relay.server.port}`};
    const early = await startScreen(choiceOf(symbols, {...by, record: true}), clock);
    const direct = await startScreen(choiceOf(symbols, {host}), clock);
    await relay.until(({figures, file}) => file.earlier.size > 0 && symbols.every(name => figures.has(name)));
    await pauseOf(clock, 6);
    const late = await startScreen(choiceOf(symbols, by), clock);
    const AMZN = ticker('AMZN');
    const few = await startScreen(choiceOf([AMZN], by), clock);
    playback.send({kind: 'pause'});
    await pauseOf(clock, 1);
    const own = relay.read();
    expect(tradesOf(own)).toBeGreaterThan(100);
    const isCaughtUp = (snapshot: typeof own): boolean =>
      snapshot.file.earlier.size > 0 && tradesOf(snapshot) === tradesOf(own);
    for (const screen of [early, late]) expect(seenIn(await screen.until(isCaughtUp))).toEqual(seenIn(own));
    const fewSeen = await few.until(({figures}) => figures.get(AMZN)?.trades === own.figures.get(AMZN)?.trades);
    expect([...fewSeen.figures.keys()]).toEqual([AMZN]);
    expect(fewSeen.figures.get(AMZN)).toEqual(own.figures.get(AMZN));
    // By a connection of its own it is received at other moments, and is the same day.
    const known = await direct.until(snapshot => tradesOf(snapshot) >= tradesOf(own));
    for (const name of symbols)
      expect(known.figures.get(name)).toMatchObject({
        volume: own.figures.get(name)?.volume,
        high: own.figures.get(name)?.high,
        last: {price: own.figures.get(name)?.last?.price},
      });
    const shown = gridText(
      drawScreen({snapshot: early.read(), ui: createUiState(clock.now()), size: {width: 160, height: 40}}),
    ).join('\n');
    expect(shown).toContain(`BY RELAY 127.0.0.1:${relay.server.port}`);

    await early.stop();
    const name = `2026-01-30-relay-via-127.0.0.1-${relay.server.port}`;
    const packed = `${early.folder}/${name}`;
    await packRecording(recordingPath(early.folder, name), packed, {name});
    const recorded = await openDay(packed);
    expect(seenIn(await readSnapshotAt(recorded, symbols, recorded.info.endAt))).toEqual(seenIn(own));
    await recorded.close();
  });

  test('says that its feed is dead, and when it lives again; nothing is lost', async () => {
    const clock = clockBeforeOpening(day);
    const {symbols} = day.info;
    const {server, host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf(symbols, {host}), clock);
    const place = `127.0.0.1:${relay.server.port}`;
    const screen = await startScreen(choiceOf(symbols, {relay: place}), clock);
    await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'live' && tradesOf(snapshot) > 0);
    const port = server.port;
    await server.close();
    const cut = await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'retrying');
    expect(stateOf(cut, `relay/${place}`)).toBe('live');
    const second = await serveLive(day, clock, port);
    const backAt = clock.now();
    await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'live' && lastPrintAt(snapshot) > backAt);
    second.playback.send({kind: 'pause'});
    await pauseOf(clock, 1);
    expect(seenIn(screen.read())).toEqual(seenIn(relay.read()));
  });

  test('that dies is said to be dead with all that it carried, and is joined again where it was left', async () => {
    const clock = clockBeforeOpening(day);
    const {symbols} = day.info;
    const {host, playback} = await serveLive(day, clock);
    const first = await startRelay(choiceOf(symbols, {host}), clock);
    const {port} = first.server;
    const screen = await startScreen(choiceOf(symbols, {relay: `127.0.0.1:${port}`}), clock);
    await screen.until(snapshot => tradesOf(snapshot) > 0 && stateOf(snapshot, 'alpaca/sip') === 'live');
    const direct = await startScreen(choiceOf(symbols, {host}), clock);
    await first.stop();
    const cut = await screen.until(snapshot => stateOf(snapshot, `relay/127.0.0.1:${port}`) === 'retrying');
    expect(cut.feeds.map(({state}) => state)).toEqual(['retrying', 'retrying', 'retrying']);
    await pauseOf(clock, 2);
    await startRelay(choiceOf(symbols, {host}), clock, first.folder, port);
    const backAt = clock.now();
    await screen.until(snapshot => lastPrintAt(snapshot) > backAt && stateOf(snapshot, 'alpaca/sip') === 'live');
    playback.send({kind: 'pause'});
    // What was missed is asked for again once it has settled.
    await pauseOf(clock, 7);
    const [seen, known] = [screen.read(), direct.read()];
    expect(seen.feeds.flatMap(({gaps}) => gaps)).toEqual([]);
    for (const name of symbols) expect(seen.figures.get(name)?.volume).toBe(known.figures.get(name)?.volume);
  });

  test('asks its screens for no key, and passes none on', async () => {
    const clock = clockBeforeOpening(day);
    const {host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf([ticker('AMZN')], {host}), clock);
    const screen = await startScreen(
      choiceOf([ticker('AMZN'), ticker('MSFT')], {relay: `ws://127.0.0.1:${relay.server.port}/relay`}),
      clock,
    );
    const seen = await screen.until(snapshot => stateOf(snapshot, 'alpaca/sip') === 'live');
    expect(seen.feeds.find(({feed}) => feed.startsWith('relay/'))?.message).toMatch(
      /^by relay 127\.0\.0\.1:\d+: Alpaca sip via 127\.0\.0\.1:\d+, within \d+ ms of it; not relayed: MSFT$/,
    );
    const ui = createUiState(clock.now());
    const health = healthView({snapshot: seen, ui, size: {width: 120, height: 40}});
    const block = health.find(({name}) => name.startsWith('relay/'));
    expect(block?.mood).toBe('good');
    expect(block?.facts[0]).toMatchObject({name: 'brings', value: expect.stringMatching(/^by relay /)});
    expect(JSON.stringify(relay.state())).not.toContain(KEYS.id);
  });
});
