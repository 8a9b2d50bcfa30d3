import {
  BOLD,
  createGrid,
  type Grid,
  INVERSE,
  putCell,
  putText,
  type Tone,
  textWidth,
  UNDERLINE,
} from '../../chart/grid.ts';
import type {Mood, StatusView} from '../../view/status-view.ts';
import type {Piece} from './paint-pieces.ts';

const MOODS: Readonly<Record<Mood, Tone>> = {good: 'up', waiting: 'warn', bad: 'alert', quiet: 'muted'};
const EIGHTHS = ' ▏▎▍▌▋▊▉█';
const WIDEST_PROGRESS = 64;
const LEAST_PROGRESS = 8;
/** Below this width words are cut short rather than left out. */
const NARROW = 60;

type Part = Piece & {
  /** Parts with a larger number are left out first. */
  readonly rank: number;
};

/** Whole parts from left to right, two cells apart; the least needed ones go until the rest fit. */
const fitParts = (parts: readonly Part[], width: number): readonly Part[] => {
  let kept = parts.filter(part => part.text !== '');
  const room = (): number => kept.reduce((sum, part) => sum + textWidth(part.text) + 2, 0);
  while (kept.length > 1 && room() > width) {
    const least = Math.max(...kept.map(part => part.rank));
    kept = kept.filter(part => part.rank !== least);
  }
  return kept;
};

/** The day so far in eighths of a cell; a cell in which a headline came is underlined. */
const paintProgress = (grid: Grid, x: number, width: number, progress: NonNullable<StatusView['progress']>): void => {
  const inner = width - 2;
  const ticks = new Set(progress.ticks.map(tick => Math.min(inner - 1, Math.floor(tick * inner))));
  putCell(grid, x, 0, '▕', 'frame');
  for (let cell = 0; cell < inner; cell++) {
    const eighths = Math.max(0, Math.min(8, Math.round((progress.done * inner - cell) * 8)));
    const ticked = ticks.has(cell);
    putCell(grid, x + 1 + cell, 0, EIGHTHS[eighths] ?? ' ', ticked ? 'marker' : 'accent', ticked ? UNDERLINE : 0);
  }
  putCell(grid, x + width - 1, 0, '▏', 'frame');
};

/** One row: what clock this is and how it goes, the day's progress, what the tape is, how the feed does; and how many alerts nobody has looked at. */
export const drawStatus = (view: StatusView, width: number, alerts = 0, help = '? help'): Grid => {
  const grid = createGrid(width, 1);
  const narrow = width < NARROW;
  const provenance = (view.provenance ?? '').replace(narrow ? ' TAPE' : '', '');
  const clock = narrow ? view.clock.replace(' ET', '') : view.clock;
  const left: readonly Part[] = [
    {text: 'tapewire', tone: 'title', rank: 7},
    {text: ` ${view.mode} `, tone: MOODS[view.mood], attributes: INVERSE | BOLD, rank: 0},
    {text: view.gap === undefined ? '' : ` ${view.gap} `, tone: 'alert', attributes: INVERSE | BOLD, rank: 1.5},
    {text: alerts === 0 ? '' : ` ! ${alerts} `, tone: 'alert', attributes: INVERSE | BOLD, rank: 2.2},
    ...(view.recording === undefined
      ? []
      : [
          {
            text: view.recording.words,
            tone: MOODS[view.recording.mood],
            attributes: view.recording.mood === 'bad' ? INVERSE | BOLD : BOLD,
            rank: 1.2,
          },
        ]),
    {text: view.date, tone: 'muted', rank: 6},
    {text: clock, tone: 'strong', attributes: BOLD, rank: 1},
    {text: view.phase, tone: view.phase === 'OPEN' ? 'up' : 'warn', rank: 3},
    {text: provenance, tone: 'warn', attributes: BOLD, rank: 2},
    {text: view.feed, tone: MOODS[view.feedMood], rank: view.feedMood === 'good' ? 5 : 2.5},
    {text: help, tone: 'muted', rank: 8},
  ];
  const kept = fitParts(left, grid.width);
  const used = kept.reduce((sum, part) => sum + textWidth(part.text) + 2, 0);
  const spare = grid.width - used - 1;
  const progress = view.progress === undefined || spare < LEAST_PROGRESS ? 0 : Math.min(WIDEST_PROGRESS, spare);
  let x = 1;
  let end = grid.width - 1;
  const tail = kept.filter(part => part.text === view.feed || part.text === help || part.text === provenance);
  for (const part of tail.toReversed()) {
    putText(grid, end - textWidth(part.text), 0, part.text, part.tone, part.attributes);
    end -= textWidth(part.text) + 2;
  }
  for (const part of kept) {
    if (tail.includes(part)) continue;
    x = putText(grid, x, 0, part.text, part.tone, part.attributes) + 2;
  }
  if (progress > 0 && view.progress !== undefined)
    paintProgress(grid, x - 1, Math.min(progress, end - x + 1), view.progress);
  return grid;
};
