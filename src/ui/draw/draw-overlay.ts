import {blit, createGrid, type Grid} from '../../chart/grid.ts';
import {drillView} from '../../view/drill-view.ts';
import {insideOf, type Rect} from '../../view/layout.ts';
import {type FrameTitle, paintFrame} from './draw-frame.ts';
import {drillLines} from './drill-lines.ts';
import {helpLines} from './help-lines.ts';
import {drawLines, type Line} from './paint-lines.ts';
import type {Screen} from './screen.ts';

/** The lines of what lies over the panes, for scrolling as for drawing; none when nothing does. */
export const overlayLines = ({snapshot, ui}: Pick<Screen, 'snapshot' | 'ui'>, width: number): readonly Line[] => {
  if (ui.overlay === 'help') return helpLines(width);
  if (ui.overlay === undefined) return [];
  const view = drillView(snapshot, ui);
  return view === undefined ? [[{text: ' this headline is not on the wire', tone: 'muted'}]] : drillLines(view, width);
};

const titleOf = ({snapshot, ui}: Screen): FrameTitle =>
  ui.overlay === 'help'
    ? {key: '?', title: ' Keys', more: [{text: ' Esc back', tone: 'muted'}]}
    : {
        key: '⏎',
        title: ' Headline',
        more: [
          {text: ` ${drillView(snapshot, ui)?.place ?? ''}`, tone: 'muted'},
          {text: '· ] next  [ previous  Esc back', tone: 'muted'},
        ],
      };

/** The help or the drilled headline in exactly the cells of `rect`. */
export const drawOverlay = (screen: Screen, rect: Rect): Grid => {
  const grid = createGrid(rect.width, rect.height);
  const inside = insideOf({name: 'wire', rect, frame: 'box', joined: false});
  const size = {width: Math.max(0, inside.width), height: inside.height};
  paintFrame(grid, {frame: 'box', joined: false}, titleOf(screen), true);
  blit(grid, drawLines(overlayLines(screen, size.width), screen.ui.overlayTop, size), 1, 1);
  return grid;
};
