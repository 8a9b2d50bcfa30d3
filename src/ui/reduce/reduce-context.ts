import type {Snapshot} from '../../market/snapshot.ts';
import type {PaneName} from '../../view/command.ts';

/** What lies under a cell: a pane or the list over the panes, and which of its rows inside the frame. */
export type Spot = {readonly place: PaneName | 'overlay' | 'list'; readonly row: number};

/** What a command is judged against: the Market as shown, and how much of it fits. */
export type UiContext = {
  readonly snapshot: Snapshot;
  /** Rows of headlines that the wire has room for. */
  readonly wireRows: number;
  /** The furthest that the overlay and the deals can be scrolled. */
  readonly overlayEnd: number;
  readonly dealsEnd: number;
  /** Rows in the list over the panes, and the first of them that is shown. */
  readonly listCount: number;
  readonly listTop: number;
  /** The first name shown by the watch list. */
  readonly watchTop: number;
  readonly spotAt: (x: number, y: number) => Spot | undefined;
};

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The entry `by` places on in a ring. */
export const turned = <T>(ring: readonly T[], current: T | undefined, by: number): T | undefined => {
  const place = current === undefined ? -1 : ring.indexOf(current);
  return ring[(Math.max(0, place) + by + ring.length) % Math.max(1, ring.length)];
};
