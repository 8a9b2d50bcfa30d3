import {drawEventChart, type EventChartView} from '../../chart/event-chart.ts';
import {BOLD, fitText, textWidth} from '../../chart/grid.ts';
import type {RevisionNote} from '../../view/drill-notes.ts';
import type {DrillView} from '../../view/drill-view.ts';
import type {MarginNote} from '../../view/margin-note.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import {bodyLines} from './body-lines.ts';
import {measureLines, reactionLines} from './drill-reaction-lines.ts';
import {factLines, NAME_WIDTH, WIDEST_TEXT} from './fact-lines.ts';
import {gridLines} from './grid-lines.ts';
import {markedPieces} from './marked-pieces.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

const paragraph = (text: string, width: number, piece: Omit<Piece, 'text'> = {}): readonly Line[] =>
  wrapWords(text, Math.min(WIDEST_TEXT, width - 2)).map((line): Line => [{text: ` ${line}`, ...piece}]);

const TONES = {up: 'up', down: 'down', flat: 'plain'} as const;

/** Notes of `width` cells: the name on the left, what is noted beside it, why below. */
const noteLines = (notes: readonly MarginNote[], width: number): readonly Line[] =>
  notes.flatMap(({name, words, why, trend}): readonly Line[] => {
    const room = width - NAME_WIDTH - 2;
    const head = fitText(name, NAME_WIDTH - 1);
    const pad = ' '.repeat(Math.max(1, NAME_WIDTH - textWidth(head)));
    return [
      ...wrapWords(words, room).map(
        (text, index): Line => [
          {text: index === 0 ? ` ${head}${pad}` : ' '.repeat(NAME_WIDTH + 1), tone: 'muted'},
          {text, tone: TONES[trend]},
        ],
      ),
      ...wrapWords(why, room).map((text): Line => [{text: ' '.repeat(NAME_WIDTH + 1)}, {text, tone: 'faint'}]),
    ];
  });

/** What was taken out and put in, marked by signs as well as by colour. */
const revisionLines = (revisions: readonly RevisionNote[], width: number): readonly Line[] =>
  revisions.flatMap(({time, parts}) => {
    const told = parts.map(({kind, text}) => (kind === 'same' ? text : `[${kind === 'added' ? '+' : '−'}${text}]`));
    return factLines(time, told.join(' '), width);
  });

/** The headline itself, wrapped, with its marks in their colours. */
const titleLines = ({headline, marks}: DrillView, width: number): readonly Line[] => {
  let from = 0;
  return wrapWords(headline, Math.min(WIDEST_TEXT, width - 2)).map((line): Line => {
    const at = Math.max(from, headline.indexOf(line, from));
    from = at + line.length;
    return [{text: ' '}, ...markedPieces(line, marks, {tone: 'strong', attributes: BOLD}, at)];
  });
};

/** Lines beside others: a row is as long as the left one needs, and the right one begins at `at`. */
const beside = (left: readonly Line[], right: readonly Line[], at: number): readonly Line[] =>
  Array.from({length: Math.max(left.length, right.length)}, (_, index): Line => {
    const [line, other] = [left[index] ?? [], right[index]];
    if (other === undefined) return line;
    const used = line.reduce((sum, {text}) => sum + textWidth(text), 0);
    return [...line, {text: ' '.repeat(Math.max(0, at - used))}, {text: '│', tone: 'frame'}, ...other];
  });

/** From so many cells on, notes stand beside the text; below that, under the prices. */
const MARGIN_FROM = 104;
const MARGIN_WIDTH = 46;

/** Rows of the chart beside a text of so many cells: the wider, the higher. */
const chartRows = (room: number): number => (room >= 140 ? 18 : room >= 64 ? 13 : 10);

const chartLines = (chart: EventChartView | undefined, room: number): readonly Line[] =>
  chart === undefined ? [] : [...gridLines(drawEventChart(chart, {width: room - 1, height: chartRows(room)})), []];

/**
 * A headline in full as lines of `width` cells. What is needed first stands first: text, then what prices did, drawn above
 * the table where there is room and below it where there is little.
 */
export const drillLines = (view: DrillView, chart: EventChartView | undefined, width: number): readonly Line[] => {
  const wide = width >= MARGIN_FROM;
  const room = wide ? width - MARGIN_WIDTH : width;
  const drawn = chartLines(chart, room);
  const [notes, story] = [view.notes, view.story].map(list => noteLines(list, wide ? MARGIN_WIDTH - 1 : width));
  const text: readonly Line[] = [
    ...titleLines(view, room),
    ...(view.state === '' ? [] : paragraph(view.state, room, {tone: 'warn'})),
    ...revisionLines(view.revisions, room),
    [],
    ...(wide ? drawn : []),
    ...reactionLines(view, room),
    [],
    ...(wide ? [] : drawn),
    ...measureLines(view, room),
    ...(wide ? [] : [...(notes ?? []), [], ...(story ?? []), []]),
    ...(view.deal === undefined ? [] : factLines('deal', view.deal, room)),
    ...view.facts.flatMap(fact => factLines(fact.name, fact.value, room)),
    ...(view.summary === '' ? [] : [[], ...paragraph(view.summary, room)]),
    ...bodyLines(view.body, Math.min(WIDEST_TEXT, room - 1)),
  ];
  return wide ? beside(text, [...(notes ?? []), [], ...(story ?? [])], room) : text;
};
