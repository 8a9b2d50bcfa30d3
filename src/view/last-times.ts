import {tradingDateAt} from '../core/new-york.ts';
import type {HorizonReading} from '../market/reactions/reaction.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {type EarlierOfKind, earlierOfKind, type ToldReaction} from '../market/study/earlier-of-kind.ts';
import {wireItemAt} from '../market/wire.ts';
import {type LastingRow, lastingRows} from './deal-rows.ts';
import {dealStates} from './deal-states.ts';
import {earlierWords} from './earlier-words.ts';
import {formatTime, UNKNOWN} from './format.ts';
import {dealName} from './listed-deals.ts';
import {horizonCell, type ReactionLook, reactionBook, readingAt, statisticCell, watchedSymbol} from './reactions.ts';
import type {UiState} from './ui-state.ts';

/** What of the screen decides what is known of the last times. */
export type LastTimesLook = Pick<UiState, 'acts'> & ReactionLook;

/** Steps of a deal that are written out; of more the newest are. */
const MOST_STEPS = 6;

/** What the headline's name did after the earlier headlines of its kind; undefined where it is about no name, or of no kind. */
export const earlierOf = (
  snapshot: Snapshot,
  look: Pick<ReactionLook, 'preferences'>,
  item: WireItem,
): EarlierOfKind | undefined => {
  const {kind} = item.notes.event;
  const symbol = watchedSymbol(snapshot, item);
  if (symbol === undefined || kind === 'other' || item.move !== undefined) return undefined;
  const book = reactionBook(snapshot, look);
  const told = (one: WireItem): ToldReaction => ({item: one, reaction: book.of(one, symbol)});
  const alike = snapshot.wire.filter(
    other => other.notes.event.kind === kind && watchedSymbol(snapshot, other) === symbol,
  );
  return earlierOfKind(told(item), alike.map(told));
};

const tWords = (reading: HorizonReading | undefined): string => {
  const test = reading?.measured?.test;
  return test?.status === 'ok' ? ` (t ${statisticCell(test.t).text})` : '';
};

/** `advanced 08:04 AMZN +3.0% (t +43)`; `talks 2026-01-29 ·` where this tape does not know what it did. */
const stepWords = (snapshot: Snapshot, look: LastTimesLook, {events: [event], row}: LastingRow): string => {
  const id = event?.headlineId;
  const item = id === undefined ? undefined : wireItemAt(snapshot.wire, id, event?.at);
  const at = event?.at ?? item?.headline.at;
  const when = at !== undefined && tradingDateAt(at) === snapshot.file.day.date ? formatTime(at) : row.date;
  const symbol = item && watchedSymbol(snapshot, item);
  if (item === undefined || symbol === undefined) return `${row.stage} ${when} ${UNKNOWN}`;
  const reading = readingAt(reactionBook(snapshot, look).of(item, symbol), '+15m');
  return `${row.stage} ${when} ${symbol} ${horizonCell(reading, 'return').text}${tWords(reading)}`;
};

/** The steps of the headline's deal before it; '' where it is of no deal, or the first of one. */
const dealWords = (snapshot: Snapshot, look: LastTimesLook, {headline: {id}}: WireItem): string => {
  for (const state of dealStates(snapshot, look)) {
    if (state.events.every(({headlineId}) => headlineId !== id)) continue;
    const rows = lastingRows(state);
    const before = rows.slice(
      0,
      rows.findIndex(({events}) => events.some(({headlineId}) => headlineId === id)),
    );
    if (before.length === 0) return '';
    const shown = before.slice(-MOST_STEPS).map(row => stepWords(snapshot, look, row));
    return `${dealName(state)}: ${before.length > shown.length ? '… ' : ''}${shown.join('; ')}`;
  }
  return '';
};

/** What happened the last times, for a headline: after the steps of its deal before it, and after others of its kind. */
export const lastTimes = (
  snapshot: Snapshot,
  look: LastTimesLook,
  item: WireItem,
): readonly {readonly name: string; readonly value: string}[] => {
  const earlier = earlierOf(snapshot, look, item);
  return [
    {name: 'so far', value: dealWords(snapshot, look, item)},
    {name: 'last times', value: earlier === undefined ? '' : earlierWords(earlier)},
  ].filter(({value}) => value !== '');
};
