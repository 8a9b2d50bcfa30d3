import type {Grid} from '../../chart/grid.ts';
import type {Size} from '../../view/layout.ts';
import type {LookTable} from '../look-table.ts';
import type {OutputGate} from './output-gate.ts';
import {writeFrame} from './write-frame.ts';

/** Whoever wrote before may have left the cursor on and colours behind. */
const FROM_ANYTHING = '\x1b[?25l\x1b[m';
const BEGIN_SYNCHRONIZED = '\x1b[?2026h';
const END_SYNCHRONIZED = '\x1b[?2026l';
/** A frame no longer than this arrives in one piece by itself. */
const SHORT_FRAME = 128;

/** What is to be shown, made when it is asked for: a Grid of exactly the size, in these looks. */
export type Picture = {
  readonly draw: (size: Size) => Grid;
  readonly looks: LookTable;
};

/** Keeps the terminal showing a picture: it writes what changed since the last frame, and nothing when nothing did. */
export type ScreenOutput = {
  /** Shows a picture from now on; returns how to stop, after which nothing is written. */
  readonly show: (picture: Picture) => () => void;
  /** The picture may have changed: draws it once the task at hand is done, however often this is called before. */
  readonly refresh: () => void;
  /** Draws every cell anew: somebody else may have written over them. */
  readonly redraw: () => void;
  readonly size: () => Size;
};

export const createScreenOutput = (gate: OutputGate): ScreenOutput => {
  let picture: Picture | undefined;
  /** What the terminal shows; undefined when that is not known. */
  let shown: Grid | undefined;
  let asked = false;

  const paint = (): void => {
    asked = false;
    // A terminal that takes nothing more gets the newest frame once it does.
    if (picture === undefined || !gate.isReady()) return;
    const grid = picture.draw(gate.size());
    const same = shown?.width === grid.width && shown.height === grid.height ? shown : undefined;
    if (same === grid) return;
    const cells = writeFrame(same, grid, picture.looks);
    shown = grid;
    if (cells === '') return;
    const frame = same === undefined ? FROM_ANYTHING + cells : cells;
    gate.paint(frame.length > SHORT_FRAME ? BEGIN_SYNCHRONIZED + frame + END_SYNCHRONIZED : frame);
  };

  const refresh = (): void => {
    if (asked || picture === undefined) return;
    asked = true;
    queueMicrotask(paint);
  };

  const redraw = (): void => {
    shown = undefined;
    refresh();
  };

  return {
    show: next => {
      picture = next;
      const offDisturbed = gate.onDisturbed(redraw);
      const offReady = gate.onReady(refresh);
      redraw();
      return () => {
        offDisturbed();
        offReady();
        if (picture === next) picture = undefined;
      };
    },
    refresh,
    redraw,
    size: gate.size,
  };
};
