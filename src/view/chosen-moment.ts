import type {Instant} from '../core/instant.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {formatTradingDate} from './format.ts';
import {chosenDeal} from './listed-deals.ts';
import type {UiState} from './ui-state.ts';

/** A moment to replay from, or why there is none. */
export type ChosenMoment =
  | {readonly at: Instant; readonly why: undefined}
  | {readonly at: undefined; readonly why: string};

const none = (why: string): ChosenMoment => ({at: undefined, why});

/** When what is chosen became known: in the deals the event, or the latest of the deal, anywhere else the headline. */
export const chosenMoment = (snapshot: Snapshot, ui: UiState): ChosenMoment => {
  const {file, wire} = snapshot;
  if (ui.focus !== 'deals' || ui.overlay === 'drill') {
    const item = wire.find(({headline}) => headline.id === ui.headlineId);
    return item === undefined
      ? none('choose a headline or a deal first: j and k')
      : {at: item.firstReceivedAt, why: undefined};
  }
  const chosen = chosenDeal(snapshot, ui);
  if (chosen === undefined) return none('choose a deal first: j and k');
  const {knownAt, date} = chosen.event ?? chosen.suggestion ?? chosen.state.latest;
  if (knownAt >= file.day.startAt && knownAt <= file.day.endAt) return {at: knownAt, why: undefined};
  const name = date === file.day.date ? 'before this tape begins' : `of another day, ${formatTradingDate(date)}`;
  return none(`that is ${name}: d chooses a day`);
};
