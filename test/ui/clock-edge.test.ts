import {expect, test} from 'vitest';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {ClockEdge, Snapshot} from '../../src/market/snapshot.ts';
import {createScreenControl} from '../../src/ui/screen-control.ts';
import {at, snapshotAt} from './day-fixture.ts';

const NOW = at(9, 47, 12);

test('what the clock was asked in vain is said once, until the next key', () => {
  let snapshot: Snapshot = snapshotAt(NOW);
  const control = createScreenControl({
    store: {read: () => snapshot, subscribe: () => () => {}},
    send: () => {},
    onQuit: () => {},
    onSuspend: () => {},
    onRedraw: () => {},
    size: () => ({width: 120, height: 40}),
    clock: createVirtualClock(NOW),
    chosen: {},
  });
  const noticeAfter = (edge: ClockEdge) => {
    snapshot = snapshotAt(NOW, [], {edge});
    return control.read()?.notice;
  };
  expect(control.read()?.notice).toBeUndefined();
  expect(noticeAfter({count: 1, kind: 'headline', direction: 1})).toBe('no later headline');
  control.dispatch({kind: 'turn', by: 1});
  expect(noticeAfter({count: 1, kind: 'headline', direction: 1})).toBeUndefined();
  expect(noticeAfter({count: 2, kind: 'headline', direction: -1})).toBe('no earlier headline');
  const [end, start] = [at(20, 0), at(4, 0)];
  expect(noticeAfter({count: 3, kind: 'time', asked: at(20, 30), at: end})).toBe(
    '20:30:00 lies outside the day: at its end, 20:00:00',
  );
  expect(noticeAfter({count: 4, kind: 'time', asked: at(3, 0), at: start})).toBe(
    '03:00:00 lies outside the day: at its start, 04:00:00',
  );
});
