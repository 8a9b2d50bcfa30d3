import type {ChartKind} from '../chart/chart-view.ts';
import type {GlyphSet} from '../chart/glyph-set.ts';
import type {Instant, Span} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {ReactionLook} from './reactions.ts';

/** What counts as 0%: the close of the session before, this session's first regular price, or that at a headline. */
export type CompareBase = 'previousClose' | 'open' | 'headline';

/** What the person chose to see. */
export type ChartInput = {
  readonly snapshot: Snapshot;
  readonly symbol: Ticker;
  /** The length of a bar; a name whose source has only longer ones shows those. */
  readonly interval: Span;
  readonly kind: ChartKind;
  /** All names of the day in one chart, from a common 0%. */
  readonly compare: boolean;
  /** Without a selected headline its base is the previous close. */
  readonly compareBase?: CompareBase;
  /** Cells that the chart will have across. */
  readonly width: number;
  /** Cells that value labels take at least, so that charts over each other line up. */
  readonly leastLabelWidth?: number;
  /** See chartZoom; 0 unless said otherwise. */
  readonly zoom?: number;
  /** Where the window ends once it was moved from now. */
  readonly endAt?: Instant | undefined;
  readonly crosshairAt?: Instant | undefined;
  readonly selectedHeadlineId?: string | undefined;
  readonly glyphs?: GlyphSet;
  /** Markers say how the name moved after them, measured so; without it they do not. */
  readonly preferences?: ReactionLook['preferences'];
};
