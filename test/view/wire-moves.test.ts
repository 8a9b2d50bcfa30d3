import {beforeAll, describe, expect, test} from 'vitest';
import {minutes, plus} from '../../src/core/instant.ts';
import {formatFilter} from '../../src/market/filter/format-filter.ts';
import {matchesFilter} from '../../src/market/filter/matches-filter.ts';
import {parseFilter} from '../../src/market/filter/parse-filter.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {chartMarkers} from '../../src/view/chart-markers.ts';
import {drillView} from '../../src/view/drill-view.ts';
import {plainLines} from '../../src/view/plain.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {wireCells, wireTable} from '../../src/view/wire-cells.ts';
import {wireItems} from '../../src/view/wire-items.ts';
import {tellingsInTime, wireList} from '../../src/view/wire-list.ts';
import {wireRecords} from '../../src/view/wire-records.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {readDay} from '../fixtures/committed-day.ts';
import {clock} from '../market/market-fixtures.ts';
import {fileOf, publishedAt} from '../market/reactions/reaction-fixtures.ts';

let [early, before, after, late]: Snapshot[] = [];
beforeAll(async () => {
  const day = await readDay('2026-01-30');
  const moments = ['08:06:59', '08:07:01', '08:35', '10:00'].map(clock);
  [early, before, after, late] = publishedAt(fileOf(day), day.events, moments) as Snapshot[];
}, 120_000);

const given = (snapshot: Snapshot | undefined): Snapshot => {
  if (snapshot === undefined) throw new Error('nothing published');
  return snapshot;
};
const uiOf = (changes: Partial<UiState> = {}) => createUiState(clock('04:00'), changes);
const rowsOf = (snapshot: Snapshot | undefined, changes: Partial<UiState> = {}) =>
  wireView(given(snapshot), uiOf(changes), 40).rows;
const moveRow = (snapshot: Snapshot | undefined, changes: Partial<UiState> = {}) =>
  rowsOf(snapshot, changes).filter(({id}) => id.startsWith('move:NVDA'));

describe('a move that no headline explains', () => {
  test('has a row of the wire two minutes after it, at its end, and is no unread headline', () => {
    expect(moveRow(early)).toEqual([]);
    const [row] = moveRow(before);
    expect(row).toMatchObject({time: '08:05:00', sign: '◇', unread: false, state: ''});
    expect(row?.tickers).toEqual([{symbol: 'NVDA', stance: undefined}]);
    expect(row?.text).toBe('−0.71% in 5m · possible: 08:04 AMZN · no headline names it, 21.9 sigma, volume 4.4x');
    const view = wireView(given(before), uiOf(), 40);
    expect(view.moves).toBe(2);
    expect(view.count).toBe(view.rows.length - 2);
    expect(view.unread).toBe(view.count);
    const times = rowsOf(after).map(({time}) => time);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test('is linked with the headline that came after it, both ways', () => {
    expect(moveRow(before)[0]?.text).not.toContain('later');
    expect(moveRow(after)[0]?.text).toMatch(/volume 4\.4x · headline 26 min later$/);
    const linked = rowsOf(after).filter(({link}) => link !== '');
    expect(linked.map(({link}) => link)).toEqual(['26 min after the move of NVDA']);
    const id = 'move:NVDA:1769778300000000';
    const drilled = drillView(given(after), uiOf({headlineId: id, overlay: 'drill'}));
    expect(drilled?.notes.map(({name}) => name)).toEqual(['move', 't', 'jump', 'volume', 'known', 'near', 'then']);
    expect(drilled?.notes.find(({name}) => name === 'near')).toMatchObject({
      words: 'possible: 08:04 AMZN',
      why: expect.stringContaining('OpenAI'),
    });
    expect(drilled?.reactions[0]?.facts.find(({name}) => name === 'counted')?.value).toContain('the move’s end');
    expect(drilled?.reactions[0]?.facts.find(({name}) => name === 'before')?.value).toMatch(
      /^−0\.\d\d% in the half hour that ended with the move$/,
    );
    const headline = drillView(given(after), uiOf({headlineId: '50318296', overlay: 'drill'}));
    expect(headline?.story.at(-1)).toMatchObject({name: 'after', words: '26 min after the move of NVDA'});
  });

  test('is passed and kept out by its kind', () => {
    const items = wireItems(given(after), uiOf());
    const passing = (text: string) => {
      const {filter} = parseFilter(text);
      return items.filter(item => matchesFilter(item, filter ?? [])).map(({move}) => move?.symbol);
    };
    expect(passing('kind:move')).toEqual(['GOOGL', 'NVDA']);
    expect(passing('kind:move symbol:NVDA')).toEqual(['NVDA']);
    expect(passing('-kind:move').every(symbol => symbol === undefined)).toBe(true);
    expect(passing('kind:price-move').every(symbol => symbol === undefined)).toBe(true);
    expect(formatFilter(parseFilter('-kind:move').filter ?? [])).toBe('-kind:move');
    expect(rowsOf(after, {filter: 'kind:move'})).toHaveLength(2);
  });

  test('stands on the chart of its name at its end, under a sign of its own', () => {
    const {symbols} = given(after).file.day;
    for (const symbol of symbols) {
      const moves = chartMarkers(given(after), [symbol], undefined, uiOf()).filter(({number}) => number === 0);
      expect(moves.map(({at}) => at)).toEqual(symbol === 'NVDA' || symbol === 'GOOGL' ? [clock('08:05')] : []);
    }
    const id = 'move:NVDA:1769778300000000';
    const nvda = symbols.filter(symbol => symbol === 'NVDA');
    expect(chartMarkers(given(after), nvda, id, uiOf()).filter(({selected}) => selected)).toHaveLength(1);
  });

  test('is the same row while nothing of it changed, and the wire the same array', () => {
    const ui = uiOf();
    const snapshot = given(late);
    const items = wireItems(snapshot, ui);
    expect(wireItems({...snapshot, revision: 9}, ui)).toBe(items);
    const later = {...snapshot, clock: {...snapshot.clock, now: plus(snapshot.clock.now, minutes(1))}};
    expect(wireItems(later, ui)).toBe(items);
  });

  test('is a line of plain text when it becomes known, and beside the headline after it', () => {
    expect(plainLines(early, given(before))).toContain(
      '08:07:00 ET  MOVE  NVDA  no headline names it: NVDA −0.71% in 5 min, 21.9 sigma, volume 4.4x  possible: 08:04 AMZN',
    );
    const lines = plainLines(before, given(after));
    expect(lines.filter(line => line.includes('  MOVE  '))).toEqual([]);
    expect(lines.find(line => line.includes('Chips for equity'))).toMatch(/\(26 min after the move of NVDA\)$/);
  });

  test('is data of its own kind', () => {
    const snapshot = given(late);
    const lines = wireList(snapshot, {...uiOf()});
    const tellings = tellingsInTime(lines);
    const records = wireRecords(snapshot, lines, tellings);
    expect(records.moves.map(({kind, symbol}) => [kind, symbol])).toEqual([
      ['move', 'GOOGL'],
      ['move', 'NVDA'],
    ]);
    expect(records.moves[1]).toMatchObject({
      from: '2026-01-30T13:00:00.000000Z',
      to: '2026-01-30T13:05:00.000000Z',
      knownAt: '2026-01-30T13:07:00.000000Z',
      near: {symbol: 'AMZN', toldAt: expect.stringMatching(/^2026-01-30T13:04:/)},
      followedBy: {headline: '50318296', lagSeconds: 1580},
    });
    expect(records.headlines.some(({id}) => id.startsWith('move:'))).toBe(false);
    expect(records.headlines.every(({kind}) => kind === 'headline')).toBe(true);
    expect(records.stories.some(({id}) => id.startsWith('move:'))).toBe(false);
    const [head = [], ...rows] = wireCells(snapshot, tellings);
    const kind = head.indexOf('kind');
    expect(rows.filter(row => row[kind] === 'move')).toHaveLength(2);
    expect(rows.every(row => row.length === head.length)).toBe(true);
    const table = wireTable(tellings, snapshot.file.day);
    expect(table.filter(row => row[1] === 'move')).toHaveLength(2);
    expect(table.every(row => row.length === table[0]?.length)).toBe(true);
  });
});
