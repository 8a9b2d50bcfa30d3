import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {gridText} from '../../src/chart/grid.ts';
import {NO_HISTORY} from '../../src/cli/session-history.ts';
import {minus, plus, seconds} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {LIVE_UNOFFICIAL} from '../../src/core/unofficial.ts';
import type {Clock} from '../../src/engine/ports.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {YAHOO} from '../../src/feeds/yahoo/provider.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {startYahooServer} from '../../src/server/yahoo/yahoo-server.ts';
import {openDay} from '../../src/tape/day.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {healthView} from '../../src/view/health-view.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {storeUntil} from '../engine/store-until.ts';

const AMZN = ticker('AMZN');

test('the screen says of looks at prices what they are, and shows no volume as a print’s', {
  timeout: 60_000,
}, async () => {
  const day = await openDay(fileURLToPath(new URL('../../fixtures/days/2026-01-30', import.meta.url)));
  onTestFinished(() => day.close());
  // The machine's clock, moved so that it is half past ten on the day.
  const shift = seconds((atWallTime(day.info.date, 10, 30) - wallClock.now()) / 1_000_000);
  const clock: Clock = {
    now: () => plus(wallClock.now(), shift),
    until: (at, signal) => wallClock.until(minus(at, shift), signal),
  };
  const playback = createPlayback({day, wall: clock, startAt: clock.now(), speed: 1});
  const server = await startYahooServer({day, playback, port: 0});
  onTestFinished(() => server.close());
  const {symbols} = day.info;
  const store = createStore();
  const {feed} = YAHOO.open({
    ...{halves: ['prices'], source: 'unofficial', symbols, host: server.streamUrl, keys: {}, contact: undefined},
    ...{since: clock.now(), clock, chance: () => 0, tap: undefined},
  });
  const session = startSession({
    feed,
    file: {day: {...day.info, provenance: 'recorded', made: LIVE_UNOFFICIAL}, deals: [], ...NO_HISTORY},
    face: () => ({now: clock.now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    publish: store.apply,
  });
  const snapshot = await storeUntil(store, ({figures}) => (figures.get(AMZN)?.volume ?? 0) > 0);
  await session.stop();
  const text = gridText(
    drawScreen({snapshot, ui: createUiState(snapshot.clock.now), size: {width: 160, height: 40}}),
  ).join('\n');
  expect(text).toContain('UNOFFICIAL SNAPSHOTS');
  expect(text).toMatch(/V ·/);
  expect(text).not.toMatch(/VWAP \d/);
  const figures = snapshot.figures.get(AMZN);
  expect(figures).toMatchObject({trades: 0, vwap: undefined});
  expect(text).toContain(figures?.last?.price.toFixed(2));
  const health = healthView({snapshot, ui: createUiState(snapshot.clock.now), size: {width: 160, height: 40}});
  expect(health.map(({name}) => name)).toContain('yahoo/unofficial-snapshots');
});
