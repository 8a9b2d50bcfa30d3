import {expect, test} from 'vitest';
import {performCommand} from '../../src/ui/perform-command.ts';
import {reduceUi} from '../../src/ui/reduce-ui.ts';
import {resolveCommand} from '../../src/ui/resolve-command.ts';
import {uiContext} from '../../src/ui/ui-context.ts';
import type {Command} from '../../src/view/command.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {at, snapshotAt} from './day-fixture.ts';

const NOW = at(9, 47, 12);
const snapshot = snapshotAt(NOW);
const size = {width: 80, height: 24};

type Pressed = {readonly ui: UiState; readonly opened: readonly string[]};

/** What the keys open, and the screen after them. */
const pressed = async (chosen: Partial<UiState>, commands: readonly Command[]): Promise<Pressed> => {
  const opened: string[] = [];
  const desk = {
    copy: () => '',
    openLink: (url: string) => Promise.resolve(String(opened.push(url))),
    announce: () => {},
    saveFrame: () => Promise.resolve(''),
    listDays: () => Promise.resolve([]),
    openDay: () => Promise.resolve(''),
    readActs: () => ({acts: [], problem: undefined}),
    keepAct: () => undefined,
    saveSetting: () => {},
  };
  let ui = createUiState(at(9, 40), chosen);
  for (const command of commands)
    for (const meant of resolveCommand(command, ui, snapshot)) {
      performCommand(meant, {snapshot, ui, size, wall: NOW}, desk, () => {});
      ui = reduceUi(ui, meant, uiContext({snapshot, ui, size}));
    }
  await Promise.resolve();
  return {ui, opened};
};

const OPEN: Command = {kind: 'open-link'};
const SUBMIT: Command = {kind: 'submit'};
const typed = (text: string): Command => ({kind: 'type', text});
const drill = {overlay: 'drill', headlineId: 'n5'} as const;

test('a headline without footnotes, and one on the wire, opens its own link at once', async () => {
  expect((await pressed({overlay: 'drill', headlineId: 'n6'}, [OPEN])).opened).toEqual(['https://example.com/news/n6']);
  expect((await pressed({headlineId: 'n5'}, [OPEN])).opened).toEqual(['https://example.com/news/n5']);
});

test('a headline with footnotes asks which', async () => {
  expect((await pressed(drill, [OPEN])).ui.prompt?.kind).toBe('link');
  const own = await pressed(drill, [OPEN, SUBMIT]);
  expect([own.opened, own.ui.prompt, own.ui.overlay]).toEqual([['https://example.com/news/n5'], undefined, 'drill']);
  expect((await pressed(drill, [OPEN, typed('1'), SUBMIT])).opened).toEqual(['https://example.com/news/n1']);
  expect((await pressed(drill, [OPEN, typed('2'), SUBMIT])).opened).toEqual([
    'https://example.org/filing?id=38&page=2',
  ]);
});

test.each(['3', '99', 'x', '-1', '1e0'])('a footnote that is not there, %s, is refused', async text => {
  const {ui, opened} = await pressed(drill, [OPEN, typed(text), SUBMIT]);
  expect(opened).toEqual([]);
  expect(ui.prompt?.error).toContain('1 to 2');
});
