import {describe, expect, test} from 'vitest';
import {minutes, plus} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {unheard} from '../../src/market/apply-status.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {engineCommandOf} from '../../src/ui/engine-command-of.ts';
import {reduceUi} from '../../src/ui/reduce-ui.ts';
import {resolveCommand} from '../../src/ui/resolve-command.ts';
import {uiContext} from '../../src/ui/ui-context.ts';
import type {Command} from '../../src/view/command.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {at, HEADLINES, headline, snapshotAt} from './day-fixture.ts';

const NOW = at(9, 47, 12);
const market = snapshotAt(NOW);
const size = {width: 80, height: 24};

const reduced = (ui: UiState, commands: readonly Command[], snapshot: Snapshot = market): UiState =>
  commands.reduce((now, command) => reduceUi(now, command, uiContext({snapshot, ui: now, size})), ui);
const start = (changes: Partial<UiState> = {}): UiState => createUiState(at(9, 40), changes);
const down: Command = {kind: 'move', by: 1};

describe('the selection', () => {
  test('moves over the wire, marks as read, and takes the crosshair along', () => {
    const ui = reduced(start(), [down, down]);
    expect(ui.headlineId).toBe('n7');
    expect(ui.crosshairAt).toBe(at(9, 44, 10));
    expect([...ui.read]).toEqual(['n8', 'n7']);
  });

  test('stays with its headline when others arrive, and in sight', () => {
    const ui = reduced(start(), [down]);
    const more = Array.from({length: 9}, (_, index) =>
      headline(`late${index}`, at(9, 46, 31 + index), `Late ${index}`, [ticker('AMZN')]),
    );
    const view = wireView(snapshotAt(NOW, more), ui, 6);
    expect(view.rows.find(row => row.selected)?.id).toBe('n8');
    expect(view.newAbove).toBe(4);
  });

  test('scrolls only at the edges, and says what is new above', () => {
    const ui = reduced(
      start(),
      Array.from({length: 8}, () => down),
    );
    expect(ui.wireTopId).toBe('n7');
    expect(reduced(ui, [{kind: 'end', which: 'first'}]).wireTopId).toBeUndefined();
    expect(reduced(ui, [{kind: 'end', which: 'last'}]).headlineId).toBe('n1');
  });

  test('walks the unread ones in time', () => {
    const next: Command = {kind: 'unread', by: 1};
    const ui = reduced(start(), [next]);
    expect(ui.headlineId).toBe('n6');
    expect(reduced(ui, [next, next]).headlineId).toBe('n8');
    expect(reduced(ui, [next, next, next, next]).notice).toContain('no unread');
  });

  test('follows the crosshair onto a headline of its bar', () => {
    const ui = reduced(start({crosshairAt: at(9, 42)}), [{kind: 'crosshair', by: -1}]);
    expect(ui.crosshairAt).toBe(at(9, 41));
    expect(ui.headlineId).toBe('n5');
  });

  test('never leaves what is known', () => {
    expect(reduced(start(), [{kind: 'crosshair', by: 5}]).crosshairAt).toBe(NOW);
  });
});

describe('looking around', () => {
  test('Escape gives back one thing at a time', () => {
    const back: Command = {kind: 'back'};
    const ui = reduced(start({filter: 'openai'}), [down, {kind: 'zoom'}, {kind: 'open'}]);
    const steps = [ui, reduced(ui, [back]), reduced(ui, [back, back]), reduced(ui, [back, back, back])];
    expect(steps.map(one => [one.overlay, one.zoomed, one.headlineId !== undefined, one.filter])).toEqual([
      ['drill', true, true, 'openai'],
      [undefined, true, true, 'openai'],
      [undefined, false, true, 'openai'],
      [undefined, false, false, 'openai'],
    ]);
    expect(reduced(ui, [back, back, back, back]).filter).toBe('');
  });

  test('Enter in a drill replays from its headline, and gives the panes back', () => {
    const ui = start({overlay: 'drill', headlineId: 'n5'});
    const [command] = resolveCommand({kind: 'open'}, ui, market);
    if (command === undefined) throw new Error('no command');
    expect(engineCommandOf(command, ui, market)).toEqual({kind: 'seek', to: at(9, 41, 8)});
    expect(reduced(ui, [command]).overlay).toBeUndefined();
  });

  test('a drill goes from headline to headline in time, without moving the clock', () => {
    const ui = reduced(start({headlineId: 'n4'}), [{kind: 'open'}]);
    const jump: Command = {kind: 'jump', by: 1};
    expect(reduced(ui, [jump]).headlineId).toBe('n5');
    expect(reduced(ui, [jump, jump]).headlineId).toBe('n6');
    const last = reduced(start({headlineId: 'n8'}), [{kind: 'open'}, jump]);
    expect([last.headlineId, last.notice]).toEqual(['n8', 'no later headline yet']);
    expect(engineCommandOf(jump, ui, market)).toBeUndefined();
    expect(engineCommandOf(jump, start(), market)).toEqual({kind: 'jump', direction: 1});
  });

  test('a filter is typed and keeps what passes, words and tickers alike', () => {
    const type: Command = {kind: 'type', text: 'openai -corrected'};
    const ui = reduced(start(), [{kind: 'ask', prompt: 'filter'}, type, {kind: 'submit'}]);
    expect(wireView(market, ui, 20).rows.map(row => row.id)).toEqual(['n5']);
    expect(wireView(market, start({filter: 'nvda'}), 20).count).toBe(4);
  });

  test('scrolling the overlay ends with its last line', () => {
    const ui = reduced(start(), [{kind: 'help'}, {kind: 'end', which: 'last'}]);
    expect(reduced(ui, [down]).overlayTop).toBe(ui.overlayTop);
    expect(ui.overlayTop).toBeGreaterThan(0);
  });
});

describe('the clock', () => {
  test('what depends on the clock is asked of the clock, so that two quick presses count twice', () => {
    expect(engineCommandOf({kind: 'speed', by: 1}, start(), market)).toEqual({kind: 'shift', by: 1});
    expect(engineCommandOf({kind: 'toggle-pause'}, start(), market)).toEqual({kind: 'toggle'});
    expect(engineCommandOf({kind: 'toggle-pause'}, start(), snapshotAt(NOW, [], {state: 'ended'}))).toBeUndefined();
  });

  test('after a seek nothing stays selected and what was known by then is not new', () => {
    const typed = reduced(start({headlineId: 'n8'}), [
      {kind: 'ask', prompt: 'time'},
      {kind: 'type', text: '0930'},
    ]);
    expect(engineCommandOf({kind: 'submit'}, typed, market)).toEqual({kind: 'seek', to: at(9, 30)});
    const ui = reduced(typed, [{kind: 'submit'}]);
    expect([ui.headlineId, ui.openedAt, ui.prompt]).toEqual([undefined, at(9, 30), undefined]);
  });

  test('stopped feeds are asked to try again, live only', () => {
    const live = snapshotAt(NOW, [], {mode: 'live'});
    expect(engineCommandOf({kind: 'reconnect'}, start(), live)).toEqual({kind: 'reconnect'});
    expect(engineCommandOf({kind: 'reconnect'}, start(), market)).toBeUndefined();
    const stopped = {...live, feeds: [{...unheard('alpaca/iex'), state: 'stopped' as const}, unheard('alpaca/news')]};
    expect(reduced(start(), [{kind: 'reconnect'}], stopped).notice).toBe('keys read anew, trying again: alpaca/iex');
    expect(reduced(start(), [{kind: 'reconnect'}], live).notice).toBe('no feed has stopped');
    expect(reduced(start(), [{kind: 'reconnect'}], market).notice).toBe('a replay has nothing to connect to again');
  });

  test('a live clock grants nothing and says so', () => {
    const live = snapshotAt(NOW, [], {mode: 'live'});
    for (const command of [{kind: 'toggle-pause'}, {kind: 'restart'}, {kind: 'ask', prompt: 'time'}] as const) {
      expect(engineCommandOf(command, start(), live)).toBeUndefined();
      expect(reduced(start(), [command], live).notice).toContain('live');
    }
  });

  test('a late headline is unread from the moment it was known', () => {
    const known = HEADLINES.filter(one => one.receivedAt > at(9, 40)).length;
    // Two of them tell one story, which is read as one.
    expect(wireView(market, start(), 20).unread).toBe(known - 1);
    expect(wireView(market, start({openedAt: plus(NOW, minutes(1))}), 20).unread).toBe(0);
  });
});
