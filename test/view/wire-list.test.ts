import {describe, expect, test} from 'vitest';
import {minutes, plus, type Span, seconds, span} from '../../src/core/instant.ts';
import {tradingDateAt} from '../../src/core/new-york.ts';
import type {StoryPlace, WireItem} from '../../src/market/snapshot.ts';
import {compareWire} from '../../src/market/wire.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {wireTable} from '../../src/view/wire-cells.ts';
import {wireList, wireTop} from '../../src/view/wire-list.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {clock as clockAt} from '../market/market-fixtures.ts';
import {AMZN, snapshotOf, wireItem} from './chart-snapshot.ts';

const now = snapshotOf().clock.now;
const ago = (count: number) => plus(now, minutes(-count));
const openedAt = ago(60);
const lagOf = (ids: number): Span => span(ids * 60_000_000);

/** A telling of story `a`, whose first headline came fifty minutes ago. */
const telling = (id: string, minutesAgo: number, relation: StoryPlace['relation'], more: Partial<StoryPlace> = {}) =>
  wireItem(id, ago(minutesAgo), [AMZN], ago(minutesAgo), {id: 'a', relation, lag: lagOf(50 - minutesAgo), ...more});
const FIRST = telling('a', 50, 'first');
const OTHERS = ['x', 'y', 'z'].map((id, index) => wireItem(id, ago(45 - index * 5), [AMZN]));

const snapshotWith = (...items: readonly WireItem[]) =>
  snapshotOf({wire: [FIRST, ...OTHERS, ...items].sort(compareWire)});
const uiOf = (changes: Partial<UiState> = {}): UiState => createUiState(openedAt, changes);
const order = (items: readonly WireItem[], changes: Partial<UiState> = {}): readonly string[] =>
  wireList(snapshotWith(...items), uiOf(changes)).map(line => line.lead.story.id);

describe('the wire as stories', () => {
  test('a reprint folds into its story where that stands, and does not make it unread again', () => {
    const snapshot = snapshotWith(telling('r', 20, 'reprint'), telling('s', 10, 'reprint'));
    const ui = uiOf({read: new Set(['a', 'x', 'y', 'z'])});
    const view = wireView(snapshot, ui, 9);
    expect(view.rows.map(row => row.id)).toEqual(['z', 'y', 'x', 'a']);
    expect(view.rows.at(-1)).toMatchObject({tellings: '×3 +40:00', state: '', sign: '①'});
    expect([view.count, view.unread]).toEqual([4, 0]);
  });

  test('what came on another day stands with that day, since a bare time reads as today', () => {
    const yesterday = ago(24 * 60);
    const snapshot = snapshotOf({wire: [wireItem('old', yesterday, [AMZN])]});
    expect(wireView(snapshot, uiOf(), 9).rows[0]?.time).toBe(tradingDateAt(yesterday).slice(5));
    const {day} = snapshot.file;
    expect(wireTable(snapshot.wire, day)[1]?.[0]).toMatch(new RegExp(`^${tradingDateAt(yesterday).slice(5)} \\d\\d:`));
    expect(wireView(snapshotWith(), uiOf(), 9).rows[0]?.time).toMatch(/^\d\d:\d\d:\d\d$/);
  });

  test('an empty wire says why: still reading, nothing yet, or a filter and how to be rid of it', () => {
    const {clock} = snapshotOf();
    const words = (state: typeof clock.state, filter: string) =>
      wireView(snapshotOf({clock: {...clock, state}}), uiOf({filter}), 9).emptyWords;
    expect(words('seeking', '')).toBe('reading the tape…');
    expect(words('running', '')).toBe('no headline yet');
    expect(words('running', 'nothing')).toBe('nothing passes · Esc clears the filter');
  });

  test('an update comes on top and is unread; what it says is what the row says', () => {
    const update = telling('u', 20, 'update', {changed: ['amount', 'stage'], novelty: 75});
    const view = wireView(snapshotWith(update), uiOf({read: new Set(['a', 'x', 'y', 'z'])}), 9);
    expect(view.rows.map(row => row.id)).toEqual(['u', 'z', 'y', 'x']);
    expect(view.rows[0]).toMatchObject({
      state: 'update amount stage',
      unread: true,
      novelty: '75',
      text: 'Headline u',
      sign: '①',
    });
  });

  test('a correction and a withdrawal stay in their place and say so in words', () => {
    expect(order([telling('c', 20, 'correction')])).toEqual(['z', 'y', 'x', 'a']);
    const rows = (relation: 'correction' | 'withdrawal') =>
      wireView(snapshotWith(telling('c', 20, relation)), uiOf(), 9).rows.at(-1);
    expect(rows('correction')).toMatchObject({id: 'c', state: 'corrected', amended: true, unread: true});
    expect(rows('withdrawal')).toMatchObject({id: 'c', state: 'withdrawn', amended: true});
  });

  test('what was revised says when: its row keeps the time of its publication', () => {
    const stateOf = (relation: StoryPlace['relation'], text: string) => {
      const item = {...telling('a', 20, relation), revision: 1};
      const headline = {...item.headline, headline: text, updatedAt: clockAt('11:58')};
      return wireView(snapshotOf({wire: [{...item, headline}]}), uiOf(), 9).rows[0]?.state;
    };
    expect(stateOf('correction', 'A stake')).toBe('corrected 11:58');
    expect(stateOf('correction', 'CORRECTION: a stake')).toBe('rev 11:58');
    expect(stateOf('first', 'A stake')).toBe('rev 1 11:58');
  });

  test('a correction of an update in its own edition stays where the update stood', () => {
    const corrected = {...telling('u', 20, 'correction'), revision: 1};
    expect(order([corrected])).toEqual(['a', 'z', 'y', 'x']);
  });

  test('an update leaves the selected row, and the first in sight, where they are', () => {
    const update = telling('u', 20, 'update');
    expect(order([update])).toEqual(['a', 'z', 'y', 'x']);
    expect(order([update], {headlineId: 'a'})).toEqual(['z', 'y', 'x', 'a']);
    expect(order([update], {wireTopId: 'a'})).toEqual(['z', 'y', 'x', 'a']);
    expect(order([update], {headlineId: 'u'})).toEqual(['a', 'z', 'y', 'x']);
    const view = wireView(snapshotWith(update), uiOf({headlineId: 'a'}), 9);
    expect(view.rows.at(-1)).toMatchObject({id: 'a', text: 'Headline a', selected: true, unread: true});
    const close = telling('u', 40, 'update');
    expect(wireView(snapshotWith(close), uiOf({headlineId: 'a'}), 9).rows.at(-1)?.id).toBe('u');
    const scrolled = uiOf({wireTopId: 'y'});
    const [before, after] = [snapshotWith(), snapshotWith(update)].map(snapshot => {
      const list = wireList(snapshot, scrolled);
      return list[wireTop(list, scrolled, 2)]?.lead.headline.id;
    });
    expect([before, after]).toEqual(['y', 'y']);
  });

  test('a filter looks at tellings: a row tells what passes', () => {
    const other = {
      ...telling('b', 20, 'update'),
      headline: {...telling('b', 20, 'update').headline, source: 'Elsewhere'},
    };
    const only = wireList(snapshotWith(other), uiOf({filter: 'source:elsewhere'}));
    expect(only.map(line => [line.lead.headline.id, line.tellings.length])).toEqual([['b', 1]]);
    expect(wireList(snapshotWith(other), uiOf({filter: '-source:elsewhere'})).at(-1)?.lead.headline.id).toBe('a');
    expect(order([other], {filter: '"not closed'})).toHaveLength(4);
  });

  test('is the same list until something that it is made of changes', () => {
    const snapshot = snapshotWith();
    const list = wireList(snapshot, uiOf());
    expect(wireList({...snapshot, revision: 2}, uiOf({interval: seconds(5)}))).toBe(list);
    expect(wireList(snapshot, uiOf({filter: 'x'}))).not.toBe(list);
  });

  test('twenty thousand stories of a few tellings each are lines within a few sorts of them', () => {
    const wire = Array.from({length: 20_000}, (_, index) =>
      wireItem(`h${index}`, plus(now, seconds(-index)), [AMZN], now, {id: `h${Math.floor(index / 3)}`}),
    );
    // Time of the processor, not of the day: a machine that is busy with something else does not count.
    const spent = (work: () => unknown): number => {
      const from = process.cpuUsage();
      work();
      const {user, system} = process.cpuUsage(from);
      return user + system;
    };
    const shuffled = wire.toSorted((a, b) => (a.headline.id < b.headline.id ? -1 : 1));
    const ratios = Array.from({length: 9}, () => {
      const sorting = spent(() => shuffled.toSorted(compareWire));
      return spent(() => wireList(snapshotOf({wire: [...wire]}), uiOf())) / sorting;
    }).toSorted((a, b) => a - b);
    expect(ratios[4]).toBeLessThan(15);
  });
});
