import {BOLD, type Grid, putCell, putText, type Tone, textWidth} from '../../chart/grid.ts';
import type {Phrase} from '../../chart/phrases.ts';
import type {PanePlace} from '../../view/layout.ts';

/** What stands in a pane's top line: its key, its title, and what follows the title while there is room. */
export type FrameTitle = {readonly key: string; readonly title: string; readonly more: readonly Phrase[]};

/** A pane's lines on a Grid of the pane's whole size. The focused pane's lines have the focus tone and a bold title. */
export const paintFrame = (
  grid: Grid,
  place: Pick<PanePlace, 'frame' | 'joined'>,
  title: FrameTitle,
  focused: boolean,
): void => {
  const {width, height} = grid;
  const tone: Tone = focused ? 'focus' : 'frame';
  const boxed = place.frame === 'box';
  for (let x = 0; x < width; x++) {
    putCell(grid, x, 0, '─', tone);
    if (boxed) putCell(grid, x, height - 1, '─', tone);
  }
  if (boxed) {
    for (let y = 0; y < height; y++) {
      putCell(grid, 0, y, '│', tone);
      putCell(grid, width - 1, y, '│', tone);
    }
    putCell(grid, 0, 0, place.joined ? '├' : '┌', tone);
    putCell(grid, width - 1, 0, place.joined ? '┤' : '┐', tone);
    putCell(grid, 0, height - 1, '└', tone);
    putCell(grid, width - 1, height - 1, '┘', tone);
  }
  const end = width - 1;
  let x = putText(grid, 1, 0, title.key, 'key');
  if (x + textWidth(title.title) < end) x = putText(grid, x, 0, title.title, 'title', focused ? BOLD : 0);
  for (const phrase of title.more) {
    const next = x + 1 + textWidth(phrase.text) + 1;
    if (next >= end) break;
    x = putText(grid, x, 0, ` ${phrase.text}`, phrase.tone);
  }
  if (title.more.length > 0 && x < end) putText(grid, x, 0, ' ');
};
