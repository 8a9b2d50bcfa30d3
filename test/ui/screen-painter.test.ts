import {describe, expect, test} from 'vitest';
import {gridText, gridTones} from '../../src/chart/grid.ts';
import {minutes, plus, seconds} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {reduceUi} from '../../src/ui/reduce-ui.ts';
import {createScreenPainter} from '../../src/ui/screen-painter.ts';
import {uiContext} from '../../src/ui/ui-context.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {at, snapshotAt, status} from './day-fixture.ts';

const NOW = at(9, 47, 12);
const SIZE = {width: 200, height: 60};

const open = (first: Snapshot | undefined = snapshotAt(NOW)) => {
  const now = {snapshot: first as Snapshot | undefined, ui: createUiState(NOW) as UiState | undefined};
  const clock = createVirtualClock(NOW);
  const paint = createScreenPainter({
    store: {read: () => now.snapshot, subscribe: () => () => {}},
    control: {read: () => now.ui},
    clock,
    waiting: 'opening…',
  });
  return {now, paint, clock};
};

describe('the painted screen', () => {
  test('is what a drawing from nothing gives, after any change of a part of the Market', () => {
    const {now, paint} = open();
    const base = snapshotAt(NOW);
    const later = snapshotAt(plus(NOW, minutes(31)));
    const steps: readonly Partial<Snapshot>[] = [
      {},
      {clock: later.clock},
      {figures: later.figures},
      {bars: later.bars},
      {wire: later.wire},
      {feeds: snapshotAt(NOW, [status(NOW, 'retrying', 'lost', {retryAt: plus(NOW, seconds(9))})]).feeds},
      {file: {...base.file}},
      {figures: base.figures, bars: base.bars},
      base,
    ];
    let snapshot: Snapshot = base;
    for (const ui of [{}, {overlay: 'help'}, {compare: true}, {focus: 'chart', zoomed: true}] as const) {
      now.ui = createUiState(NOW, ui);
      for (const step of steps) {
        snapshot = {...snapshot, ...step};
        now.snapshot = snapshot;
        const painted = paint(SIZE);
        const drawn = drawScreen({snapshot, ui: now.ui, size: SIZE, wall: NOW});
        expect(gridText(painted)).toEqual(gridText(drawn));
        expect(gridTones(painted)).toEqual(gridTones(drawn));
      }
    }
  });

  test('comes back as it was while a pane has nothing else to say, whatever it was told anew', () => {
    const snapshot = snapshotAt(NOW);
    for (const focus of ['watch', 'deals', 'wire'] as const) {
      const {now, paint} = open(snapshot);
      now.ui = createUiState(NOW, {focus, zoomed: true});
      const painted = paint(SIZE);
      const bars = new Map([...snapshot.bars].map(([symbol, series]) => [symbol, {...series}]));
      const wire = snapshot.wire.map(item => ({...item}));
      now.snapshot = {...snapshot, bars, wire};
      expect(paint(SIZE)).toBe(painted);
    }
  });

  test('follows every key of the chart', () => {
    const {now, paint} = open();
    let ui = createUiState(NOW, {focus: 'chart'});
    const seen = [gridText(paint(SIZE)).join('\n')];
    for (const command of [
      {kind: 'zoom-time', by: 1},
      {kind: 'zoom-time', by: -1},
      {kind: 'pan', by: -1},
      {kind: 'compare-base'},
      {kind: 'crosshair', by: -1},
      {kind: 'four-up'},
      {kind: 'end', which: 'last'},
    ] as const) {
      ui = reduceUi(ui, command, uiContext({snapshot: snapshotAt(NOW), ui, size: SIZE}));
      now.ui = ui;
      const painted = gridText(paint(SIZE)).join('\n');
      expect(painted, JSON.stringify(command)).not.toBe(seen.at(-1));
      seen.push(painted);
    }
  });

  test('is the same Grid while nothing that it reads has changed, and another one after', () => {
    const {now, paint} = open();
    const first = paint(SIZE);
    expect(paint(SIZE)).toBe(first);
    now.snapshot = {...snapshotAt(NOW), ...now.snapshot, revision: 99};
    expect(paint(SIZE)).toBe(first);
    const before = gridText(first);
    now.snapshot = snapshotAt(at(9, 52, 30));
    const next = paint(SIZE);
    expect(next).not.toBe(first);
    expect(gridText(first)).toEqual(before);
  });

  test('follows the size', () => {
    const {paint} = open();
    for (const size of [SIZE, {width: 80, height: 24}, {width: 3, height: 2}, {width: 0, height: 0}]) {
      const grid = paint(size);
      expect({width: grid.width, height: grid.height}).toEqual(size);
    }
  });

  test('waits in words for the first snapshot', () => {
    const {now, paint} = open();
    now.snapshot = undefined;
    expect(gridText(paint({width: 40, height: 3}))[1]?.trim()).toBe('opening…');
  });
});
