import type {GlyphSet} from './glyph-set.ts';
import type {Grid} from './grid.ts';
import type {Scale} from './scale.ts';
import type {TimeScale} from './time-scale.ts';

/** A canvas with its two scales. What paints onto it stays inside, because the Grid drops the rest. */
export type Plot = {
  readonly grid: Grid;
  readonly scale: Scale;
  readonly time: TimeScale;
  readonly glyphs: GlyphSet;
};
