import type {Session} from '../core/calendar.ts';
import type {Instant, Span} from '../core/instant.ts';
import type {BarRow} from '../market/bar-series.ts';
import type {Band} from './bands.ts';
import type {Point} from './column-values.ts';
import type {CompareLine} from './compare-lines.ts';
import type {GlyphSet} from './glyph-set.ts';
import type {LastPrice} from './last-tag.ts';
import type {Level} from './levels.ts';
import type {Marker} from './markers.ts';
import type {Phrase} from './phrases.ts';

/** How bars are drawn. */
export type ChartKind = 'candles' | 'ohlc' | 'line' | 'area';

/** One name's bars with its running VWAP, or several names as fractions of a common base. */
export type ChartBody =
  | {
      readonly kind: ChartKind;
      readonly bars: readonly BarRow[];
      readonly vwap: readonly Point[];
      /** A bar stands for several that share its column: lines show how far those reached. */
      readonly folded?: boolean;
    }
  | {readonly kind: 'compare'; readonly lines: readonly CompareLine[]};

/** How the chart writes its figures. */
export type ChartFormats = {
  readonly value: (value: number) => string;
  readonly time: (at: Instant) => string;
  readonly count: (count: number) => string;
};

/** Everything that one chart shows; see drawChart. */
export type ChartView = {
  readonly title: string;
  readonly body: ChartBody;
  readonly glyphs: GlyphSet;
  /** The length of a bar, and how many columns one takes. */
  readonly span: Span;
  readonly columns: number;
  /** The end of the last slot; slots go back from here. */
  readonly endAt: Instant;
  readonly session: Session;
  /** The smallest difference a value label shows, and the cells that the widest one takes. */
  readonly quantum: number;
  readonly labelWidth: number;
  readonly levels: readonly Level[];
  readonly markers: readonly Marker[];
  readonly bands: readonly Band[];
  readonly last: LastPrice | undefined;
  readonly crosshairAt: Instant | undefined;
  /** The line above the plot, most needed first. */
  readonly readout: readonly Phrase[];
  /** What stands in a plot without a price, when it is not that nothing traded. */
  readonly emptyWords?: string;
  readonly formats: ChartFormats;
};
