import type {ChartKind} from '../chart/chart-view.ts';
import {type Instant, MINUTE, type Span, seconds} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {type ManualActs, NO_ACTS} from '../news/deals/manual-act.ts';
import {type AlertLog, NO_ALERTS} from './alert-log.ts';
import type {CompareBase} from './chart-input.ts';
import type {PaneName, PromptKind} from './command.ts';
import type {DayChoice} from './day-choice.ts';
import type {DealRowId} from './listed-deals.ts';
import {DEFAULT_PREFERENCES, DEFAULT_SURROUNDINGS, type Preferences, type Surroundings} from './preferences.ts';
import type {ReactionKind} from './reactions.ts';

/** Bar lengths that `i` steps through. */
export const INTERVALS: readonly Span[] = [seconds(1), seconds(5), seconds(15), MINUTE, seconds(300), seconds(900)];

export const CHART_KINDS: readonly ChartKind[] = ['candles', 'ohlc', 'line', 'area'];

/** What the line at the bottom is asking, what was typed so far, and what was wrong with it. */
export type Prompt = {readonly kind: PromptKind; readonly text: string; readonly error: string | undefined};

/** Newest first, or the largest reaction first. */
export const WIRE_ORDERS = ['time', 'reaction'] as const;
export type WireOrder = (typeof WIRE_ORDERS)[number];

/** Everything the screen remembers that is not the Market: where the person looks. */
export type UiState = {
  readonly focus: PaneName;
  /** Which of the panes that share a place on a small screen was looked at last. */
  readonly page: 'chart' | 'deals';
  /** The focused pane alone fills the screen. */
  readonly zoomed: boolean;
  readonly overlay: 'drill' | 'help' | 'days' | 'settings' | 'alerts' | 'health' | undefined;
  /** First row shown of the overlay and of the deals. */
  readonly overlayTop: number;
  readonly dealsTop: number;
  /** The row chosen among the deals; it stays with its deal and event wherever arrivals move them. */
  readonly dealRow: DealRowId | undefined;
  /** Deals whose history is put away. */
  readonly dealsFolded: ReadonlySet<string>;
  readonly dealsFilter: string;
  /** What was done to the day's deals by hand, in the order in which it was done. */
  readonly acts: ManualActs;
  /** The row chosen in a list over the panes: palette, days, settings, alerts. */
  readonly listAt: number;
  /** The days at hand, once they were read. */
  readonly days: readonly DayChoice[] | undefined;
  /** The name that the chart shows; undefined stands for the day's first. */
  readonly symbol: Ticker | undefined;
  /** The one selected headline. It stays selected wherever arrivals move it. */
  readonly headlineId: string | undefined;
  /** The headline on the wire's first row once scrolled away; undefined keeps the newest in sight. */
  readonly wireTopId: string | undefined;
  readonly read: ReadonlySet<string>;
  /** What was known by then does not count as unread. */
  readonly openedAt: Instant;
  readonly filter: string;
  /** What the wire is in order of, and what its reactions are. */
  readonly wireOrder: WireOrder;
  readonly reactionKind: ReactionKind;
  readonly interval: Span;
  readonly chartKind: ChartKind;
  readonly compare: boolean;
  readonly compareBase: CompareBase;
  /** Four names at once, each in a chart of its own. */
  readonly fourUp: boolean;
  /** How wide bars are; see chartZoom. */
  readonly chartZoom: number;
  /** Where the chart's time ends once it was moved; undefined stays with now. */
  readonly chartEndAt: Instant | undefined;
  /** The moment under the crosshair, when it is out. */
  readonly crosshairAt: Instant | undefined;
  readonly prompt: Prompt | undefined;
  /** One line that answers the last key, gone with the next. */
  readonly notice: string | undefined;
  /** What fired so far. */
  readonly alertLog: AlertLog;
  readonly preferences: Preferences;
  readonly surroundings: Surroundings;
};

/** The screen as it opens on `openedAt`, with what a person may have chosen before. */
export const createUiState = (openedAt: Instant, chosen: Partial<UiState> = {}): UiState => ({
  focus: 'wire',
  page: 'chart',
  zoomed: false,
  overlay: undefined,
  overlayTop: 0,
  dealsTop: 0,
  dealRow: undefined,
  dealsFolded: new Set(),
  dealsFilter: '',
  acts: NO_ACTS,
  listAt: 0,
  days: undefined,
  symbol: undefined,
  headlineId: undefined,
  wireTopId: undefined,
  read: new Set(),
  openedAt,
  filter: '',
  wireOrder: 'time',
  reactionKind: 'return',
  interval: MINUTE,
  chartKind: 'candles',
  compare: false,
  compareBase: 'previousClose',
  fourUp: false,
  chartZoom: 0,
  chartEndAt: undefined,
  crosshairAt: undefined,
  prompt: undefined,
  notice: undefined,
  alertLog: NO_ALERTS,
  preferences: DEFAULT_PREFERENCES,
  surroundings: DEFAULT_SURROUNDINGS,
  ...chosen,
});

/** The name that the chart shows now. */
export const shownSymbol = (snapshot: Snapshot, ui: UiState): Ticker | undefined =>
  ui.symbol ?? snapshot.file.day.symbols[0];
