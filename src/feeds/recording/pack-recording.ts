import {basename} from 'node:path';
import {sessionOf} from '../../core/calendar.ts';
import type {TapeEvent} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {type Instant, later} from '../../core/instant.ts';
import {atWallTime, type WallTime, wallTimeAt} from '../../core/new-york.ts';
import {safeText} from '../../news/safe-text.ts';
import {noCounts, storedCounts, TAPE_KINDS, type TapeCounts} from '../../tape/kinds/tape-counts.ts';
import {recordingTitle} from '../../tape/recording/recordings.ts';
import {verifyDay} from '../../tape/verify-day.ts';
import {writeDay} from '../../tape/write-day.ts';
import {readRecordedEvents} from './read-recorded-events.ts';
import {type RecordingSurvey, surveyRecording} from './survey-recording.ts';

export type PackOptions = {
  readonly name: string;
  /** A day that stands there already goes once the new one is whole; the manual acts in it stay. */
  readonly replace?: boolean;
  /** Leave out what is damaged; otherwise damage is a Fault. */
  readonly salvage?: boolean;
  /** Told the share of the work that is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
};

export type PackReport = {readonly counts: TapeCounts; readonly survey: RecordingSurvey};

const formatClock = ({hour, minute, second}: WallTime): string =>
  [hour, minute, second].map(part => String(part).padStart(2, '0')).join(':');

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** `recorded from Alpaca iex, 09:25:01 to 16:00:12 New York time; 1 gap could not be filled`. */
const madeWords = ({sessions, firstAt, lastAt, gaps, damage}: RecordingSurvey): string => {
  return [
    `recorded from ${recordingTitle(sessions[0])}, ${formatClock(wallTimeAt(firstAt))} to ${formatClock(wallTimeAt(lastAt))} New York time`,
    sessions.length === 1 ? '' : `in ${sessions.length} sittings`,
    gaps === 0 ? '' : `${times(gaps, 'gap', 'gaps')} could not be filled`,
    damage.length === 0 ? '' : `${times(damage.length, 'damaged place', 'damaged places')} left out`,
  ]
    .filter(part => part !== '')
    .join('; ');
};

const refuseDamage = (path: string, {damage}: RecordingSurvey): void => {
  const [first] = damage;
  if (first === undefined) return;
  const more = damage.length === 1 ? '' : `, and ${times(damage.length - 1, 'other place', 'other places')}`;
  throw new Fault(
    'tape/corrupt',
    `${safeText(basename(path), 200)} is damaged at byte ${first.offset} (${first.why})${more}`,
    {
      remedy: 'pack it with --salvage to leave out what is damaged',
    },
  );
};

/**
 * Makes the recording at `path` the day in folder `dir`: what was received, when it was received, what was told of
 * earlier sessions, and no deals. A wall clock that was set back is held still until it has caught up. Everything
 * written is read again and counted; the recording stays as it is. Fault `tape/corrupt` for damage, with its place.
 */
export const packRecording = async (path: string, dir: string, options: PackOptions): Promise<PackReport> => {
  const {name, replace = false, salvage = false, onProgress} = options;
  const survey = await surveyRecording(path);
  if (!salvage) refuseDamage(path, survey);
  const [first] = survey.sessions;
  const {date} = first;
  const counts = noCounts();

  async function* events(): AsyncGenerator<TapeEvent> {
    let known: Instant = survey.firstAt;
    for await (const batch of readRecordedEvents(path)) {
      for (const event of batch.events) {
        if (event.kind === 'status') continue;
        known = later(known, event.receivedAt);
        counts[event.kind] += 1;
        yield event.receivedAt === known ? event : {...event, receivedAt: known};
      }
      onProgress?.(Math.min(1, batch.endsAt / survey.bytes));
    }
  }

  const manifest = await writeDay(
    dir,
    {
      name,
      title: recordingTitle(first),
      date,
      symbols: survey.symbols,
      benchmark: survey.benchmark,
      provenance: 'recorded',
      made: madeWords(survey),
      openingAt: sessionOf(date)?.openAt ?? atWallTime(date, 9, 30),
      previousCloses: survey.previousCloses,
      events: events(),
      ...(survey.history.length === 0 ? {} : {history: survey.history}),
      deals: [],
    },
    {private: true, replace},
  );
  await verifyDay(dir);
  const held = storedCounts(manifest.counts);
  const differing = TAPE_KINDS.find(kind => held[kind] !== counts[kind]);
  if (differing !== undefined)
    throw new Fault('tape/corrupt', `the day ${name} does not hold every ${differing} of its recording`);
  return {counts: held, survey};
};
