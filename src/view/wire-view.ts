import type {GlyphSet} from '../chart/glyph-set.ts';
import {markerSign} from '../chart/markers.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {markerNumbers} from './chart-markers.ts';
import {formatClock} from './format.ts';
import {headlineReactions, type Reaction} from './reactions.ts';
import type {UiState} from './ui-state.ts';
import {isUnread, placeOf, wireList, wireTop} from './wire-list.ts';

/** One headline on the wire, its figures written out. */
export type WireRow = {
  readonly id: string;
  readonly selected: boolean;
  readonly unread: boolean;
  readonly time: string;
  /** Its number on the chart, when the chart shows it. */
  readonly sign: string;
  readonly tickers: readonly string[];
  /** `rev 1`, or '' for one never revised. */
  readonly revised: string;
  readonly text: string;
  readonly reactions: readonly Reaction[];
};

export type WireView = {
  readonly count: number;
  readonly unread: number;
  readonly filter: string;
  /** Unread headlines above the first row shown. */
  readonly newAbove: number;
  readonly rows: readonly WireRow[];
  readonly emptyWords: string;
};

export const WIRE_HORIZONS = 3;

/** `rev 1` for a headline revised once; what a correction corrects is in its own words. */
export const revisionWords = (item: WireItem): string => (item.revision === 0 ? '' : `rev ${item.revision}`);

/** The part of the wire that `rows` rows show. */
export const wireView = (snapshot: Snapshot, ui: UiState, rows: number, glyphs: GlyphSet = 'unicode'): WireView => {
  const list = wireList(snapshot, ui.filter);
  const top = wireTop(list, ui, rows);
  const numbers = markerNumbers(snapshot);
  const selected = placeOf(list, ui.headlineId);
  return {
    count: list.length,
    unread: list.filter(item => isUnread(item, ui)).length,
    filter: ui.filter,
    newAbove: list.slice(0, top).filter(item => isUnread(item, ui)).length,
    emptyWords: ui.filter === '' ? 'no headline yet' : 'nothing on the wire passes the filter',
    rows: list.slice(top, top + Math.max(0, rows)).map((item, index): WireRow => {
      const number = numbers.get(item.headline.id);
      return {
        id: item.headline.id,
        selected: top + index === selected,
        unread: isUnread(item, ui),
        time: formatClock(item.headline.at),
        sign: number === undefined ? '' : markerSign(number, glyphs),
        tickers: item.headline.symbols,
        revised: revisionWords(item),
        text: item.headline.headline,
        reactions: headlineReactions(snapshot, item, WIRE_HORIZONS),
      };
    }),
  };
};
