import {createGrid, fitText, type Grid, putText, textWidth} from '../../chart/grid.ts';
import {unseenAlerts} from '../../view/alert-log.ts';
import {LIST_PROMPTS} from '../../view/command.ts';
import {type Layout, layout, type Rect, type Size} from '../../view/layout.ts';
import {type StatusView, statusView} from '../../view/status-view.ts';
import {glyphsOf} from '../glyphs-of.ts';
import {drawHints} from './draw-hints.ts';
import {drawOverlay, drawPalette} from './draw-overlay.ts';
import {createPane} from './draw-pane.ts';
import {drawStatus} from './draw-status.ts';
import {drawWhenChanged} from './draw-when-changed.ts';
import type {Screen} from './screen.ts';
import {toAscii} from './to-ascii.ts';

/** A rectangle of the screen and how it is drawn; later ones lie over earlier ones. */
export type Block = {readonly key: string; readonly rect: Rect; readonly draw: (screen: Screen) => Grid};

/** One line in the middle, for screens too small or with nothing to show yet. */
export const drawNotice = (size: Size, words: string): Grid => {
  const grid = createGrid(size.width, size.height);
  const text = fitText(words, grid.width);
  putText(grid, Math.floor((grid.width - textWidth(text)) / 2), Math.floor(grid.height / 2), text, 'muted');
  return grid;
};

export const layoutOf = ({snapshot, ui, size}: Pick<Screen, 'snapshot' | 'ui' | 'size'>): Layout =>
  layout(size, ui, snapshot.file.day.symbols.length);

/** A block that keeps to ASCII where the terminal can show no more. */
const withGlyphs = (block: Block): Block => ({
  ...block,
  draw: screen => {
    const grid = block.draw(screen);
    return glyphsOf(screen.ui) === 'ascii' ? toAscii(grid) : grid;
  },
});

/** The blocks that make up a screen: the same ones for Ink, which places each, and for one whole Grid. */
export const screenBlocks = (screen: Screen): readonly Block[] => blocksOf(screen).map(withGlyphs);

const statusOf = ({snapshot, wall}: Screen): StatusView => statusView(snapshot, wall ?? snapshot.clock.now);

const blocksOf = (screen: Screen): readonly Block[] => {
  const {size, ui} = screen;
  const plan = layoutOf(screen);
  const {notice, status, overlay, palette, hints} = plan;
  if (notice !== undefined)
    return [{key: 'notice', rect: {x: 0, y: 0, ...size}, draw: ({size: now}) => drawNotice(now, notice)}];
  const over = ui.overlay !== undefined && overlay !== undefined;
  return [
    ...(status === undefined
      ? []
      : [
          {
            key: 'status',
            rect: status,
            draw: drawWhenChanged(statusOf, (view, looking) =>
              drawStatus(view, status.width, unseenAlerts(looking.alertLog).length),
            ),
          },
        ]),
    ...(over
      ? [{key: 'overlay', rect: overlay, draw: (now: Screen) => drawOverlay(now, overlay)}]
      : plan.panes.map(place => ({key: place.name, rect: place.rect, draw: createPane(place)}))),
    ...(palette === undefined || ui.prompt === undefined || !LIST_PROMPTS.has(ui.prompt.kind)
      ? []
      : [{key: 'palette', rect: palette, draw: (now: Screen) => drawPalette(now, palette)}]),
    ...(hints === undefined
      ? []
      : [
          {
            key: 'hints',
            rect: hints,
            draw: drawWhenChanged(statusOf, (view, looking) => drawHints(looking, view, hints.width)),
          },
        ]),
  ];
};
