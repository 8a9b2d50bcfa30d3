import type {Session} from '../../core/calendar.ts';
import {earlier, type Instant, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {BarSeries} from '../bar-series.ts';
import type {Figures, Snapshot} from '../snapshot.ts';
import {createDayGrid, cutDayGrid, type DayGrid, growDayGrid} from './day-grid.ts';
import {type Stop, stopsOf} from './horizons.ts';
import {firstDifference, NEVER} from './series-difference.ts';

/** What was last seen of one name, and what was worked out of it so far. */
type NameTrack = {
  readonly symbol: Ticker;
  series: BarSeries | undefined;
  /** When its first bar opens that the last snapshot changed. */
  changedFrom: Instant;
  halts: unknown;
  halted: unknown;
  stops: readonly Stop[];
  /** The regular close, once the session is over. */
  close: number | undefined;
  readonly grids: Map<Span, DayGrid>;
};

/** What a snapshot changed in the names. */
export type NameChanges = {
  /** When the first bar opens that changed in any of them, and in one. */
  readonly from: Instant;
  readonly fromOf: (symbol: Ticker) => Instant;
  /** Those that stopped or went on. */
  readonly stopped: ReadonlySet<Ticker>;
  /** Those whose regular close is another. */
  readonly closed: ReadonlySet<Ticker>;
};

export type NameTracks = {
  /** Reads every tracked name of a snapshot; bars from `until` on are not compared. */
  readonly take: (snapshot: Snapshot, until: Instant) => NameChanges;
  /** Begins with a name that no snapshot was asked for yet. */
  readonly track: (snapshot: Snapshot, symbol: Ticker) => void;
  readonly seriesOf: (symbol: Ticker) => BarSeries | undefined;
  readonly stopsOf: (symbol: Ticker) => readonly Stop[];
  readonly closeOf: (symbol: Ticker) => number | undefined;
  /** The day's returns of a name, whole up to `until`. */
  readonly gridOf: (symbol: Ticker, slot: Span, until: Instant) => DayGrid;
};

const UNCHANGED: ReadonlySet<Ticker> = new Set();
const NOTHING: NameChanges = {from: NEVER, fromOf: () => NEVER, stopped: UNCHANGED, closed: UNCHANGED};

const withName = (names: ReadonlySet<Ticker>, name: Ticker): ReadonlySet<Ticker> => new Set([...names, name]);

const newTrack = (symbol: Ticker): NameTrack => ({
  symbol,
  series: undefined,
  changedFrom: NEVER,
  halts: undefined,
  halted: undefined,
  stops: [],
  close: undefined,
  grids: new Map(),
});

/** The names of a day as snapshot after snapshot shows them; a name costs nothing while its bars are the same object. */
export const createNameTracks = (session: Session, symbols: Iterable<Ticker>): NameTracks => {
  const tracks = new Map<Ticker, NameTrack>();
  for (const symbol of symbols) tracks.set(symbol, newTrack(symbol));

  const hasStopped = (track: NameTrack, figures: Figures | undefined): boolean => {
    if (track.halts === figures?.halts && track.halted === figures?.halted) return false;
    track.halts = figures?.halts;
    track.halted = figures?.halted;
    track.stops = stopsOf(figures);
    return true;
  };

  const hasClosed = (track: NameTrack, figures: Figures | undefined, now: Instant): boolean => {
    const close = now >= session.closeAt ? figures?.close : undefined;
    if (track.close === close) return false;
    track.close = close;
    return true;
  };

  const fromOf = (symbol: Ticker): Instant => tracks.get(symbol)?.changedFrom ?? NEVER;

  return {
    take: (snapshot, until) => {
      let from = NEVER;
      let [stopped, closed] = [UNCHANGED, UNCHANGED];
      for (const track of tracks.values()) {
        const series = snapshot.bars.get(track.symbol);
        track.changedFrom = firstDifference(track.series, series, until);
        track.series = series;
        if (track.changedFrom < NEVER) {
          from = earlier(from, track.changedFrom);
          for (const grid of track.grids.values()) cutDayGrid(grid, session, track.changedFrom);
        }
        const figures = snapshot.figures.get(track.symbol);
        if (hasStopped(track, figures)) stopped = withName(stopped, track.symbol);
        if (hasClosed(track, figures, snapshot.clock.now)) closed = withName(closed, track.symbol);
      }
      const nothing = from === NEVER && stopped === UNCHANGED && closed === UNCHANGED;
      return nothing ? NOTHING : {from, fromOf, stopped, closed};
    },
    track: (snapshot, symbol) => {
      if (tracks.has(symbol)) return;
      const track = newTrack(symbol);
      track.series = snapshot.bars.get(symbol);
      const figures = snapshot.figures.get(symbol);
      hasStopped(track, figures);
      hasClosed(track, figures, snapshot.clock.now);
      tracks.set(symbol, track);
    },
    seriesOf: symbol => tracks.get(symbol)?.series,
    stopsOf: symbol => tracks.get(symbol)?.stops ?? [],
    closeOf: symbol => tracks.get(symbol)?.close,
    gridOf: (symbol, slot, until) => {
      const track = tracks.get(symbol);
      const grid = track?.grids.get(slot) ?? createDayGrid(session, slot);
      track?.grids.set(slot, grid);
      growDayGrid(grid, track?.series, session, until);
      return grid;
    },
  };
};
