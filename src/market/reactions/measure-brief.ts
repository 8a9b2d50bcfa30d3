import type {Session} from '../../core/calendar.ts';
import {earlier, type Instant, instant} from '../../core/instant.ts';
import {HORIZONS, type HorizonEnd, horizonEnd} from './horizons.ts';
import {type NameReads, nextPrint, readHorizon} from './name-reads.ts';
import type {NameTracks} from './name-tracks.ts';
import type {BriefReaction, BriefReading} from './reaction.ts';
import {type Entry, isClosed, isConfounded} from './reaction-entry.ts';
import {closedReaction} from './reaction-of.ts';
import {NEVER} from './series-difference.ts';

/** What entries are measured with. */
export type Ground = {
  readonly session: Session;
  readonly tracks: NameTracks;
  readonly readsOf: (entry: Entry) => NameReads;
  /** Says that an entry read bars that open before `at`. */
  readonly readUpTo: (at: Instant, entry: Entry) => void;
};

/** Where the horizons of an entry end as far as is known at `now`; when a print is known that comes later, it is due then. */
const endsOf = (entry: Entry, {session, tracks, readUpTo}: Ground, now: Instant): readonly HorizonEnd[] => {
  if (entry.ends !== undefined) return entry.ends;
  const {symbol, start} = entry;
  const stops = tracks.stopsOf(symbol);
  const series = tracks.seriesOf(symbol);
  const printFrom = (at: Instant): Instant | undefined => {
    const next = nextPrint(series, at);
    if (next === undefined) return undefined;
    readUpTo(instant(next + 1), entry);
    if (next <= now) return next;
    entry.dueAt = earlier(entry.dueAt, next);
    return undefined;
  };
  const ends = HORIZONS.map(horizon => horizonEnd(horizon, start.at, session, stops, printFrom));
  if (stops.length === 0) entry.ends = ends;
  return ends;
};

/** Looks at every horizon: at where it ends, at what else was told until then, and at its figures where they are not known. */
const readAll = (entry: Entry, reads: NameReads, ground: Ground, now: Instant): readonly BriefReading[] => {
  const {readings} = entry;
  [entry.dueAt, entry.waits] = [NEVER, false];
  const ends = endsOf(entry, ground, now);
  const steady = ends === entry.ends;
  entry.next = steady ? ends.length : undefined;
  return ends.map((end, index) => {
    const confounded = isConfounded(entry, end.toAt);
    const known = readings[index];
    const stands = known !== undefined && (known.status !== 'pending' || (steady && now < end.toAt));
    let reading = stands ? known : readHorizon(reads, end, confounded, now);
    if (reading.confounded !== confounded) reading = {...reading, confounded};
    readings[index] = reading;
    if (end.state === 'waits') {
      readings[index] = undefined;
      entry.waits = true;
    } else if (reading.status === 'pending') {
      entry.dueAt = earlier(entry.dueAt, end.toAt);
      if (entry.next !== undefined) entry.next = Math.min(entry.next, index);
    } else if (!stands) ground.readUpTo(end.toAt, entry);
    return reading;
  });
};

/** Looks at those alone that have ended since: of an entry nothing else is touched, for it has long left every cache. */
const readNext = (entry: Entry, next: number, reads: NameReads, ground: Ground, now: Instant): void => {
  const {readings, ends} = entry;
  entry.dueAt = NEVER;
  for (let index = next; index < readings.length; index++) {
    const [pending, end] = [readings[index], ends?.[index]];
    if (pending === undefined || end === undefined) return;
    if (now < pending.toAt) {
      entry.dueAt = pending.toAt;
      return;
    }
    readings[index] = readHorizon(reads, end, pending.confounded, now);
    ground.readUpTo(end.toAt, entry);
    entry.next = index + 1;
  }
};

/**
 * An entry's horizons as they stand at `now`: each that has ended is measured once, and kept on it. Says on it what the others
 * wait for: a moment, or the name's next print.
 */
export const measureBrief = (entry: Entry, ground: Ground, now: Instant): BriefReaction => {
  const {start, readings, next} = entry;
  const reads = ground.readsOf(entry);
  if (isClosed(entry, ground.session)) return {start, horizons: closedReaction(reads, undefined).horizons};
  if (next === undefined) return {start, horizons: readAll(entry, reads, ground, now)};
  readNext(entry, next, reads, ground, now);
  return {start, horizons: readings.filter(reading => reading !== undefined)};
};
