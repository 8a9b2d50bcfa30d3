import {sessionBefore, sessionOf} from '../../core/calendar.ts';
import {earlier, type Instant, instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {benchmarkOf, type Weights} from '../reactions/benchmark.ts';
import {createNameTracks} from '../reactions/name-tracks.ts';
import {PHASES, type TradedPhase} from '../reactions/phase-slots.ts';
import {storyClock} from '../reactions/story-clock.ts';
import {type Usual, usualFromSessions} from '../reactions/usual.ts';
import {volumeReading} from '../reactions/volume-reading.ts';
import type {DayFile, Snapshot} from '../snapshot.ts';
import {createJumpFold, type JumpFold, type JumpGround} from './jump-fold.ts';
import {type Jump, MOVE_WAIT, type Move} from './move.ts';
import {createMoveGrid, cutMoveGrid, growMoveGrid, judgedBy, type MoveGrid} from './move-grid.ts';
import {moveWindows} from './move-windows.ts';
import {unexplained} from './unexplained.ts';

/** Goes on to another snapshot of the day; its moves, the same array while they are the same. */
export type MoveTracker = (snapshot: Snapshot) => readonly Move[];

type NameFold = {readonly ground: JumpGround; readonly grid: MoveGrid; fold: JumpFold};

const NONE: readonly Move[] = [];

/** What each name of a day is judged by; names without earlier sessions, or whose benchmark has none, are not. */
const groundsOf = (file: DayFile, weights: Weights): readonly JumpGround[] => {
  const {symbols, benchmark: fund, date} = file.day;
  const session = sessionOf(date) ?? sessionBefore(date);
  return [...new Set(fund === undefined ? symbols : [...symbols, fund])].flatMap((symbol): readonly JumpGround[] => {
    const sessions = file.earlier.get(symbol);
    const benchmark = benchmarkOf(file.day, symbol, weights);
    const usualIn = (phase: TradedPhase): Usual | undefined => {
      const usual = usualFromSessions(file.earlier, symbol, benchmark, phase, 'market');
      return usual === undefined || 'status' in usual ? undefined : usual;
    };
    const usual = {pre: usualIn('pre'), regular: usualIn('regular'), post: usualIn('post')};
    if (sessions === undefined || PHASES.every(phase => usual[phase] === undefined)) return [];
    return [{symbol, session, sessions, benchmark, usual, windows: moveWindows(sessions, usual, session)}];
  });
};

/**
 * Keeps the moves of one day as snapshot follows snapshot: each slot is judged once, two minutes after it ended. A bar that
 * changes under slots already judged has them judged again.
 */
export const createMoveTracker = (file: DayFile, weights: Weights): MoveTracker => {
  const session = sessionOf(file.day.date) ?? sessionBefore(file.day.date);
  const folds = new Map<Ticker, NameFold>();
  for (const ground of groundsOf(file, weights))
    folds.set(ground.symbol, {
      ground,
      grid: createMoveGrid(session, ground.sessions.slot),
      fold: createJumpFold(ground),
    });
  const slot = folds.values().next().value?.ground.sessions.slot;
  if (slot === undefined) return () => NONE;
  const tracks = createNameTracks(session, folds.keys());
  let now: Instant = instant(Number.NEGATIVE_INFINITY);
  let judged = 0;
  let wire: Snapshot['wire'] | undefined;
  let jumps: readonly Jump[] = [];
  let moves = NONE;

  /** Unlearns what is not as it was: the slots from `count` on, all of a name whose halts are others. */
  const cut = (count: number, names: ReadonlySet<Ticker>): void => {
    for (const [symbol, name] of folds) cutMoveGrid(name.grid, names.has(symbol) ? 0 : count);
    for (const name of folds.values())
      if (name.fold.judged() > (names.size > 0 ? 0 : count)) name.fold = createJumpFold(name.ground);
  };

  const judge = (count: number): void => {
    for (const [symbol, {grid}] of folds)
      growMoveGrid(grid, tracks.seriesOf(symbol), tracks.stopsOf(symbol), session, count);
    const gridOf = (symbol: Ticker): MoveGrid => folds.get(symbol)?.grid ?? createMoveGrid(session, slot);
    for (const [symbol, {fold}] of folds)
      fold.judge(count, {
        gridOf,
        volumeOf: (from, to) =>
          volumeReading(tracks.seriesOf(symbol), file.earlier.get(symbol), session, from, to).multiple,
      });
  };

  return snapshot => {
    const before = now;
    now = snapshot.clock.now;
    const readUpTo = instant(session.preAt + judged * slot + MOVE_WAIT);
    const changes = tracks.take(snapshot, readUpTo);
    const from = now < before ? earlier(changes.from, now) : changes.from;
    const slots = Math.ceil((session.endAt - session.preAt) / slot);
    const count = Math.min(slots, judgedBy(session, slot, now));
    const stands = Math.max(0, Math.min(judged, judgedBy(session, slot, from)));
    const anew = stands < judged || changes.stopped.size > 0;
    if (anew) cut(stands, changes.stopped);
    if (anew || count > judged) {
      judge(count);
      judged = count;
      jumps = [...folds.values()].flatMap(({fold}) => fold.jumps());
    } else if (wire === snapshot.wire) return moves;
    wire = snapshot.wire;
    const last = moves;
    const found = (jumps.length === 0 ? NONE : unexplained(jumps, storyClock(wire), [...folds.keys()])).map(
      move => last.find(one => isSame(move, one)) ?? move,
    );
    if (found.length !== last.length || found.some((move, index) => move !== last[index])) moves = found;
    return moves;
  };
};

const isSame = (a: Move, b: Move | undefined): boolean =>
  b !== undefined &&
  a.id === b.id &&
  a.return === b.return &&
  a.t === b.t &&
  a.statistic === b.statistic &&
  (a.volume.status === 'ok' ? a.volume.value : undefined) === (b.volume.status === 'ok' ? b.volume.value : undefined) &&
  a.near?.headlineId === b.near?.headlineId &&
  a.near?.toldAt === b.near?.toldAt &&
  a.followedBy?.headlineId === b.followedBy?.headlineId &&
  a.followedBy?.lag === b.followedBy?.lag;
