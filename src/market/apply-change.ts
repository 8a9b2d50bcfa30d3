import type {Ticker} from '../core/ticker.ts';
import type {Notes} from '../news/notes.ts';
import {withChunks} from './bar-chunks.ts';
import type {Change, ClockFace, DayFile, Figures, Snapshot, WireEntry, WireItem} from './snapshot.ts';
import {mergeWire} from './wire.ts';

const emptySnapshot = (file: DayFile, clock: ClockFace): Snapshot => ({
  revision: 0,
  clock,
  file,
  figures: new Map(),
  bars: new Map(),
  wire: [],
  feeds: [],
  traffic: undefined,
  wireLetGo: 0,
  recording: undefined,
});

const withFigures = (before: ReadonlyMap<Ticker, Figures>, changed: readonly Figures[]): Snapshot['figures'] =>
  changed.length === 0 ? before : new Map([...before, ...changed.map(face => [face.symbol, face] as const)]);

/** The notes are unpacked when first looked at: of a long wire few ever are. */
const itemOf = ({notes: text, ...rest}: WireEntry): WireItem => {
  let notes: Notes | undefined;
  return {
    ...rest,
    get notes() {
      notes ??= JSON.parse(text) as Notes;
      return notes;
    },
  };
};

const sameFace = (a: ClockFace, b: ClockFace): boolean =>
  a.now === b.now &&
  a.mode === b.mode &&
  a.state === b.state &&
  a.speed === b.speed &&
  a.jumps === b.jumps &&
  a.edge?.count === b.edge?.count;

/**
 * The snapshot after a change. The one before is left as it is, and every part that did not change is the same object
 * in both. The very first change carries the day's file; without it there is nothing to build on.
 */
export const applyChange = (before: Snapshot | undefined, change: Change): Snapshot => {
  const base = change.file === undefined ? before : emptySnapshot(change.file, change.clock);
  if (base === undefined) throw new RangeError('the first change must carry the file of its day');
  const gone = new Set(change.letGo?.ids);
  const stays = gone.size === 0 ? base.wire : base.wire.filter(({headline}) => !gone.has(headline.id));
  return {
    revision: change.revision,
    clock: sameFace(base.clock, change.clock) ? base.clock : change.clock,
    file: base.file,
    figures: withFigures(base.figures, change.figures),
    bars: withChunks(base.bars, change.chunks),
    wire: mergeWire(stays, change.wire.map(itemOf)),
    wireLetGo: change.letGo?.total ?? base.wireLetGo,
    feeds: change.feeds ?? base.feeds,
    traffic: change.traffic ?? base.traffic,
    recording: change.recording ?? before?.recording,
  };
};
