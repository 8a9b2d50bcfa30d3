import {beforeAll, describe, expect, test} from 'vitest';
import {plus, seconds} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {dealsView} from '../../src/view/deals-view.ts';
import {drillView} from '../../src/view/drill-view.ts';
import {benchmarkWord} from '../../src/view/reactions.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {type CommittedDay, readDay} from '../fixtures/committed-day.ts';
import {fileOf, publishedAt} from '../market/reactions/reaction-fixtures.ts';

let real: CommittedDay;
const at = (hour: number, minute: number, second = 0) => atWallTime(real.day.info.date, hour, minute, second);
const shownAt = (hour: number, minute: number, second = 0): Snapshot => {
  const [snapshot] = publishedAt(fileOf(real), real.events, [at(hour, minute, second)]);
  if (snapshot === undefined) throw new Error('nothing published');
  return snapshot;
};
const rowsOf = (snapshot: Snapshot, ui: Partial<UiState> = {}) =>
  wireView(snapshot, createUiState(snapshot.clock.now, ui), 99).rows;
beforeAll(async () => {
  real = await readDay('2026-01-30');
});

describe('the wire', () => {
  test('fills a row as its clock runs', () => {
    const cells = (hour: number, minute: number, second: number) => {
      const row = rowsOf(shownAt(hour, minute, second)).find(({text}) => text.includes('advanced talks'));
      return [...(row?.reactions ?? []), row?.sigma].map(cell => cell?.text);
    };
    expect(cells(8, 5, 0)).toEqual(['·', '·', '·', '·']);
    expect(cells(8, 5, 8)).toEqual(['+3.2%', '·', '·', '·']);
    const later = rowsOf(shownAt(8, 40)).find(({text}) => text.startsWith('Chips for equity'));
    expect(later?.since).toBe('');
    const early = rowsOf(shownAt(8, 20)).find(({since}) => since !== '');
    expect(early).toMatchObject({since: 'since 08:04', reactions: [{text: '+3.2%'}, {text: '+2.6%'}, {text: '·'}]});
  });

  test('says of a row that an update has what the name did since its story was first told', () => {
    const snapshot = shownAt(9, 45);
    const row = rowsOf(snapshot).find(({story}) => story !== '');
    expect(row).toMatchObject({since: '', story: expect.stringMatching(/^AMZN \+[34]\.\d% since 08:04$/)});
    const abnormal = rowsOf(snapshot, {reactionKind: 'abnormal'}).find(({id}) => id === row?.id);
    expect(abnormal?.story).toMatch(/^AMZN \+[34]\.\d% since 08:04$/);
    expect(rowsOf(shownAt(8, 20)).every(({story}) => story === '')).toBe(true);
  });

  test('says what its figures are, and what names are held against', () => {
    const snapshot = shownAt(9, 0);
    const view = (ui: Partial<UiState>) => wireView(snapshot, createUiState(snapshot.clock.now, ui), 9);
    expect(benchmarkWord(snapshot)).toBe('QQQ');
    expect(view({}).measure).toBe('return');
    expect(view({reactionKind: 'abnormal'}).measure).toBe('vs QQQ');
    const texts = (ui: Partial<UiState>) => view(ui).rows.map(row => row.reactions.map(({text}) => text).join(' '));
    expect(texts({reactionKind: 'abnormal'})).not.toEqual(texts({}));
  });

  test('in order of reactions has the largest first and keeps what is selected', () => {
    const snapshot = shownAt(10, 30);
    const rows = rowsOf(snapshot, {wireOrder: 'reaction', headlineId: '50318301'});
    const inTime = rowsOf(snapshot, {headlineId: '50318301'});
    expect(rows.map(({sign, text}) => sign || text).sort()).toEqual(inTime.map(({sign, text}) => sign || text).sort());
    expect(rows.find(({selected}) => selected)?.id).toBe(inTime.find(({selected}) => selected)?.id);
    expect(rows[0]?.id).not.toBe(inTime[0]?.id);
    expect(rows.at(-1)?.sigma.text).toBe('·');
  });

  test('tells the telling that moved the price where the largest stand first, though an update followed', () => {
    const snapshot = shownAt(9, 45);
    const figures = (ui: Partial<UiState>) =>
      rowsOf(snapshot, ui)
        .find(({sign}) => sign === '⑤')
        ?.reactions.map(({text}) => text);
    expect(figures({})).toEqual(['+0.3%', '+0.3%', '+0.9%']);
    expect(figures({wireOrder: 'reaction'})).toEqual(['+3.2%', '+2.6%', '+3.5%']);
    expect(rowsOf(snapshot, {wireOrder: 'reaction'})[0]).toMatchObject({sign: '⑤', tellings: '×7 +27:13'});
    const chosen = {wireOrder: 'reaction', headlineId: '50318296'} as const;
    expect(rowsOf(snapshot, chosen)[0]).toMatchObject({id: '50318296', selected: true});
  });

  test('never puts the words of an update beside what followed an earlier telling', () => {
    const held = rowsOf(shownAt(9, 45), {headlineId: '50318271'}).find(({selected}) => selected);
    expect(held?.text).not.toMatch(/^Chips for equity/);
    expect(held).toMatchObject({time: '08:04:07', reactions: [{text: '+3.2%'}, {text: '+2.6%'}, {text: '+3.5%'}]});
  });
});

describe('the deals', () => {
  test('name whose move it is that stands beside an event, and give its price before those of the other parties', () => {
    const snapshot = shownAt(9, 45);
    const {cards} = dealsView(snapshot, createUiState(snapshot.clock.now, {}));
    const round = cards.find(({parties}) => parties.startsWith('Nvidia, Microsoft, Amazon'));
    expect(round?.events.at(-1)).toMatchObject({mover: 'AMZN', move: {text: '+3.5%'}});
    expect(round?.events.at(-1)?.prices[0]).toMatch(/^AMZN \d/);
    expect(round?.events[0]).toMatchObject({mover: '', move: {text: '·'}});
  });
});

describe('the drill', () => {
  test('says what part of the fund was taken out', () => {
    const snapshot = shownAt(10, 30);
    const amazon = drilled(snapshot, '50318271')?.find(({symbol}) => symbol === 'AMZN');
    expect(amazon?.facts.find(({name}) => name === 'usual')?.value).toContain('against QQQ without AMZN (5%)');
  });

  const drilled = (snapshot: Snapshot, headlineId: string) =>
    drillView(snapshot, createUiState(snapshot.clock.now, {headlineId}))?.reactions;

  test('of the day’s headline says that AMZN moved after it, how far beyond the market and how unusual that is', () => {
    const amazon = drilled(shownAt(10, 30), '50318271')?.find(({symbol}) => symbol === 'AMZN');
    expect(amazon).toMatchObject({verdict: 'positive', trend: 'up', badge: ''});
    expect(amazon?.words).toMatch(
      /^moved \+2\.9\d% in the 15 minutes after, \+3\.\d\d% against QQQ without AMZN, t \+\d\d$/,
    );
    expect(amazon?.rows.find(({name}) => name === 'return')?.cells[4]?.text).toMatch(/^\+4\.\d\d%$/);
    expect(amazon?.facts.find(({name}) => name === 'rank')?.value).toBe('largest in 20 sessions at this hour (+15m)');
    expect(amazon?.words).not.toContain('caused');
  });

  test('of a reprint says that the price had moved before', () => {
    const amazon = drilled(shownAt(10, 30), '50318274')?.find(({symbol}) => symbol === 'AMZN');
    expect(amazon?.badge).toContain('price moved first');
  });

  test('of a headline just in says when it will be known, and no number', () => {
    const snapshot = shownAt(8, 4, 30);
    const amazon = drilled(snapshot, '50318271')?.find(({symbol}) => symbol === 'AMZN');
    expect(amazon).toMatchObject({verdict: 'pending', words: 'known at 08:19:07'});
    expect(amazon?.cells.every(({text}) => text === '·')).toBe(true);
    expect(plus(at(8, 4), seconds(30))).toBe(snapshot.clock.now);
  });
});
