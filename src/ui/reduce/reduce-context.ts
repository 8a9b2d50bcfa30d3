import type {Instant} from '../../core/instant.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import type {ChartFrame} from '../../view/chart-frame.ts';
import type {PaneName} from '../../view/command.ts';
import type {DealRowId} from '../../view/listed-deals.ts';
import type {UiState} from '../../view/ui-state.ts';

/** What lies under a cell: a pane or the list over the panes, and which of its rows inside the frame. */
export type Spot = {readonly place: PaneName | 'overlay' | 'list'; readonly row: number};

/** What a command is judged against: the Market as shown, and how much of it fits. */
export type UiContext = {
  readonly snapshot: Snapshot;
  /** Rows of headlines that the wire has room for. */
  readonly wireRows: number;
  /** The furthest that the overlay can be scrolled. */
  readonly overlayEnd: number;
  /** The first line of the deals that a screen would show, and the furthest that they can be scrolled. */
  readonly dealsTop: (ui: UiState) => number;
  readonly dealsEnd: () => number;
  /** The row of the deals on so many lines below the first shown. */
  readonly dealRowAt: (line: number) => DealRowId | undefined;
  /** Rows in the list over the panes, and the first of them that is shown. */
  readonly listCount: number;
  readonly listTop: number;
  /** The first name shown by the watch list. */
  readonly watchTop: number;
  /** The time that the chart would show of a screen; undefined while there is no name to show. */
  readonly chartFrame: (ui: UiState) => ChartFrame | undefined;
  /** Whether four charts fit where one is. */
  readonly fourFit: boolean;
  /** The machine's time. */
  readonly wall: Instant;
  readonly spotAt: (x: number, y: number) => Spot | undefined;
};

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The entry `by` places on in a ring. */
export const turned = <T>(ring: readonly T[], current: T | undefined, by: number): T | undefined => {
  const place = current === undefined ? -1 : ring.indexOf(current);
  return ring[(Math.max(0, place) + by + ring.length) % Math.max(1, ring.length)];
};
