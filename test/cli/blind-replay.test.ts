import {expect, test} from 'vitest';
import {gridText} from '../../src/chart/grid.ts';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import {parseWallTime, watchedSymbols} from '../../src/cli/parse-arguments.ts';
import type {Instant} from '../../src/core/instant.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {openDay} from '../../src/tape/day.ts';
import {drawBlind} from '../../src/ui/blind/draw-blind.ts';
import {followBlind, startBlind} from '../../src/ui/blind/follow-blind.ts';
import type {BlindState} from '../../src/view/blind/blind-state.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {startReplay} from './running-replay.ts';

const WEIGHTS = {};

/** What a person sees, without what tells of the connection and of how the clock goes. */
const seen = (state: BlindState, snapshot: Snapshot): readonly string[] =>
  gridText(
    drawBlind({
      snapshot: {...snapshot, feeds: [], clock: {...snapshot.clock, state: 'paused', speed: 1}},
      state,
      weights: WEIGHTS,
      chosen: {},
      size: {width: 120, height: 40},
    }),
  );

test('at full speed the clock stands at the very moment of each headline, and the screen shows the tape up to there and no more', async () => {
  const path = dayFolder('2026-01-30');
  const day = await openDay(path);
  const symbols = watchedSymbols(day.info, undefined);
  const startAt = parseWallTime('07:58', day.info.date);
  const replay = await startReplay({path, symbols, at: startAt, speed: 3_600, holdAtHeadlines: true});
  try {
    await replay.until(({file}) => file.baselines.size > 0);
    let stood: Instant = startAt;
    for (const expected of day.events.headlineTimes.filter(time => time > startAt).slice(0, 4)) {
      const shown = await replay.until(({clock}) => clock.state === 'paused' && clock.now > stood);
      expect(shown.clock.now).toBe(expected);
      const known = await readSnapshotAt(day, symbols, expected);
      const before = await readSnapshotAt(day, symbols, stood);
      const state = followBlind(startBlind(before), known, WEIGHTS).state;
      expect(followBlind(startBlind(before), shown, WEIGHTS).state.drill).toEqual(state.drill);
      expect(seen(state, shown)).toEqual(seen(state, known));
      stood = expected;
      replay.send({kind: 'resume'});
    }
  } finally {
    await replay.stop();
    await day.close();
  }
}, 120_000);
