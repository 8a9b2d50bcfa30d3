import {fitText, textWidth} from '../../chart/grid.ts';
import {markerSign} from '../../chart/markers.ts';
import {PRIMARY} from '../../market/reactions/horizons.ts';
import type {StudyEvent, StudyRow} from '../../market/study/study-event.ts';
import {markerNumbers} from '../chart-markers.ts';
import {formatClock, formatDate, formatMultiple, formatProbability} from '../format.ts';
import {spelled, stanceSign} from '../note-words.ts';
import {horizonCell, readingAt, sigmaCell} from '../reactions.ts';
import {wrapWords} from '../wrap-words.ts';
import {eventsIn, nothingWords, type StudyScope} from './study-scope.ts';
import {CELL_WORDS, KIND_HEAD, kindCells, kindTestWords, kindWord, stanceFor} from './study-words.ts';

const WIDTH = 120;
const NAME_WIDTH = 8;
const HORIZON_WIDTH = 8;
/** Of what the benchmark leaves, its t, its p and the volume. */
const FIGURE_WIDTHS = [9, 7, 7, 7];

/** Text at the right end of a cell. */
export const right = (text: string, width: number): string => ' '.repeat(Math.max(0, width - textWidth(text))) + text;
export const left = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - textWidth(text)));

const lineOf = (name: string, horizons: readonly string[], figures: readonly string[], last: string): string => {
  const cells = [
    ...horizons.map(cell => right(cell, HORIZON_WIDTH)),
    ...figures.map((cell, index) => right(cell, FIGURE_WIDTHS[index] ?? 0)),
  ];
  return `${left(name, NAME_WIDTH)}${cells.join('')}  ${last}`.trimEnd();
};

const nameLine = ({item}: StudyEvent, {reaction, adjustedP, alert}: StudyRow, {horizons}: StudyScope): string => {
  const {symbol, volume, verdict} = reaction;
  const primary = readingAt(reaction, PRIMARY);
  const multiple = volume?.multiple.status === 'ok' ? volume.multiple.value : undefined;
  return lineOf(
    `  ${symbol}${stanceSign(stanceFor(item, symbol))}`,
    horizons.map(name => horizonCell(readingAt(reaction, name), 'return', 2).text),
    [
      horizonCell(primary, 'abnormal', 2).text,
      sigmaCell(primary).text,
      formatProbability(adjustedP),
      formatMultiple(multiple),
    ],
    `${alert ? '!' : ' '}${verdict.kind}`,
  );
};

const headLine = ({item, alike}: StudyEvent, scope: StudyScope): string => {
  const {headline, notes, story} = item;
  const number = markerNumbers(scope.snapshot).get(story.id);
  const {day} = scope.snapshot.file;
  const on = formatDate(headline.at) === day.date ? '' : `${formatDate(headline.at).slice(5)} `;
  const before = `${on}${formatClock(headline.at)} ${number === undefined ? ' ' : markerSign(number)} ${spelled(notes.event.kind)}: `;
  const after = `${alike.length === 0 ? '' : `  ×${alike.length + 1}`}  ${headline.id}`;
  const room = WIDTH - textWidth(before) - textWidth(after);
  return `${before}${fitText(headline.headline, Math.max(12, room)).trimEnd()}${after}`;
};

const columnsOf = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => textWidth(row[column] ?? '')))) ?? [];
  return rows.map(row =>
    row
      .map((cell, column) => (column === 0 ? left : right)(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const kindLines = ({study}: StudyScope): readonly string[] => {
  const {kinds} = study;
  if (kinds.length === 0) return [];
  const widest = Math.max(...kinds.map(({kind}) => textWidth(kindWord(kind))));
  return [
    `By kind of event, each headline in the name that it is about, at ${PRIMARY}, no other headline in it:`,
    ...columnsOf([KIND_HEAD, ...kinds.map(kindCells)]),
    '',
    `Over the headlines of a kind, whether they moved alike (two-sided p):`,
    ...kinds.map(kind => `${left(kindWord(kind.kind), widest)}  ${kindTestWords(kind)}`),
  ];
};

/** A study for reading, in lines of 120 columns: each headline with what every name did after it, then the kinds of events. */
export const studyTable = (scope: StudyScope): readonly string[] => {
  const {horizons, study, snapshot} = scope;
  const {day} = snapshot.file;
  const events = eventsIn(scope);
  if (events.length === 0) return [nothingWords(scope)];
  const tape = day.provenance === 'recorded' ? '' : ` · ${day.provenance.toUpperCase()} TAPE`;
  return [
    `${day.title} · ${day.date} · as known at ${formatClock(snapshot.clock.now)} ET${tape}`,
    '',
    lineOf('', horizons, ['abnormal', 't', 'p adj', 'volume'], ' verdict'),
    ...events.flatMap(event => [headLine(event, scope), ...event.rows.map(row => nameLine(event, row, scope))]),
    '',
    ...wrapWords(`${CELL_WORDS} ${study.tests === 0 ? 'No test was made' : `${study.tests} tests`}.`, WIDTH),
    '',
    ...kindLines(scope),
  ];
};
