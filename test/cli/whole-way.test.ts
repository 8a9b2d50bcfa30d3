import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import type {Instant} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import {type Day, openDay} from '../../src/tape/day.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {essence, pausedAt, type RunningReplay, startReplay} from './running-replay.ts';

const PATH = dayFolder('2026-01-22-quiet');

let day: Day;
let symbols: readonly Ticker[];
beforeAll(async () => {
  day = await openDay(PATH);
  symbols = day.info.symbols.filter(symbol => symbol !== day.info.benchmark);
});
afterAll(() => day.close());

const at = (hour: number, minute: number, second = 0): Instant => atWallTime(day.info.date, hour, minute, second);
const replayFrom = (from: Instant, speed: number): Promise<RunningReplay> =>
  startReplay({path: PATH, symbols, at: from, speed});
const standsAt = (moment: Instant) => pausedAt(moment, {history: true});

describe('a day over real sockets and the same day read from the tape', () => {
  test('are the same market and the same screen, after seeks forwards and back', async () => {
    const replay = await replayFrom(at(9, 0), 60);
    await replay.until(({clock}) => clock.state === 'running');
    replay.send({kind: 'pause'});
    for (const moment of [at(10, 30), at(9, 31, 7), at(16, 10), at(4, 30), at(12, 0)]) {
      replay.send({kind: 'seek', to: moment});
      const seen = await replay.until(standsAt(moment));
      expect(essence(seen)).toEqual(essence(await readSnapshotAt(day, symbols, moment)));
    }
    await replay.stop();
  });

  test.for([1, 60, 3600])('are the same at %dx, wherever it is stopped', async speed => {
    const start = at(9, 29, 58);
    const replay = await replayFrom(start, speed);
    await replay.until(({clock}) => clock.state === 'running' && clock.now > start + 300_000 * speed);
    replay.send({kind: 'pause'});
    const stopped = await replay.until(({clock, file}) => clock.state === 'paused' && file.baselines.size > 0);
    expect(essence(stopped)).toEqual(essence(await readSnapshotAt(day, symbols, stopped.clock.now)));
    await replay.stop();
  });

  test('are the same at each headline that the jump keys land on', async () => {
    const replay = await replayFrom(at(4, 0), 60);
    await replay.until(({clock}) => clock.state === 'running');
    replay.send({kind: 'pause'});
    replay.send({kind: 'seek', to: day.info.startAt});
    await replay.until(standsAt(day.info.startAt));
    for (const moment of day.events.headlineTimes) {
      replay.send({kind: 'jump', direction: 1});
      const seen = await replay.until(standsAt(moment));
      expect(seen.wire.some(item => item.headline.receivedAt === moment)).toBe(true);
      expect(essence(seen)).toEqual(essence(await readSnapshotAt(day, symbols, moment)));
    }
    await replay.stop();
  });

  test('never show a clock outside the day', async () => {
    const replay = await replayFrom(at(9, 30), 3600);
    const clocks: number[] = [];
    const stop = replay.store.subscribe(() => clocks.push(replay.store.read()?.clock.now ?? Number.NaN));
    await replay.until(({clock}) => clock.now > at(10, 0));
    replay.send({kind: 'seek', to: at(5, 0)});
    await replay.until(({clock}) => clock.state === 'running' && clock.now < at(9, 0));
    stop();
    expect(clocks.length).toBeGreaterThan(3);
    expect(clocks.filter(now => !(now >= day.info.startAt && now <= day.info.endAt))).toEqual([]);
    await replay.stop();
  });
});
