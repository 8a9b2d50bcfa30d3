import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {assembleWatch} from '../../src/cli/watch-engine.ts';
import {minus, plus, seconds} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import type {Clock} from '../../src/engine/ports.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {packRecording} from '../../src/feeds/recording/pack-recording.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {startAlpacaServer} from '../../src/server/alpaca-server.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {storeUntil} from '../engine/store-until.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {entriesOf, temporaryFolder} from '../tape/recording/recording-fixtures.ts';
import {startReplay} from './running-replay.ts';

const KEYS = {id: 'PKCANARYKEY', secret: 'canary-secret-of-the-recording'};

let day: Day;
let symbols: readonly Ticker[];
/** The machine's clock, moved to just before the day's opening. */
let clock: Clock;
beforeAll(async () => {
  day = await openDay(dayFolder('2026-01-30'));
  symbols = day.info.symbols;
  const shift = seconds((atWallTime(day.info.date, 9, 29, 56) - wallClock.now()) / 1_000_000);
  clock = {
    now: () => plus(wallClock.now(), shift),
    until: (at, signal) => wallClock.until(minus(at, shift), signal),
  };
});
afterAll(() => day.close());

/** What a person sees of the Market, without what tells of connections, clock and recording. */
const seenIn = ({figures, bars, wire, file}: Snapshot) => ({
  figures,
  bars,
  wire,
  previousCloses: file.previousCloses,
  earlier: file.earlier,
});

describe('a live watch that is recorded', () => {
  test('is the same market when its recording is packed and replayed, and holds no secret', async () => {
    const folder = temporaryFolder();
    const playback = createPlayback({day, wall: clock, startAt: clock.now(), speed: 1});
    const server = await startAlpacaServer({day, playback, port: 0, keys: KEYS});
    const host = `ws://127.0.0.1:${server.port}`;
    const env = {TAPEWIRE_DAYS: folder, APCA_API_KEY_ID: KEYS.id, APCA_API_SECRET_KEY: KEYS.secret};
    const parts = await assembleWatch(
      {
        kind: 'watch',
        feed: 'alpaca',
        source: 'sip',
        news: ['alpaca'],
        symbols,
        host,
        contact: undefined,
        rssFeeds: {},
        edgarForms: [],
        record: true,
      },
      clock,
      env,
    );
    const store = createStore();
    const session = startSession({...parts, publish: store.apply});
    session.settled.catch(() => {});
    const until = (holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> => storeUntil(store, holds);

    const opened = atWallTime(day.info.date, 9, 30, 4);
    const running = await until(
      ({clock: face, file, figures}) =>
        face.now > opened && file.earlier.size > 0 && symbols.every(symbol => figures.get(symbol)?.last !== undefined),
    );
    expect(running.recording).toMatchObject({state: 'recording', trouble: undefined});
    expect(running.recording?.bytes).toBeGreaterThan(10_000);
    // What is under way comes to rest: the watch must not end before it has taken in what is on file.
    playback.send({kind: 'pause'});
    await clock.until(plus(clock.now(), seconds(1)), new AbortController().signal);
    await session.stop();
    session.flush();
    const live = store.read();
    if (live === undefined) throw new Error('nothing was seen');
    await parts.close();
    await server.close();

    const name = live.recording?.name ?? '';
    expect(name).toMatch(/^2026-01-30-sip-via-127\.0\.0\.1-\d+$/);
    const path = join(folder, `${name}.rec`);
    expect((await entriesOf(path)).every(entry => entry.kind === 'message')).toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain(KEYS.secret);
    expect(text).not.toContain(KEYS.id);

    const packed = join(folder, name);
    const {counts} = await packRecording(path, packed, {name});
    expect(counts.trade).toBeGreaterThan(20);
    const recorded = await openDay(packed);
    expect(recorded.info).toMatchObject({provenance: 'recorded', date: day.info.date, symbols});
    const end = recorded.info.endAt;
    expect(seenIn(await readSnapshotAt(recorded, symbols, end))).toEqual(seenIn(live));

    const replay = await startReplay({path: packed, symbols, at: end, speed: 60});
    const replayed = await replay.until(
      snapshot => snapshot.clock.now === end && snapshot.clock.state !== 'seeking' && snapshot.file.earlier.size > 0,
    );
    expect(seenIn(replayed)).toEqual(seenIn(live));
    await replay.stop();
    await recorded.close();
  });
});
