import {blit, copyGrid, createGrid, type Grid} from '../chart/grid.ts';
import {floorTo, type Instant, SECOND} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import type {DayFile, Snapshot} from '../market/snapshot.ts';
import type {Rect, Size} from '../view/layout.ts';
import type {UiState} from '../view/ui-state.ts';
import type {Screen} from './draw/screen.ts';
import {type Block, drawNotice, screenBlocks} from './draw/screen-blocks.ts';
import {createDrawnLagMeter} from './drawn-lag.ts';
import type {ScreenControl, ScreenStore} from './screen-control.ts';
import {type ScreenReads, watchReads} from './watch-reads.ts';

export type ScreenPainterOptions = {
  readonly store: ScreenStore;
  readonly control: Pick<ScreenControl, 'read'>;
  readonly clock: Clock;
  /** Shown until the first snapshot. */
  readonly waiting: string;
};

/** A block as it was last drawn, and what it was drawn from. */
type Drawn = {readonly block: Block; readonly grid: Grid; readonly reads: ScreenReads};

/** Where the blocks of a screen go, and what that was worked out from. */
type Plan = {readonly file: DayFile; readonly ui: UiState; readonly size: Size; readonly blocks: readonly Block[]};

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The blocks over each other on one Grid. Of those `before`, whose Grid is `last`, only what differs is copied. */
const compose = (size: Size, blocks: readonly Drawn[], last: Grid | undefined, before: readonly Drawn[]): Grid => {
  const fresh: Drawn[] = [];
  for (const [index, one] of blocks.entries()) {
    const {block, grid} = one;
    // What lies over a block that is copied anew has to be copied over it again.
    if (
      last === undefined ||
      grid !== before[index]?.grid ||
      fresh.some(under => overlap(under.block.rect, block.rect))
    )
      fresh.push(one);
  }
  if (last !== undefined && fresh.length === 0) return last;
  const grid = last === undefined ? createGrid(size.width, size.height) : copyGrid(last);
  for (const {block, grid: part} of fresh) blit(grid, part, block.rect.x, block.rect.y);
  return grid;
};

/**
 * Draws the screen as it stands: a block again only when something it read has changed. The same Grid comes back while
 * nothing has; one that was given out never changes.
 */
export const createScreenPainter = ({store, control, clock, waiting}: ScreenPainterOptions): ((size: Size) => Grid) => {
  let plan: Plan | undefined;
  let drawn: readonly Drawn[] = [];
  let composed: Grid | undefined;
  const meter = createDrawnLagMeter();

  const planFor = (snapshot: Snapshot, ui: UiState, size: Size): Plan => {
    const {file} = snapshot;
    if (plan?.file === file && plan.ui === ui && plan.size.width === size.width && plan.size.height === size.height)
      return plan;
    return {file, ui, size, blocks: screenBlocks({snapshot, ui, size})};
  };

  const drawBlock = (block: Block, screen: Screen): Drawn => {
    const {watched, reads} = watchReads(screen);
    return {block, grid: block.draw(watched), reads: reads()};
  };

  return size => {
    const ui = control.read();
    const snapshot = store.read();
    if (snapshot === undefined || ui === undefined) return drawNotice(size, waiting);
    const began = clock.now();
    const wall: Instant = floorTo(began, SECOND);
    const next = planFor(snapshot, ui, size);
    const screen: Screen = {snapshot, ui, size, wall, drawn: meter.read(began)};
    const before = next === plan ? drawn : [];
    const now = next.blocks.map((block, index): Drawn => {
      const last = before[index];
      return last?.reads.stillHold(screen) ? last : drawBlock(block, screen);
    });
    composed = compose(size, now, next === plan ? composed : undefined, before);
    plan = next;
    drawn = now;
    meter.note(snapshot, clock.now());
    return composed;
  };
};
