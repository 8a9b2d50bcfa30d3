import {describe, expect, test} from 'vitest';
import {plus, seconds} from '../../src/core/instant.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import type {DealBook} from '../../src/news/deals/deal.ts';
import {engineCommandOf} from '../../src/ui/engine-command-of.ts';
import {reduceUi} from '../../src/ui/reduce-ui.ts';
import {resolveCommand} from '../../src/ui/resolve-command.ts';
import {uiContext} from '../../src/ui/ui-context.ts';
import type {Command} from '../../src/view/command.ts';
import {dealCard} from '../../src/view/deal-card.ts';
import {dealsView} from '../../src/view/deals-view.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {at, DEALS, dayFile, face, HEADLINES, SUGGESTED, snapshotAt, snapshotOf, trades} from './day-fixture.ts';

const NOW = at(9, 47, 12);
const WALL = plus(NOW, seconds(1_000_000));
const market = snapshotAt(NOW);
const size = {width: 120, height: 40};

const pressed = (ui: UiState, commands: readonly Command[], snapshot: Snapshot = market, on = size): UiState =>
  commands
    .flatMap((command): readonly Command[] => [command])
    .reduce((before, command) => {
      const context = (now: UiState) => uiContext({snapshot, ui: now, size: on, wall: WALL});
      return resolveCommand(command, before, snapshot).reduce(
        (now, meant) => reduceUi(now, meant, context(now)),
        before,
      );
    }, ui);
const start = (changes: Partial<UiState> = {}): UiState =>
  createUiState(NOW, {focus: 'deals', page: 'deals', ...changes});
const down: Command = {kind: 'move', by: 1};
const downs = (count: number): readonly Command[] => Array.from({length: count}, () => down);
const on = (deal: string, event?: string): Partial<UiState> => ({dealRow: {deal, event}});
const typed = (prompt: 'filter' | 'merge' | 'reassign', text: string): readonly Command[] => [
  {kind: 'ask', prompt},
  {kind: 'type', text},
  {kind: 'submit'},
];
const names = (ui: UiState, snapshot = market) => dealsView(snapshot, ui).cards.map(({parties}) => parties);
const eventIds = (ui: UiState, snapshot = market) =>
  Object.fromEntries(dealsView(snapshot, ui).cards.map(({id, events}) => [id, events.map(event => event.id)]));

describe('the chosen row of the deals', () => {
  test('moves over deals and their events, and stays at the ends', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map(count => pressed(start(), downs(count)).dealRow);
    expect(rows.map(row => row?.event ?? row?.deal)).toEqual([
      'amazon-openai',
      'e1',
      'e2',
      'e3',
      'wire:n6',
      'aws-openai',
      'c1',
      'c1',
    ]);
    const last = pressed(start(), [{kind: 'end', which: 'last'}]);
    expect(last.dealRow).toEqual({deal: 'aws-openai', event: 'c1'});
    expect(pressed(last, [{kind: 'end', which: 'first'}]).dealRow).toEqual({deal: 'amazon-openai', event: undefined});
  });

  test('stays with its event when more becomes known, and in sight', () => {
    const small = {width: 80, height: 24};
    const ui = pressed(start(), [{kind: 'end', which: 'last'}], market, small);
    const earlier = dealsView(snapshotAt(at(9, 40)), ui).cards.flatMap(({events}) => events);
    expect(earlier.filter(event => event.chosen).map(({id}) => id)).toEqual(['c1']);
    expect(uiContext({snapshot: market, ui, size: {width: 40, height: 10}}).dealsTop(ui)).toBeGreaterThan(ui.dealsTop);
  });

  test('scrolls the lines at the edges only', () => {
    const small = {width: 40, height: 10};
    const topOf = (ui: UiState): number => uiContext({snapshot: market, ui, size: small}).dealsTop(ui);
    const last = pressed(start(), [{kind: 'end', which: 'last'}], market, small);
    const up = pressed(last, [{kind: 'move', by: -1}], market, small);
    expect(topOf(last)).toBeGreaterThan(5);
    expect([up.dealRow?.event, topOf(up)]).toEqual([undefined, topOf(last)]);
    expect(topOf(pressed(up, [{kind: 'end', which: 'first'}], market, small))).toBe(0);
  });

  test('is where the pointer clicks; a click on it again opens it', () => {
    const click: Command = {kind: 'click', x: 5, y: 10};
    const ui = pressed(start({focus: 'wire'}), [click]);
    expect([ui.focus, ui.dealRow]).toEqual(['deals', {deal: 'amazon-openai', event: 'e1'}]);
    expect(
      pressed(start(), [
        {kind: 'click', x: 5, y: 7},
        {kind: 'click', x: 5, y: 7},
      ]).dealsFolded.size,
    ).toBe(1);
  });

  test('opens the headline of its event, which the wire then has selected', () => {
    const ui = pressed(start(on('amazon-openai', 'e3')), [{kind: 'open'}]);
    expect([ui.overlay, ui.headlineId, ui.crosshairAt]).toEqual(['drill', 'n5', at(9, 41, 7)]);
    const other = pressed(start(on('amazon-openai', 'e1')), [{kind: 'open'}]);
    expect(other.overlay).toBeUndefined();
    expect(other.notice).toBe('reported 16 Dec 2025 by The Information: no headline of it on this wire');
  });

  test('on a head puts the history away and opens it again', () => {
    const folded = pressed(start(), [down, {kind: 'open'}, down]);
    expect(folded.dealRow?.deal).toBe('aws-openai');
    expect(dealsView(market, folded).cards.map(card => card.folded)).toEqual([true, false]);
    expect(pressed(folded, [{kind: 'end', which: 'first'}, {kind: 'open'}]).dealsFolded.size).toBe(0);
  });

  test('takes the replay to its event, and says when that is of another day', () => {
    const jump: Command = {kind: 'replay-from'};
    expect(engineCommandOf(jump, start(on('amazon-openai', 'e3')), market)).toEqual({kind: 'seek', to: at(9, 41, 8)});
    expect(engineCommandOf(jump, start(on('amazon-openai', 'e1')), market)).toBeUndefined();
    expect(pressed(start(on('amazon-openai', 'e1')), [jump]).notice).toBe(
      'that is of another day, 16 Dec 2025: d chooses a day',
    );
    expect(engineCommandOf(jump, createUiState(NOW, {headlineId: 'n4'}), market)).toEqual({
      kind: 'seek',
      to: at(9, 32, 41),
    });
    const live = snapshotAt(NOW, [], {mode: 'live'});
    expect(pressed(start(on('amazon-openai', 'e3')), [jump], live).notice).toContain('live');
  });
});

describe('the filter of the deals', () => {
  test('is its own, and Esc clears it', () => {
    const ui = pressed(start({filter: 'nvda'}), typed('filter', 'aws'));
    expect([names(ui), ui.filter]).toEqual([['AWS → OpenAI'], 'nvda']);
    expect(pressed(ui, [{kind: 'back'}])).toMatchObject({dealsFilter: '', filter: 'nvda'});
    expect(names(pressed(start(), typed('filter', 'openai stake')))).toEqual(['Amazon → OpenAI']);
    expect(names(pressed(start(), typed('filter', 'amzn')))).toHaveLength(2);
    const long = DEALS.map(deal => ({...deal, from: [{name: 'Amazon Web Services'}]}));
    const named = snapshotOf([], face(NOW), dayFile('recorded', long));
    expect(names(pressed(start(), typed('filter', 'aws')), named)).toHaveLength(2);
  });

  test('says in words when nothing passes, which is not that there is no deal', () => {
    expect(dealsView(market, pressed(start(), typed('filter', 'zebra'))).emptyWords).toContain('no deal passes');
    const none = snapshotOf([], face(NOW), dayFile('recorded', []));
    expect(dealsView(none, start()).emptyWords).toBe('no deal on file yet');
    expect(pressed(start(), [down], none).notice).toBe('no deal on file yet');
  });

  test('hides no deal that was asked for by itself', () => {
    const ui = pressed(start({dealsFilter: 'aws'}), [{kind: 'select-deal', deal: 'amazon-openai'}]);
    expect([ui.dealsFilter, ui.dealRow?.deal]).toEqual(['', 'amazon-openai']);
  });
});

describe('deals put in order by hand', () => {
  test('are merged into one that is chosen by its name; undo gives both back', () => {
    const ui = pressed(start(on('aws-openai', 'c1')), typed('merge', 'amaz'));
    expect(eventIds(ui)).toEqual({'amazon-openai': ['c1', 'e1', 'e2', 'e3', 'wire:n6']});
    expect(ui.notice).toBe('merged, u undoes it: AWS → OpenAI into Amazon → OpenAI');
    expect(ui.dealRow).toEqual({deal: 'amazon-openai', event: 'c1'});
    expect(ui.acts).toMatchObject([{kind: 'merge', at: NOW, madeAt: WALL}]);
    const undone = pressed(ui, [{kind: 'undo-act'}]);
    expect(eventIds(undone)).toEqual(eventIds(start()));
    expect(undone.notice).toBe('undone: the merge (AWS → OpenAI)');
    expect(undone.acts).toHaveLength(2);
    expect(pressed(undone, [{kind: 'undo-act'}]).notice).toContain('nothing to undo');
  });

  test('do not know at nine what was done to them at ten to', () => {
    const ui = pressed(start(on('aws-openai')), typed('merge', 'amaz'));
    expect(names(ui, snapshotAt(at(9, 40)))).toHaveLength(2);
  });

  test('lose an event to another, or to a deal of its own', () => {
    const moved = pressed(start(on('amazon-openai', 'e2')), typed('reassign', 'aws'));
    expect(eventIds(moved)).toEqual({'amazon-openai': ['e1', 'e3', 'wire:n6'], 'aws-openai': ['c1', 'e2']});
    const split = pressed(start(on('amazon-openai', 'e2')), [{kind: 'split', later: true}]);
    expect(Object.values(eventIds(split)).toSorted()).toEqual([['c1'], ['e1'], ['e2', 'e3', 'wire:n6']]);
    expect(split.dealRow?.event).toBe('e2');
    expect(split.notice).toContain('u undoes it');
  });

  test('come first once pinned', () => {
    const ui = pressed(start(on('aws-openai')), [{kind: 'pin'}]);
    expect(names(ui)).toEqual(['AWS → OpenAI', 'Amazon → OpenAI']);
    expect(names(pressed(ui, [{kind: 'pin'}]))).toEqual(names(start()));
  });

  test.each<[string, Partial<UiState>, Command, string, DealBook?]>([
    ['another pane', {focus: 'wire'}, {kind: 'split', later: false}, 'first go to the deals: 3'],
    ['another pane', {focus: 'wire'}, {kind: 'undo-act'}, 'first go to the deals: 3'],
    ['no row', {}, {kind: 'pin'}, 'choose a deal first: j and k'],
    ['no row', {}, {kind: 'ask', prompt: 'merge'}, 'choose a deal first: j and k'],
    ['a row that is filtered out', {...on('aws-openai'), dealsFilter: 'stake'}, {kind: 'pin'}, 'choose a deal first'],
    ['a head', on('amazon-openai'), {kind: 'split', later: false}, 'choose one of its events first: j'],
    ['the only event', on('aws-openai', 'c1'), {kind: 'ask', prompt: 'reassign'}, "the deal's only event: m merges"],
    ['the first event', on('amazon-openai', 'e1'), {kind: 'split', later: true}, 'that would be the whole deal'],
    ['the only deal', on('amazon-openai'), {kind: 'ask', prompt: 'merge'}, 'no other deal', DEALS.slice(0, 1)],
    [
      'the only deal',
      on('amazon-openai', 'e2'),
      {kind: 'ask', prompt: 'reassign'},
      'b makes the event a deal of its own',
      DEALS.slice(0, 1),
    ],
  ])('on %s are left alone in one line', (_, changes, command, words, book = DEALS) => {
    const snapshot = snapshotOf([...trades(NOW), ...HEADLINES], face(NOW), dayFile('simulated', book));
    const ui = pressed(start(changes), [command], snapshot);
    expect(ui.notice).toContain(words);
    expect([ui.acts, ui.prompt]).toEqual([[], undefined]);
  });

  test('a name that no deal has is said at the line, which stays', () => {
    const ui = pressed(start(on('aws-openai')), typed('merge', 'zebra'));
    expect(ui.prompt).toMatchObject({kind: 'merge', error: 'no deal is called that'});
  });
});

describe('reports that may belong to a deal', () => {
  const suggested = snapshotOf([...trades(NOW), ...HEADLINES], face(NOW), dayFile('simulated', SUGGESTED));
  const maybes = (ui: UiState) => dealsView(suggested, ui).cards[0]?.maybe.map(({id}) => id);
  const first = on('amazon-openai', 'wire:n2');
  const judge = (fits: boolean): Command => ({kind: 'judge-suggestion', fits});

  test('are rows to choose below the events, and open their headline', () => {
    const rows = [5, 6, 7].map(count => pressed(start(), downs(count), suggested).dealRow);
    expect(rows.map(row => row?.event ?? row?.deal)).toEqual(['wire:n6', 'wire:n2', 'wire:n3']);
    const ui = pressed(start(first), [down], suggested);
    expect(dealsView(suggested, ui).cards[0]).toMatchObject({chosen: false, maybe: [{chosen: false}, {chosen: true}]});
    expect(pressed(start(first), [{kind: 'open'}], suggested)).toMatchObject({overlay: 'drill', headlineId: 'n2'});
    expect(engineCommandOf({kind: 'replay-from'}, start(first), suggested)).toEqual({kind: 'seek', to: at(9, 20, 1)});
  });

  test('are taken in, and undone stand beside the deal again', () => {
    const ui = pressed(start(first), [judge(true)], suggested);
    expect(eventIds(ui, suggested)['amazon-openai']).toEqual(['e1', 'e2', 'wire:n2', 'e3']);
    expect([maybes(ui), ui.dealRow]).toEqual([['wire:n3'], first.dealRow]);
    expect(ui.acts).toMatchObject([{kind: 'accept', deal: 'amazon-openai', event: 'wire:n2', at: NOW}]);
    expect(ui.notice).toBe('taken into Amazon → OpenAI, u undoes it: the report of 30 Jan 2026 (Wire One)');
    const undone = pressed(ui, [{kind: 'undo-act'}], suggested);
    expect([maybes(undone), undone.dealRow]).toEqual([['wire:n2', 'wire:n3'], first.dealRow]);
    expect(undone.notice).toBe('undone: the taking in of a report (Amazon → OpenAI)');
  });

  test('are put away, and the next one is chosen', () => {
    const ui = pressed(start(first), [judge(false)], suggested);
    expect([maybes(ui), ui.dealRow?.event]).toEqual([['wire:n3'], 'wire:n3']);
    expect(ui.notice).toBe('not of Amazon → OpenAI, u undoes it: the report of 30 Jan 2026 (Wire One)');
    const none = pressed(ui, [judge(false)], suggested);
    expect([maybes(none), none.dealRow?.event]).toEqual([[], 'wire:n6']);
    expect(eventIds(none, suggested)).toEqual(eventIds(start(), suggested));
    const undone = pressed(none, [{kind: 'undo-act'}], suggested);
    expect([maybes(undone), undone.dealRow?.event]).toEqual([['wire:n3'], 'wire:n3']);
    expect(undone.notice).toBe('undone: the rejection of a report (Amazon → OpenAI)');
  });

  test('are judged one by one, by the row that says maybe', () => {
    const words = (changes: Partial<UiState>) => pressed(start(changes), [judge(true)], suggested).notice;
    expect(words(on('amazon-openai', 'e2'))).toBe('choose one of the rows that say maybe first');
    expect(words(on('aws-openai', 'c1'))).toBe('nothing is suggested for this deal');
    expect(words({...first, dealsFolded: new Set(['amazon-openai'])})).toContain('choose one of the rows');
    expect(words({...first, focus: 'wire'})).toBe('first go to the deals: 3');
    expect(pressed(start(first), [{kind: 'split', later: false}], suggested).notice).toContain('one of its events');
  });
});

describe('the card of a deal', () => {
  test('is quoted whole, and says what tape it is', () => {
    const card = dealCard(market, start(on('amazon-openai')))?.split('\n');
    expect(card?.[0]).toBe('Amazon → OpenAI  minority stake  up to $50B');
    expect(card?.[1]).toBe('rumour > talks > advanced');
    expect(card?.[4]).toContain('talks are advanced and led by the two chief executives  (Bloomberg)');
    expect(card?.at(-1)).toBe('tapewire · 2026-01-30 · simulated tape');
    expect(dealCard(market, start())).toBeUndefined();
  });
});
