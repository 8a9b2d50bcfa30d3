import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {plus, seconds} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {appendAct, readActs} from '../../src/tape/acts-file.ts';
import {App} from '../../src/ui/app.tsx';
import type {Desk} from '../../src/ui/desk.ts';
import type {ScreenStore} from '../../src/ui/screen-control.ts';
import {at, dayFile, snapshotAt} from './day-fixture.ts';
import {type InkTerminal, openInkTerminal} from './ink-terminal.tsx';

const NOW = at(9, 47, 12);
const WALL = plus(NOW, seconds(5_000_000));
const SIZE = {width: 120, height: 40};
const opened: InkTerminal[] = [];
afterEach(() => {
  for (const terminal of opened.splice(0)) terminal.ink.unmount();
});

const folder = (): string => mkdtempSync(join(tmpdir(), 'tapewire-acts-'));

/** The App at a desk that keeps acts under a folder, a file a day. */
const open = async (place: string, first: Snapshot = snapshotAt(NOW)) => {
  const copied: string[] = [];
  let snapshot = first;
  const listeners = new Set<() => void>();
  const store: ScreenStore = {
    read: () => snapshot,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const pathOf = (name: string): string => join(place, `${name}.jsonl`);
  const desk: Desk = {
    copy: text => {
      copied.push(text);
      return 'copied';
    },
    announce: () => {},
    openLink: async url => `opened ${url}`,
    saveFrame: async () => '',
    listDays: async () => [],
    openDay: async () => '',
    readActs: day => readActs(pathOf(day.name)),
    keepAct: (day, act) => appendAct(pathOf(day.name), act),
    saveSetting: () => {},
  };
  const terminal = await openInkTerminal(
    output => (
      <App
        store={store}
        output={output}
        send={() => {}}
        onQuit={() => {}}
        clock={createVirtualClock(WALL)}
        level={256}
        desk={desk}
      />
    ),
    SIZE,
  );
  opened.push(terminal);
  return {
    ...terminal,
    copied,
    text: async () => (await terminal.shown()).join('\n'),
    publish: (next: Snapshot) => {
      snapshot = next;
      for (const listener of listeners) listener();
    },
  };
};

describe('the deals from the keyboard', () => {
  test('a deal is merged by its name, kept, and still merged when the day is opened again', async () => {
    const place = folder();
    const screen = await open(place);
    await screen.press('3G');
    await screen.press('m');
    expect(await screen.text()).toContain('m Merge into');
    await screen.press('amaz');
    await screen.press('\r');
    expect((await screen.shown()).at(-1)).toContain('merged, u undoes it: AWS → OpenAI into Amazon → OpenAI');
    expect(await screen.text()).toContain('3 Deals  1');
    expect(readFileSync(join(place, '2026-01-30.jsonl'), 'utf8').split('\n')).toHaveLength(2);
    screen.ink.unmount();

    const again = await open(place);
    expect(await again.text()).toContain('3 Deals  1');
    await again.press('3u');
    expect((await again.shown()).at(-1)).toContain('undone: the merge (AWS → OpenAI)');
    const {acts} = readActs(join(place, '2026-01-30.jsonl'));
    expect(acts.map(({kind, at: when, madeAt}) => [kind, when, madeAt])).toEqual([
      ['merge', NOW, WALL],
      ['undo', NOW, WALL],
    ]);
    again.ink.unmount();
    expect(await (await open(place)).text()).toContain('3 Deals  2');
  });

  test('another day has acts of its own, and the first day its own again', async () => {
    const screen = await open(folder());
    await screen.press('3j*');
    expect(await screen.text()).toContain('minority stake · pinned');
    const other = snapshotAt(NOW);
    const {day} = dayFile();
    screen.publish({...other, file: {...other.file, day: {...day, name: 'other'}}});
    expect(await screen.text()).not.toContain('· pinned');
    screen.publish(snapshotAt(NOW));
    expect(await screen.text()).toContain('minority stake · pinned');
  });

  test('a folder that cannot be written to is said once, and the act holds', async () => {
    const place = join(folder(), 'no-folder');
    writeFileSync(place, '');
    const screen = await open(place);
    await screen.press('3j*');
    expect((await screen.shown()).at(-1)).toContain('holds for now, cannot write');
    expect(await screen.text()).toContain('minority stake · pinned');
    await screen.press('*');
    expect((await screen.shown()).at(-1)).not.toContain('holds for now');
    expect(await screen.text()).not.toContain('minority stake · pinned');
  });

  test('a deal is copied, its link opened, its headline drilled into and left again', async () => {
    const screen = await open(folder());
    await screen.press('3jjjj');
    await screen.press('y');
    expect(screen.copied[0]).toMatch(/^Amazon → OpenAI {2}minority stake {2}up to \$50B\n/);
    await screen.press('o');
    expect((await screen.shown()).at(-1)).toContain('opened https://example.com/news/n5');
    await screen.press('\r');
    expect(await screen.text()).toContain('Headline  5 of 8');
    await screen.press('3');
    expect(await screen.text()).toContain('▸2026-01-30 advanced');
  });
});
