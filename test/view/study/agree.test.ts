import {describe, expect, test} from 'vitest';
import {HORIZONS, PRIMARY} from '../../../src/market/reactions/horizons.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import {studyOf} from '../../../src/market/study/study.ts';
import {NO_ACTS} from '../../../src/news/deals/manual-act.ts';
import {drillView} from '../../../src/view/drill-view.ts';
import {formatPercent, formatProbability, formatStatistic} from '../../../src/view/format.ts';
import {watchedSymbol} from '../../../src/view/reactions.ts';
import {studyReport} from '../../../src/view/report/study-report.ts';
import {studyCard} from '../../../src/view/study/study-card.ts';
import {studyCells} from '../../../src/view/study/study-cells.ts';
import {type HorizonRecord, type StudyRecords, studyRecords} from '../../../src/view/study/study-records.ts';
import type {StudyScope} from '../../../src/view/study/study-scope.ts';
import {studyTable} from '../../../src/view/study/study-table.ts';
import {createUiState} from '../../../src/view/ui-state.ts';
import {WIRE_HORIZONS, wireView} from '../../../src/view/wire-view.ts';
import {DAY_NAMES, readDay} from '../../fixtures/committed-day.ts';
import {fileOf, publishedAt} from '../../market/reactions/reaction-fixtures.ts';

const studied = async (name: string) => {
  const day = await readDay(name);
  const [snapshot] = publishedAt(fileOf(day), day.events, [day.day.info.endAt]);
  if (snapshot === undefined) throw new Error('nothing published');
  const ui = createUiState(snapshot.clock.now);
  const book = reactionsOf(snapshot, {weights: ui.preferences.fundWeights});
  const study = studyOf(snapshot, book, item => watchedSymbol(snapshot, item));
  const scope: StudyScope = {
    snapshot,
    study,
    horizons: HORIZONS.map(one => one.name),
    benchmark: 'auto',
    model: 'auto',
    headlineId: undefined,
  };
  return {snapshot, ui, scope, book, records: studyRecords(scope)};
};

/** A figure as the screen writes it, made of what the data says. */
const asCell = (
  {status, confounded, ...figures}: HorizonRecord,
  kind: 'return' | 'abnormal',
  digits: number,
): string => {
  if (status === 'halted') return 'H';
  if (status === 'stale') return 'S';
  const text = formatPercent(figures[kind] ?? undefined, digits);
  return text === '·' ? text : `${text}${confounded ? 'C' : status === 'truncated' ? 'T' : ''}`;
};
const asT = ({test: one}: HorizonRecord): string =>
  one.status === 'ok' ? formatStatistic(one.t, Math.abs(one.t) >= 9.95 ? 0 : 1) : '·';

const recordOf = ({headlines}: StudyRecords, id: string) =>
  headlines.find(one => one.id === id || one.alike.includes(id));

/** The text of a page, its markup gone. */
const textOf = (page: string): string =>
  page
    .replaceAll(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

describe.each(DAY_NAMES)('on %s', name => {
  test('the wire’s row says what the study says', async () => {
    const {snapshot, ui, records} = await studied(name);
    let checked = 0;
    for (const row of wireView(snapshot, ui, 999).rows) {
      const item = snapshot.wire.find(({headline}) => headline.id === row.id);
      const symbol = item === undefined ? undefined : watchedSymbol(snapshot, item);
      const reaction = recordOf(records, row.id)?.reactions.find(one => one.symbol === symbol);
      if (reaction === undefined) continue;
      const cells = WIRE_HORIZONS.map(horizon => {
        const found = reaction.horizons.find(one => one.name === horizon);
        return found === undefined ? '' : asCell(found, 'return', 1);
      });
      expect(row.reactions.map(({text}) => text)).toEqual(cells);
      checked++;
    }
    expect(checked).toBeGreaterThan(3);
  });

  test('so does the drill’s table, and why its verdict is what it is', async () => {
    const {snapshot, ui, records} = await studied(name);
    for (const headline of records.headlines) {
      const drill = drillView(snapshot, {...ui, headlineId: headline.id});
      for (const reaction of headline.reactions) {
        const said = drill?.reactions.find(({symbol}) => symbol === reaction.symbol);
        const rows = new Map(said?.rows.map(row => [row.name, row.cells.map(({text}) => text)]));
        expect(rows.get('return')).toEqual(reaction.horizons.map(one => asCell(one, 'return', 2)));
        expect([...rows.values()][1]).toEqual(reaction.horizons.map(one => asCell(one, 'abnormal', 2)));
        expect(rows.get('t')).toEqual(reaction.horizons.map(asT));
        expect([said?.verdict, said?.words]).toEqual([reaction.verdict, reaction.reason]);
      }
    }
  });

  test('so do the last times, in the drill, on the card and as data', async () => {
    const {snapshot, ui, scope, records} = await studied(name);
    expect(records.earlier).toBeNull();
    for (const event of scope.study.events) {
      const headlineId = event.item.headline.id;
      const drill = drillView(snapshot, {...ui, headlineId});
      const said = drill?.lastTimes.find(one => one.name === 'last times')?.value;
      const card = studyCard(event, {...scope, headlineId}).join(' ');
      const {earlier} = studyRecords({...scope, headlineId});
      // The fund itself is none of the names that a study is about.
      if (said === undefined || said.includes(' on QQQ')) continue;
      if (earlier === null) throw new Error(said);
      expect(card).toContain(said);
      expect(said).toContain(earlier.times === 0 ? 'never before' : `n ${earlier.returns.length}`);
      const {confounded, pending, notMeasured} = earlier.left;
      expect(earlier.returns.length + confounded + pending + notMeasured).toBe(earlier.times);
    }
  });

  test('so do the table, the rows of csv and the page', async () => {
    const {scope, book, records} = await studied(name);
    const table = studyTable(scope);
    const page = textOf(studyReport({scope, book, acts: NO_ACTS, command: 'tapewire study'}));
    const [head = [], ...rows] = studyCells(records);
    expect(rows.length).toBe(records.headlines.length * scope.snapshot.file.day.symbols.length * HORIZONS.length);
    for (const {headline, reactions} of records.headlines) {
      expect(page).toContain(headline);
      for (const {symbol, horizons, adjustedP, verdict} of reactions) {
        const primary = horizons.find(one => one.name === PRIMARY);
        const figures = [
          ...horizons.map(one => asCell(one, 'return', 2)),
          primary === undefined ? '' : asCell(primary, 'abnormal', 2),
        ];
        const line = table
          .filter(text => text.trim().startsWith(symbol))
          .find(text => figures.every(one => text.includes(one)));
        expect(line).toContain(formatProbability(adjustedP ?? undefined));
        expect(line).toContain(verdict);
        expect(page).toContain(figures.join(' '));
      }
    }
    const column = (row: readonly string[], title: string): string => row[head.indexOf(title)] ?? '';
    for (const row of rows) {
      const found = recordOf(records, column(row, 'id'))
        ?.reactions.find(one => one.symbol === column(row, 'symbol'))
        ?.horizons.find(one => one.name.replace('+', '') === column(row, 'horizon'));
      expect(column(row, 'return')).toBe(found?.return === null ? '' : String(found?.return));
      expect(column(row, 'status')).toBe(found?.status);
    }
    for (const text of [page, table.join('\n'), rows.flat().join(',')])
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('every line of the table fits 120 columns', async () => {
    const {scope} = await studied(name);
    for (const line of studyTable(scope)) expect([...line].length).toBeLessThanOrEqual(120);
  });
});
