import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {watchedSymbols} from '../../src/cli/parse-arguments.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';
import {packRecording} from '../../src/feeds/recording/pack-recording.ts';
import {reactionsOf} from '../../src/market/reactions/reactions-of.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {startYahooServer} from '../../src/server/yahoo/yahoo-server.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {recordingPath} from '../../src/tape/recording/recordings.ts';
import {DEFAULT_PREFERENCES} from '../../src/view/preferences.ts';
import {natsTest, startNats} from '../feeds/bus/nats-server.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {startPublishing} from './running-bus.ts';
import {
  choiceOf,
  clockBeforeOpening,
  pauseOf,
  seenIn,
  serveLive,
  startRelay,
  startScreen,
  tradesOf,
} from './running-relay.ts';
import {startReplay} from './running-replay.ts';

const [AMZN, QQQ, SPY] = [ticker('AMZN'), ticker('QQQ'), ticker('SPY')];

let day: Day;
let symbols: readonly Ticker[];
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  symbols = watchedSymbols(day.info, undefined);
});
afterAll(() => day.close());

/** Every headline's reaction of every name that is watched. */
const reactionsIn = (snapshot: Snapshot) => {
  const book = reactionsOf(snapshot, {weights: DEFAULT_PREFERENCES.fundWeights});
  return snapshot.wire.flatMap(item => snapshot.file.day.symbols.map(symbol => book.of(item, symbol)));
};

const measuredIn = (snapshot: Snapshot): number =>
  reactionsIn(snapshot).filter(({horizons}) => horizons.some(({measured}) => measured?.car !== undefined)).length;

/** What is measured, and what makes it that. */
const heldAgainst = (snapshot: Snapshot) => ({
  ...seenIn(snapshot),
  benchmark: snapshot.file.day.benchmark,
  symbols: snapshot.file.day.symbols,
  reactions: reactionsIn(snapshot),
});

describe('a live watch with a fund', () => {
  test('measures as its recorded day and its relay’s screens do: against the fund, which is no row', async () => {
    const clock = clockBeforeOpening(day);
    const {playback, host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf(symbols, {host, benchmark: QQQ}), clock);
    const by = {relay: `127.0.0.1:${relay.server.port}`};
    const screen = await startScreen(choiceOf(symbols, {...by, benchmark: QQQ, record: true}), clock);
    const isWhole = ({file, figures}: Snapshot): boolean =>
      file.earlier.has(QQQ) && [...symbols, QQQ].every(name => figures.has(name));
    await relay.until(isWhole);
    await screen.until(isWhole);
    await pauseOf(clock, 6);
    playback.send({kind: 'pause'});
    await pauseOf(clock, 1);
    const own = relay.read();
    const known = heldAgainst(own);
    expect(known).toMatchObject({benchmark: QQQ, symbols});
    expect(known.reactions.find(({symbol}) => symbol === AMZN)?.benchmark).toMatchObject({
      kind: 'etf',
      name: 'QQQ without AMZN',
    });
    expect(measuredIn(own)).toBeGreaterThan(10);
    expect(heldAgainst(await screen.until(seen => isWhole(seen) && tradesOf(seen) === tradesOf(own)))).toEqual(known);

    await screen.stop();
    await relay.stop();
    const records = [
      {folder: relay.folder, name: relay.recorder.face().name},
      {folder: screen.folder, name: `2026-01-30-relay-via-127.0.0.1-${relay.server.port}`},
    ];
    for (const {folder, name} of records) {
      const packed = join(folder, name);
      await packRecording(recordingPath(folder, name), packed, {name});
      const recorded = await openDay(packed);
      const {info} = recorded;
      expect(info.benchmark).toBe(QQQ);
      expect(watchedSymbols(info, undefined)).toEqual(symbols);
      expect(heldAgainst(await readSnapshotAt(recorded, symbols, info.endAt))).toEqual(known);
      const replay = await startReplay({path: packed, symbols, at: info.endAt, speed: 60});
      const replayed = await replay.until(
        ({clock: face, file}) => face.now === info.endAt && face.state !== 'seeking' && file.earlier.size > 0,
      );
      expect(heldAgainst(replayed)).toEqual(known);
      await replay.stop();
      await recorded.close();
    }
  });

  natsTest('has it by a bus', async () => {
    const nats = await startNats();
    const clock = clockBeforeOpening(day);
    const {host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf([AMZN], {host, benchmark: QQQ}), clock);
    startPublishing(relay, nats.url, clock);
    const screen = await startScreen(choiceOf([AMZN], {relay: nats.url, benchmark: QQQ}), clock);
    const seen = await screen.until(({file, figures}) => file.earlier.has(QQQ) && figures.has(QQQ));
    expect(seen.file.day).toMatchObject({symbols: [AMZN], benchmark: QQQ});
  });

  test('has it by looks at prices', async () => {
    const clock = clockBeforeOpening(day);
    const playback = createPlayback({day, wall: clock, startAt: clock.now(), speed: 1});
    const server = await startYahooServer({day, playback, port: 0});
    onTestFinished(() => server.close());
    const unofficial = {feed: 'yahoo', source: 'unofficial', news: [], host: server.streamUrl};
    const screen = await startScreen(choiceOf([AMZN], {...unofficial, benchmark: QQQ}), clock);
    const seen = await screen.until(({figures}) =>
      [AMZN, QQQ].every(name => figures.get(name)?.last?.price !== undefined),
    );
    expect(seen.file.day).toMatchObject({symbols: [AMZN], benchmark: QQQ});
  });

  test('has none by a relay that does not have it, and neither has what is recorded of that', async () => {
    const clock = clockBeforeOpening(day);
    const {host} = await serveLive(day, clock);
    const relay = await startRelay(choiceOf([AMZN], {host}), clock);
    const screen = await startScreen(
      choiceOf([AMZN], {relay: `127.0.0.1:${relay.server.port}`, benchmark: SPY, record: true}),
      clock,
    );
    const seen = await screen.until(({file, figures}) => file.earlier.size > 0 && figures.has(AMZN));
    expect(seen.file.day.benchmark).toBeUndefined();
    await screen.stop();
    const name = `2026-01-30-relay-via-127.0.0.1-${relay.server.port}`;
    const packed = join(screen.folder, name);
    await packRecording(recordingPath(screen.folder, name), packed, {name});
    const recorded = await openDay(packed);
    expect(recorded.info.benchmark).toBeUndefined();
    await recorded.close();
  });
});
