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

/**
 * An entry's horizons as they stand at `now`: each that has ended is measured once, and kept on it. Says on it what the others
 * wait for: a moment, or the name's next print.
 */
export const measureBrief = (entry: Entry, ground: Ground, now: Instant): BriefReaction => {
  const {start, readings} = entry;
  const reads = ground.readsOf(entry);
  [entry.dueAt, entry.waits] = [NEVER, false];
  if (isClosed(entry, ground.session)) return {start, horizons: closedReaction(reads, undefined).horizons};
  const ends = endsOf(entry, ground, now);
  const horizons: BriefReading[] = [];
  for (const [index, end] of ends.entries()) {
    const confounded = isConfounded(entry, end.toAt);
    let reading = readings[index];
    const stands = reading !== undefined && (reading.status !== 'pending' || (ends === entry.ends && now < end.toAt));
    if (reading === undefined || !stands) {
      reading = readHorizon(reads, end, confounded, now);
      readings[index] = end.state === 'waits' ? undefined : reading;
      if (end.state === 'waits') entry.waits = true;
      else if (reading.status !== 'pending') ground.readUpTo(end.toAt, entry);
    } else if (reading.confounded !== confounded) {
      reading = {...reading, confounded};
      readings[index] = reading;
    }
    if (reading.status === 'pending') entry.dueAt = earlier(entry.dueAt, end.toAt);
    horizons.push(reading);
  }
  return {start, horizons};
};
