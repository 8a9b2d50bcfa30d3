import fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {gridText} from '../../src/chart/grid.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {App} from '../../src/ui/app.tsx';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import type {Size} from '../../src/view/layout.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {at, snapshotAt} from './day-fixture.ts';
import {type InkTerminal, openInkTerminal} from './ink-terminal.tsx';

const NOW = at(9, 47, 12);
const SIZE: Size = {width: 100, height: 30};
const opened: InkTerminal[] = [];

/** The App with a store to publish to and a background that it stays in until it is woken. */
const open = async (size: Size = SIZE) => {
  let snapshot = snapshotAt(NOW);
  const listeners = new Set<() => void>();
  let asked: () => void = () => {};
  let wake: () => void = () => {};
  const terminal = await openInkTerminal(
    output => (
      <App
        store={{
          read: () => snapshot,
          subscribe: listener => {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        }}
        output={output}
        send={() => {}}
        onQuit={() => {}}
        suspension={{
          ask: () => asked(),
          onAsked: listener => {
            asked = listener;
            return () => {};
          },
          stop: () =>
            new Promise(resolve => {
              wake = resolve;
            }),
        }}
        clock={createVirtualClock(NOW)}
        level={256}
      />
    ),
    size,
  );
  opened.push(terminal);
  return {
    ...terminal,
    publish: (next: Snapshot): void => {
      snapshot = next;
      for (const listener of listeners) listener();
    },
    wake: () => wake(),
  };
};

const planeOf = (snapshot: Snapshot, size: Size = SIZE): readonly string[] =>
  gridText(drawScreen({snapshot, ui: createUiState(NOW), size}));

afterEach(() => {
  for (const terminal of opened.splice(0)) terminal.ink.unmount();
});

describe('the screen in a terminal that lives its own life', () => {
  test('is whole again after Ctrl-Z and fg, with what came in between, and keeps off the shell meanwhile', async () => {
    const screen = await open();
    await screen.press('\x1a');
    expect(await screen.isAlternate()).toBe(false);
    screen.scribble('shell> ls\r\n');
    const away = screen.written().length;
    const later = snapshotAt(at(9, 52, 30));
    screen.publish(later);
    await screen.shown();
    expect(screen.written().length).toBe(away);
    screen.wake();
    expect(await screen.shown()).toEqual(planeOf(later));
    expect(await screen.isAlternate()).toBe(true);
    await screen.press('?');
    expect((await screen.shown()).join('\n')).toContain('pause and go on');
  });

  test('is drawn anew on Ctrl-L, whoever wrote over it', async () => {
    const screen = await open();
    screen.scribble('\x1b[5;5Hbroadcast message\r\n\x1b[41mfrom root');
    expect(await screen.shown()).not.toEqual(planeOf(snapshotAt(NOW)));
    await screen.press('\x0c');
    expect(await screen.shown()).toEqual(planeOf(snapshotAt(NOW)));
  });

  test('is the last size after any storm of resizes, with publishes among them', async () => {
    const sizes = fc.record({width: fc.integer({min: 1, max: 210}), height: fc.integer({min: 1, max: 62})});
    await fc.assert(
      fc.asyncProperty(fc.array(sizes, {minLength: 1, maxLength: 8}), async storm => {
        const screen = await open();
        for (const size of storm) {
          // Nobody waits for anything between two of them.
          void screen.resize(size);
          screen.publish({...snapshotAt(NOW), revision: size.width});
        }
        const last = storm.at(-1) ?? SIZE;
        const shown = await screen.shown();
        screen.ink.unmount();
        // The emulator has no terminal narrower than two columns.
        if (last.width > 1) expect(shown).toEqual(planeOf(snapshotAt(NOW), last));
      }),
      {numRuns: 25},
    );
  });

  test('is left as it was found, and nothing is written after', async () => {
    const screen = await open();
    screen.ink.unmount();
    await screen.ink.waitUntilExit();
    expect(await screen.isAlternate()).toBe(false);
    expect(screen.written()).toMatch(/\x1b\[\?1049l(?:\x1b\[\?25h|\x1b\[\?2004l)*$/);
    const end = screen.written().length;
    screen.publish(snapshotAt(at(9, 52, 30)));
    await new Promise(resolve => setImmediate(resolve));
    expect(screen.written().length).toBe(end);
  });

  test('of a terminal without synchronized output is the same', async () => {
    const screen = await open();
    // Unknown private modes are ignored: taken out, what is left must draw the same screen.
    const plain = screen.written().replaceAll(/\x1b\[\?2026[hl]/g, '');
    screen.scribble(`\x1b[2J${plain}`);
    expect(await screen.shown()).toEqual(planeOf(snapshotAt(NOW)));
  });
});
