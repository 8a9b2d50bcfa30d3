import type {BenchmarkChoice} from '../../market/reactions/benchmark.ts';
import type {HorizonName} from '../../market/reactions/horizons.ts';
import type {ModelChoice} from '../../market/reactions/reaction-options.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {type EarlierOfKind, earlierOfKind, type ToldReaction} from '../../market/study/earlier-of-kind.ts';
import type {Study} from '../../market/study/study.ts';
import type {StudyEvent} from '../../market/study/study-event.ts';
import {formatClock} from '../format.ts';
import {watchedSymbol} from '../reactions.ts';

/** A study and what of it was asked for. */
export type StudyScope = {
  readonly snapshot: Snapshot;
  readonly study: Study;
  /** In time order; the verdict is that of the primary one whichever are shown. */
  readonly horizons: readonly HorizonName[];
  readonly benchmark: BenchmarkChoice;
  readonly model: ModelChoice;
  /** One headline alone, by its own id or that of one that counts from its moment. */
  readonly headlineId: string | undefined;
};

/** The event that a headline belongs to. */
export const eventOf = ({events}: Study, id: string): StudyEvent | undefined =>
  events.find(({item, alike}) => item.headline.id === id || alike.some(({headline}) => headline.id === id));

/** The events asked for, oldest first. */
export const eventsIn = ({study, headlineId}: StudyScope): readonly StudyEvent[] => {
  if (headlineId === undefined) return study.events;
  const event = eventOf(study, headlineId);
  return event === undefined ? [] : [event];
};

/** The headlines of an event, each with what the name that it is about did after it. */
const toldIn = (snapshot: Snapshot, {item, alike, rows}: StudyEvent): readonly ToldReaction[] =>
  [item, ...alike].flatMap(one => {
    const symbol = watchedSymbol(snapshot, one);
    const row = rows.find(({reaction}) => reaction.symbol === symbol);
    return row === undefined ? [] : [{item: one, reaction: row.reaction}];
  });

/** What the name that an event is about did after the earlier ones of its kind; undefined where it is about none, or of no kind. */
export const earlierOfEvent = ({study, snapshot}: StudyScope, event: StudyEvent): EarlierOfKind | undefined => {
  const own = toldIn(snapshot, event).find(({item}) => item === event.item);
  return own === undefined || event.item.notes.event.kind === 'other'
    ? undefined
    : earlierOfKind(
        own,
        study.events.flatMap(one => toldIn(snapshot, one)),
      );
};

/** Where no headline is: nothing is known, and it says of what. */
export const nothingWords = ({snapshot}: StudyScope): string =>
  `no headline on ${snapshot.file.day.name} by ${formatClock(snapshot.clock.now)} ET`;
