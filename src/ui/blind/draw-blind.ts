import {blit, createGrid, type Grid, putText} from '../../chart/grid.ts';
import type {Weights} from '../../market/reactions/benchmark.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {askingOf, type BlindState} from '../../view/blind/blind-state.ts';
import {blindStatus} from '../../view/blind/blind-status.ts';
import {callLines, type PhraseLine, questionLines, waitingLines} from '../../view/blind/question-lines.ts';
import {answerLines, scoreLines} from '../../view/blind/score-lines.ts';
import {insideOf, type PanePlace, type Rect, type Size} from '../../view/layout.ts';
import {createUiState, type UiState} from '../../view/ui-state.ts';
import {paintFrame} from '../draw/draw-frame.ts';
import {createPane} from '../draw/draw-pane.ts';
import {drawStatus} from '../draw/draw-status.ts';
import {drawLines} from '../draw/paint-lines.ts';
import {paintPieces} from '../draw/paint-pieces.ts';
import {drawNotice} from '../draw/screen-blocks.ts';
import {toAscii} from '../draw/to-ascii.ts';
import {glyphsOf} from '../glyphs-of.ts';
import {blindHints} from './blind-hints.ts';
import {blindLayout} from './blind-layout.ts';

/** All that the screen of a blind drill is drawn from. */
export type BlindScreen = {
  readonly snapshot: Snapshot;
  readonly state: BlindState;
  readonly weights: Weights;
  /** What the person chose of the look before: theme, glyphs, bars. */
  readonly chosen: Partial<UiState>;
  readonly size: Size;
};

const box = (rect: Rect, boxed: boolean): PanePlace => ({
  name: 'wire',
  rect,
  frame: boxed ? 'box' : 'rule',
  joined: false,
});

/** Lines in a frame with a title. */
const framedLines = (rect: Rect, boxed: boolean, title: string, focused: boolean, linesFor: LinesFor): Grid => {
  const place = box(rect, boxed);
  const inside = insideOf(place);
  const grid = createGrid(rect.width, rect.height);
  paintFrame(grid, place, {key: '', title: ` ${title} `, more: []}, focused);
  const {lines, top} = linesFor(inside.width);
  blit(grid, drawLines(lines, top, inside), inside.x - rect.x, inside.y - rect.y);
  return grid;
};

type LinesFor = (width: number) => {readonly lines: readonly PhraseLine[]; readonly top: number};

const tapeWords = ({file}: Snapshot): string =>
  file.day.provenance === 'recorded' ? '' : ` · ${file.day.provenance.toUpperCase()} TAPE`;

const drawScore = ({snapshot, state, size}: BlindScreen): Grid => {
  const {day} = snapshot.file;
  const grid = createGrid(size.width, size.height);
  paintPieces(grid, 1, 0, size.width - 1, [
    {text: 'DRILL', tone: 'title'},
    {text: `  it was ${day.date} · ${day.title}`, tone: 'strong'},
    {text: tapeWords(snapshot), tone: 'warn'},
  ]);
  const {answers, passed} = state.drill;
  const lines = [...scoreLines(answers, passed), [], ...answerLines(answers)];
  const rect = {x: 0, y: 1, width: size.width, height: size.height - 2};
  blit(
    grid,
    framedLines(rect, size.height >= 20, 'Score', true, () => ({lines, top: state.top})),
    0,
    1,
  );
  return grid;
};

/** The chart follows what is asked, else what was called last. */
const shownName = ({snapshot, state}: BlindScreen) =>
  state.drill.questions[0]?.symbol ?? state.drill.answers.at(-1)?.call.symbol ?? snapshot.file.day.symbols[0];

const drawDrill = (screen: BlindScreen): Grid => {
  const {snapshot, state, weights, chosen, size} = screen;
  const grid = createGrid(size.width, size.height);
  const ui: UiState = {
    ...createUiState(snapshot.clock.now, chosen),
    symbol: shownName(screen),
    focus: 'wire',
    headlineId: state.drill.questions[0]?.headlineId,
  };
  blit(grid, drawStatus(blindStatus(snapshot), size.width, 0, ''), 0, 0);
  const {watch, chart, question, calls, boxed} = blindLayout(size, snapshot.file.day.symbols.length);
  for (const [name, rect] of [
    ['watch', watch],
    ['chart', chart],
  ] as const) {
    if (rect === undefined) continue;
    const place: PanePlace = {name, rect, frame: boxed ? 'box' : 'rule', joined: false};
    blit(grid, createPane(place)({snapshot, ui, size}), rect.x, rect.y);
  }
  const asks = askingOf(state) !== 'nothing';
  const number = state.drill.answers.length + 1;
  blit(
    grid,
    framedLines(question, boxed, asks ? `Call ${number}` : 'Drill', true, width => ({
      lines: asks ? questionLines(state, snapshot, weights, width) : waitingLines(state, snapshot),
      top: 0,
    })),
    question.x,
    question.y,
  );
  if (calls !== undefined) {
    const lines = callLines(state, snapshot);
    blit(
      grid,
      framedLines(calls, boxed, 'Calls', false, () => ({lines, top: 0})),
      calls.x,
      calls.y,
    );
  }
  return grid;
};

const LEAST: Size = {width: 40, height: 10};

const drawWhole = (screen: BlindScreen): Grid => {
  const {size, state} = screen;
  if (!(size.width >= LEAST.width && size.height >= LEAST.height))
    return drawNotice(size, `tapewire needs ${LEAST.width}x${LEAST.height}`);
  const grid = state.stage === 'score' ? drawScore(screen) : drawDrill(screen);
  let x = 1;
  for (const {keys, words} of blindHints(state, size.width)) {
    x = putText(grid, x, size.height - 1, keys, 'key');
    x = putText(grid, x + 1, size.height - 1, words, 'muted') + 2;
  }
  return grid;
};

/** The screen of a blind drill in exactly its size: nothing on it tells the date, or what comes. */
export const drawBlind = (screen: BlindScreen): Grid => {
  const grid = drawWhole(screen);
  return glyphsOf(createUiState(screen.snapshot.clock.now, screen.chosen)) === 'ascii' ? toAscii(grid) : grid;
};
