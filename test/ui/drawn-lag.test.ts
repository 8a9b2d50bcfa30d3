import {expect, test} from 'vitest';
import {minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {createDrawnLagMeter} from '../../src/ui/drawn-lag.ts';
import {at, face, snapshotAt} from './day-fixture.ts';

const NOW = at(9, 47);
const published = snapshotAt(NOW, [], {mode: 'live'});

test('a live snapshot counts once, when it is first drawn, and is told a second later', () => {
  const meter = createDrawnLagMeter();
  expect(meter.read(NOW)).toBeUndefined();
  for (let revision = 1; revision <= 100; revision++) {
    const snapshot = {...published, revision};
    meter.note(snapshot, plus(NOW, span(revision * 1_000)));
    meter.note(snapshot, plus(NOW, seconds(9)));
  }
  expect(meter.read(NOW)).toBeUndefined();
  expect(meter.read(plus(NOW, seconds(1)))).toEqual({median: 51_000, p95: 96_000});
  expect(meter.read(plus(NOW, seconds(1.9)))).toBe(meter.read(plus(NOW, seconds(1.1))));
});

test('a replay is not measured, nor a clock that was set', () => {
  const meter = createDrawnLagMeter();
  meter.note({...published, clock: face(NOW)}, plus(NOW, seconds(1)));
  meter.note({...published, revision: 8}, plus(NOW, minutes(3)));
  meter.note({...published, revision: 9}, plus(NOW, minutes(-3)));
  expect(meter.read(plus(NOW, seconds(2)))).toBeUndefined();
});
