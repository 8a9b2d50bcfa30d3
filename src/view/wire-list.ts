import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {matchesFilter} from './matches-filter.ts';
import {parseFilter} from './parse-filter.ts';
import type {UiState} from './ui-state.ts';

/** The wire as filtered, newest first. A filter that cannot be read keeps everything. */
export const wireList = (snapshot: Snapshot, filter: string): readonly WireItem[] => {
  const terms = parseFilter(filter).filter ?? [];
  return terms.length === 0 ? snapshot.wire : snapshot.wire.filter(item => matchesFilter(item, terms));
};

/** Known only after the screen opened, and not yet looked at. */
export const isUnread = (item: WireItem, ui: UiState): boolean =>
  item.firstReceivedAt > ui.openedAt && !ui.read.has(item.headline.id);

/** Where a headline stands in a list, or -1. */
export const placeOf = (list: readonly WireItem[], id: string | undefined): number =>
  id === undefined ? -1 : list.findIndex(item => item.headline.id === id);

/**
 * The first of `rows` rows shown. Scrolled away, a headline keeps the first row; else the newest is in sight, unless
 * arrivals would push the selected one out below.
 */
export const wireTop = (list: readonly WireItem[], ui: UiState, rows: number): number => {
  const top = Math.max(0, placeOf(list, ui.wireTopId));
  const selected = placeOf(list, ui.headlineId);
  if (selected < 0) return Math.min(top, Math.max(0, list.length - 1));
  if (selected < top) return selected;
  return Math.max(top, selected - Math.max(1, rows) + 1);
};
