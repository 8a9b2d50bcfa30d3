import {afterEach, describe, expect, test} from 'vitest';
import {gridText} from '../../src/chart/grid.ts';
import type {EngineCommand} from '../../src/engine/ports.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {App} from '../../src/ui/app.tsx';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import type {ScreenStore} from '../../src/ui/screen-control.ts';
import type {Size} from '../../src/view/layout.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {at, snapshotAt} from './day-fixture.ts';
import {type InkTerminal, openInkTerminal} from './ink-terminal.tsx';

const SIZES: readonly Size[] = [
  {width: 40, height: 10},
  {width: 80, height: 24},
  {width: 120, height: 40},
  {width: 200, height: 60},
  {width: 23, height: 5},
];

const storeOf = (first: Snapshot | undefined) => {
  let snapshot = first;
  const listeners = new Set<() => void>();
  const store: ScreenStore = {
    read: () => snapshot,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const publish = (next: Snapshot): void => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  return {store, publish};
};

const NOW = at(9, 47, 12);
const opened: InkTerminal[] = [];

const open = async (size: Size, first: Snapshot | 'nothing yet' = snapshotAt(NOW)) => {
  const {store, publish} = storeOf(first === 'nothing yet' ? undefined : first);
  const sent: EngineCommand[] = [];
  let quits = 0;
  const terminal = await openInkTerminal(
    output => (
      <App
        store={store}
        output={output}
        send={command => sent.push(command)}
        onQuit={() => quits++}
        clock={createVirtualClock(NOW)}
        level={256}
      />
    ),
    size,
  );
  opened.push(terminal);
  return {...terminal, publish, sent, quits: () => quits};
};

/** Wide glyphs fill two cells; xterm gives back their text once, as the glyph plane does. */
const planeOf = (snapshot: Snapshot, size: Size, ui: Partial<UiState> = {}): readonly string[] =>
  gridText(drawScreen({snapshot, ui: createUiState(NOW, ui), size}));

afterEach(() => {
  for (const terminal of opened.splice(0)) terminal.ink.unmount();
});

describe('what Ink puts on the terminal', () => {
  test.each(SIZES)('is the screen as drawn at $width x $height', async size => {
    const screen = await open(size);
    expect(await screen.shown()).toEqual(planeOf(snapshotAt(NOW), size));
  });

  test('follows the store', async () => {
    const size = {width: 120, height: 40};
    const screen = await open(size);
    const next = snapshotAt(at(9, 52, 30));
    screen.publish(next);
    expect(await screen.shown()).toEqual(planeOf(next, size));
  });

  test('waits in words for the first snapshot, then shows it', async () => {
    const size = {width: 80, height: 24};
    const screen = await open(size, 'nothing yet');
    expect((await screen.shown()).join('\n')).toContain('opening…');
    screen.publish(snapshotAt(NOW));
    expect(await screen.shown()).toEqual(planeOf(snapshotAt(NOW), size));
  });

  test('is right after any row of resizes', async () => {
    const screen = await open({width: 120, height: 40});
    for (const size of [...SIZES, {width: 2, height: 1}, {width: 90, height: 30}, {width: 60, height: 50}]) {
      await screen.resize(size);
      expect(await screen.shown()).toEqual(planeOf(snapshotAt(NOW), size));
    }
  });

  test('a publish that changes nothing writes nothing', async () => {
    const screen = await open({width: 120, height: 40});
    await screen.shown();
    const before = screen.written().length;
    screen.publish({...snapshotAt(NOW), revision: 99});
    await screen.shown();
    expect(screen.written().length).toBe(before);
  });
});

describe('keys', () => {
  test('a burst moves row by row, Enter opens the headline, Escape comes back', async () => {
    const screen = await open({width: 120, height: 40});
    await screen.press('jjjk');
    await screen.press('\r');
    expect((await screen.shown()).join('\n')).toContain('Microsoft shares dip as exclusivity in cloud computing');
    expect((await screen.shown())[1]).toContain('Headline  7 of 8');
    await screen.press('\x1b[B\x1b[A');
    await screen.press('[');
    expect((await screen.shown())[1]).toContain('Headline  6 of 8');
    expect(screen.sent).toEqual([]);
  });

  test('the clock is asked, not moved', async () => {
    const screen = await open({width: 120, height: 40});
    await screen.press(' +-.,[]0');
    expect(screen.sent.map(command => command.kind)).toEqual([
      'toggle',
      'shift',
      'shift',
      'step',
      'step',
      'jump',
      'jump',
      'seek',
    ]);
  });

  test('a time is typed, its mistakes are said, then it is sought', async () => {
    const screen = await open({width: 80, height: 24});
    await screen.press('t');
    await screen.press('29');
    await screen.press('\r');
    expect((await screen.shown()).at(-1)).toContain('a time is written');
    await screen.press('\x7f\x7f');
    await screen.press('9:50');
    await screen.press('\r');
    expect(screen.sent).toEqual([{kind: 'seek', to: at(9, 50)}]);
    expect((await screen.shown()).at(-1)).toContain('j/k move');
  });

  test('a paste and the replies of a terminal press nothing', async () => {
    const screen = await open({width: 120, height: 40});
    const before = await screen.shown();
    await screen.press('\x1b[200~qqq 0\x1b[201~');
    await screen.press('\x1b]11;rgb:1c1c/1c1c/1c1c\x07');
    await screen.press('\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\');
    await screen.press('\x1bP>|tmux 3.3a\x1b\\');
    await screen.press('\x1b[?62;22c');
    await screen.press('\x1b[I\x1b[24;80R');
    expect(await screen.shown()).toEqual(before);
    expect(screen.sent).toEqual([]);
    expect(screen.quits()).toBe(0);
  });

  test('a paste into an open line keeps every sign that can be seen, marked as a paste or not', async () => {
    const screen = await open({width: 120, height: 40});
    const rule = 'headline openai then AMZN ±1% in 5m';
    await screen.press('a');
    await screen.press(`\x1b[200~${rule}\r\n\u202e\x07\x1b[201~`);
    expect((await screen.shown()).at(-1)).toContain(`alert: ${rule} `);
    await screen.press('\x15');
    await screen.press(rule);
    expect((await screen.shown()).at(-1)).toContain(`alert: ${rule} `);
  });

  test('q and Ctrl-C leave', async () => {
    const screen = await open({width: 80, height: 24});
    await screen.press('q');
    await screen.press('\x03');
    expect(screen.quits()).toBe(2);
  });
});
