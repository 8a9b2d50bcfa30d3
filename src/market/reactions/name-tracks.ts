import type {Session} from '../../core/calendar.ts';
import {earlier, type Instant, type Span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {anyChangedSince} from '../bar-chunks.ts';
import type {BarSeries} from '../bar-series.ts';
import type {Figures, Snapshot} from '../snapshot.ts';
import {createDayGrid, cutDayGrid, type DayGrid, growDayGrid} from './day-grid.ts';
import {type Stop, stopsOf} from './horizons.ts';
import {firstDifference, NEVER} from './series-difference.ts';

/** What was last seen of one name, and what was worked out of it so far. */
type NameTrack = {
  readonly symbol: Ticker;
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

type Bars = Snapshot['bars'];

const UNCHANGED: ReadonlySet<Ticker> = new Set();
const NOTHING: NameChanges = {from: NEVER, fromOf: () => NEVER, stopped: UNCHANGED, closed: UNCHANGED};

const withName = (names: ReadonlySet<Ticker>, name: Ticker): ReadonlySet<Ticker> => new Set([...names, name]);

const newTrack = (symbol: Ticker): NameTrack => ({
  symbol,
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

  let bars: Bars | undefined;
  let figures: Snapshot['figures'] | undefined;
  let isOver = false;

  const hasStopped = (track: NameTrack, ofName: Figures | undefined): boolean => {
    if (track.halts === ofName?.halts && track.halted === ofName?.halted) return false;
    track.halts = ofName?.halts;
    track.halted = ofName?.halted;
    track.stops = stopsOf(ofName);
    return true;
  };

  const hasClosed = (track: NameTrack, ofName: Figures | undefined): boolean => {
    const close = isOver ? ofName?.close : undefined;
    if (track.close === close) return false;
    track.close = close;
    return true;
  };

  const fromOf = (symbol: Ticker): Instant => tracks.get(symbol)?.changedFrom ?? NEVER;

  /** Looks for the first bar that differs, name by name where what was published does not say that none below `until` does. */
  const compare = (before: Bars | undefined, until: Instant): Instant => {
    // Before all time: nothing was read yet.
    if (before === bars || until === -NEVER) return NEVER;
    const told = before && bars && anyChangedSince(before, bars);
    if (told !== undefined && told >= until) return NEVER;
    let from = NEVER;
    for (const track of tracks.values()) {
      track.changedFrom = firstDifference(before?.get(track.symbol), bars?.get(track.symbol), until);
      if (track.changedFrom === NEVER) continue;
      from = earlier(from, track.changedFrom);
      for (const grid of track.grids.values()) cutDayGrid(grid, session, track.changedFrom);
    }
    return from;
  };

  return {
    take: (snapshot, until) => {
      const before = bars;
      bars = snapshot.bars;
      const from = compare(before, until);
      let [stopped, closed] = [UNCHANGED, UNCHANGED];
      const over = snapshot.clock.now >= session.closeAt;
      if (figures !== snapshot.figures || isOver !== over) {
        figures = snapshot.figures;
        isOver = over;
        for (const track of tracks.values()) {
          const ofName = figures.get(track.symbol);
          if (hasStopped(track, ofName)) stopped = withName(stopped, track.symbol);
          if (hasClosed(track, ofName)) closed = withName(closed, track.symbol);
        }
      }
      if (from === NEVER && stopped === UNCHANGED && closed === UNCHANGED) return NOTHING;
      return {from, fromOf: from === NEVER ? NOTHING.fromOf : fromOf, stopped, closed};
    },
    track: (snapshot, symbol) => {
      if (tracks.has(symbol)) return;
      const track = newTrack(symbol);
      const ofName = snapshot.figures.get(symbol);
      hasStopped(track, ofName);
      hasClosed(track, ofName);
      tracks.set(symbol, track);
    },
    seriesOf: symbol => bars?.get(symbol),
    stopsOf: symbol => tracks.get(symbol)?.stops ?? [],
    closeOf: symbol => tracks.get(symbol)?.close,
    gridOf: (symbol, slot, until) => {
      const track = tracks.get(symbol);
      const grid = track?.grids.get(slot) ?? createDayGrid(session, slot);
      track?.grids.set(slot, grid);
      growDayGrid(grid, bars?.get(symbol), session, until);
      return grid;
    },
  };
};
