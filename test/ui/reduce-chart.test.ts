import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MINUTE, minutes, plus} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {reduceUi} from '../../src/ui/reduce-ui.ts';
import {uiContext} from '../../src/ui/ui-context.ts';
import type {Command} from '../../src/view/command.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {at, snapshotAt} from './day-fixture.ts';

const NOW = at(9, 47, 12);
const market = snapshotAt(NOW);
const size = {width: 80, height: 24};

const contextOf = (ui: UiState, screen = size, snapshot = market) => uiContext({snapshot, ui, size: screen});
const reduced = (ui: UiState, commands: readonly Command[], screen = size): UiState =>
  commands.reduce((now, command) => reduceUi(now, command, contextOf(now, screen)), ui);
const start = (changes: Partial<UiState> = {}): UiState => createUiState(at(9, 40), changes);
const windowOf = (ui: UiState, snapshot = market) => {
  const frame = contextOf(ui, size, snapshot).chartFrame(ui);
  if (frame === undefined) throw new Error('the fixture day has names');
  return frame.window;
};

const back: Command = {kind: 'pan', by: -1};
const on: Command = {kind: 'pan', by: 1};
const closer: Command = {kind: 'zoom-time', by: 1};
const wider: Command = {kind: 'zoom-time', by: -1};
const left: Command = {kind: 'crosshair', by: -1};

describe('moving the chart in time', () => {
  test('goes a quarter of the window at a time, stays while the clock goes on, and comes back to now', () => {
    const ui = reduced(start(), [back, back]);
    const {from, to} = windowOf(ui);
    const now = windowOf(start());
    expect(now.to - to).toBe(2 * Math.round((now.to - now.from) / MINUTE / 4) * MINUTE);
    const later = snapshotAt(plus(NOW, minutes(20)));
    expect(windowOf(ui, later)).toEqual({from, to});
    expect(reduced(ui, [on, on]).chartEndAt).toBeUndefined();
    expect(reduced(start(), [on]).notice).toContain('at now');
  });

  test('ends where the day begins', () => {
    const ui = reduced(
      start(),
      Array.from({length: 40}, () => back),
    );
    expect(windowOf(ui).from).toBe(at(4));
    expect(ui.notice).toContain('begins here');
  });

  test('End and Esc come back to now, Home goes to the day’s beginning, with the keys in the chart', () => {
    const chart = start({focus: 'chart'});
    const first = reduced(chart, [{kind: 'end', which: 'first'}]);
    expect(windowOf(first).from).toBe(at(4));
    expect(reduced(first, [{kind: 'end', which: 'last'}]).chartEndAt).toBeUndefined();
    expect(reduced(first, [{kind: 'back'}]).chartEndAt).toBeUndefined();
  });

  test('puts a crosshair away that it leaves behind, and keeps one in sight', () => {
    const ui = start({crosshairAt: plus(NOW, minutes(-2))});
    expect(reduced(ui, [back]).crosshairAt).toBeUndefined();
    const held = start({crosshairAt: plus(NOW, minutes(-30))});
    expect(reduced(held, [back]).crosshairAt).toBe(plus(NOW, minutes(-30)));
  });
});

describe('zooming in time', () => {
  test('keeps now at its edge, or what is under the crosshair in its column', () => {
    expect(windowOf(reduced(start(), [closer, closer])).to).toBe(windowOf(start()).to);
    for (const [held, ...steps] of [
      [at(9, 17), closer],
      [at(9, 17), closer, closer],
      [at(6), wider],
    ] as const) {
      const before = windowOf(start({crosshairAt: held}));
      const ui = reduced(start({crosshairAt: held}), steps);
      const frame = contextOf(ui).chartFrame(ui);
      const columnsBefore = (before.to - held) / MINUTE;
      const columnsAfter = ((windowOf(ui).to - held) / (frame?.slot ?? MINUTE)) * (frame?.zoom.columns ?? 1);
      expect(Math.abs(columnsAfter - columnsBefore)).toBeLessThanOrEqual(frame?.zoom.columns ?? 1);
    }
  });

  test('ends at either end with a word', () => {
    const all = (step: Command) =>
      reduced(
        start(),
        Array.from({length: 20}, () => step),
      );
    expect(all(closer).chartZoom).toBe(4);
    expect(all(closer).notice).toBeDefined();
    expect(all(wider).notice).toBeDefined();
    expect(reduced(all(wider), [closer]).chartZoom).toBe(all(wider).chartZoom + 1);
  });

  test('moves the crosshair by what a column covers', () => {
    const ui = reduced(start({crosshairAt: at(9, 30), chartZoom: -3}), [left]);
    expect(ui.crosshairAt).toBe(at(9, 25));
  });
});

describe('one selection', () => {
  test('a headline out of the window takes the window along, and there it stays', () => {
    const ui = reduced(start(), [{kind: 'end', which: 'last'}]);
    expect(ui.crosshairAt).toBe(at(6, 12, 4));
    const {from, to} = windowOf(ui);
    expect(from <= at(6, 12) && to > at(6, 12)).toBe(true);
    const moved = reduced(ui, [{kind: 'crosshair', by: 3}]);
    expect(windowOf(moved)).toEqual({from, to});
  });

  test('the crosshair selects the nearest headline on the name within three columns, and keeps it beyond', () => {
    const near = reduced(start({crosshairAt: at(9, 39)}), [{kind: 'crosshair', by: 1}]);
    expect(near.headlineId).toBe('n5');
    expect(reduced(near, [{kind: 'crosshair', by: -20}]).headlineId).toBe('n5');
    // n8 is on NVDA alone.
    expect(reduced(start({crosshairAt: at(9, 46)}), [{kind: 'crosshair', by: 1}]).headlineId).not.toBe('n8');
    const nvda = start({crosshairAt: at(9, 46), symbol: ticker('NVDA')});
    expect(reduced(nvda, [{kind: 'crosshair', by: 1}]).headlineId).toBe('n8');
  });

  test('the window always holds the crosshair, whatever is pressed', () => {
    const commands = fc.constantFrom<Command>(
      back,
      on,
      closer,
      wider,
      left,
      {kind: 'crosshair', by: 1},
      {kind: 'move', by: 1},
      {kind: 'move', by: -1},
      {kind: 'interval', by: 1},
      {kind: 'interval', by: -1},
      {kind: 'compare'},
      {kind: 'symbol', by: 1},
      {kind: 'zoom'},
      {kind: 'four-up'},
    );
    fc.assert(
      fc.property(fc.array(commands, {maxLength: 25}), pressed => {
        const ui = reduced(start(), pressed);
        const {from, to} = windowOf(ui);
        expect(from).toBeLessThan(to);
        if (ui.crosshairAt !== undefined) expect(ui.crosshairAt >= from && ui.crosshairAt < to).toBe(true);
      }),
      {numRuns: 40},
    );
  });
});

describe('names compared', () => {
  const turn: Command = {kind: 'compare-base'};

  test('start from the next base, a headline only while one is selected', () => {
    expect(reduced(start(), [turn]).compareBase).toBe('open');
    expect(reduced(start(), [turn, turn]).compareBase).toBe('previousClose');
    const ui = reduced(start({headlineId: 'n5'}), [turn, turn]);
    expect([ui.compareBase, ui.notice]).toEqual(['headline', 'names start from the selected headline']);
  });
});

describe('four charts', () => {
  const four: Command = {kind: 'four-up'};

  test('come where there is room for them, and go with the same key or with comparing', () => {
    const wide = {width: 200, height: 60};
    const ui = reduced(start({compare: true}), [four], wide);
    expect([ui.fourUp, ui.compare]).toEqual([true, false]);
    expect(reduced(ui, [four], wide).fourUp).toBe(false);
    expect(reduced(ui, [{kind: 'compare'}], wide)).toMatchObject({fourUp: false, compare: true});
  });

  test('say what helps where there is none', () => {
    const ui = reduced(start(), [four]);
    expect([ui.fourUp, ui.notice]).toEqual([false, 'four charts need more room: z gives the chart all of it']);
    expect(reduced(start({focus: 'chart', zoomed: true}), [four]).fourUp).toBe(true);
  });
});
