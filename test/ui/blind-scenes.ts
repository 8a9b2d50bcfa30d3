import type {FeedEvent, Headline} from '../../src/core/events.ts';
import {type Instant, plus, type Span} from '../../src/core/instant.ts';
import {addDays} from '../../src/core/new-york.ts';
import type {DayFile, Snapshot} from '../../src/market/snapshot.ts';
import {followBlind, startBlind} from '../../src/ui/blind/follow-blind.ts';
import {pressBlindKey} from '../../src/ui/blind/press-blind-key.ts';
import type {BlindState} from '../../src/view/blind/blind-state.ts';
import {at, DATE, dayFile, face, HEADLINES, snapshotOf, status, trades} from './day-fixture.ts';

export const WEIGHTS = {};

/** The fixture's day, moved on by whole days of the same clock, told in other words where `reword` says so. */
export const dayMoved = (by: Span, name: string, reword: (text: string) => string = text => text) => {
  const days = Math.round(by / 86_400_000_000);
  const base = dayFile();
  const file: DayFile = {
    ...base,
    day: {
      ...base.day,
      name,
      title: name,
      date: addDays(DATE, days),
      openingAt: plus(base.day.openingAt, by),
      startAt: plus(base.day.startAt, by),
      endAt: plus(base.day.endAt, by),
    },
    deals: [],
  };
  const move = (event: FeedEvent): FeedEvent => {
    const moved = {...event, at: plus(event.at, by), receivedAt: plus(event.receivedAt, by)};
    return moved.kind === 'headline'
      ? {...moved, updatedAt: plus(moved.updatedAt, by), headline: reword(moved.headline)}
      : moved;
  };
  const events = [status(at(4), 'live', 'connected'), ...trades(at(16)), ...HEADLINES].map(move);
  return {file, events, moment: (when: Instant): Instant => plus(when, by)};
};

export type Day = ReturnType<typeof dayMoved>;

export const snapshotAt = (
  {file, events, moment}: Day,
  when: Instant,
  state: 'running' | 'paused' = 'paused',
): Snapshot => snapshotOf(events, face(moment(when), {state, speed: 300}), file);

/** The moments at which headlines of the fixture become known. */
export const arrivals = (from: Instant, to: Instant): readonly Instant[] =>
  [...new Set(HEADLINES.map(({receivedAt}: Headline) => receivedAt))].filter(one => one > from && one <= to);

export type Scene = {readonly state: BlindState; readonly snapshot: Snapshot};

/** A drill from `from` to `to`: the clock stops at each headline, and `keysFor` says what is pressed where it asks. */
export const play = (day: Day, from: Instant, to: Instant, keysFor: (asked: number) => readonly string[]): Scene => {
  let snapshot = snapshotAt(day, from);
  let state = startBlind(snapshot);
  for (const moment of [...arrivals(from, to), to]) {
    snapshot = snapshotAt(day, moment);
    state = followBlind(state, snapshot, WEIGHTS).state;
    for (let asked = state.drill.questions.length; asked > 0; asked--)
      for (const key of keysFor(state.drill.answers.length)) state = pressBlindKey(state, key).state;
  }
  return {state, snapshot};
};
