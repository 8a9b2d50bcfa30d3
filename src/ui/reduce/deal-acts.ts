import type {DealEvent} from '../../news/deals/deal.ts';
import type {DealState} from '../../news/deals/deal-fold.ts';
import type {ManualAct, ManualDeed} from '../../news/deals/manual-act.ts';
import {lastAct, splitDealId} from '../../news/deals/manual-acts.ts';
import type {Command} from '../../view/command.ts';
import {actedDeals, dealStates} from '../../view/deal-states.ts';
import {dealRows, dealsView} from '../../view/deals-view.ts';
import {formatTradingDate} from '../../view/format.ts';
import {type ChosenDeal, chosenDeal, type DealRowId, dealName} from '../../view/listed-deals.ts';
import type {UiState} from '../../view/ui-state.ts';
import {keymapOf} from '../effective-keymap.ts';
import {formatKey} from '../key-names.ts';
import {dealChosen} from './deals.ts';
import type {UiContext} from './reduce-context.ts';

type ActCommand = Extract<
  Command,
  {kind: 'merge-into' | 'reassign-to' | 'split' | 'judge-suggestion' | 'pin' | 'undo-act'}
>;

const keyOf = (ui: UiState, name: string): string =>
  formatKey(keymapOf(ui.preferences.keys).bindings.find(binding => binding.name === name)?.keys[0] ?? '');

const eventWords = ({date, source}: DealEvent): string =>
  `the report of ${formatTradingDate(date)}${source === undefined ? '' : ` (${source})`}`;

/** The deal that an act would be on, or why there is none. */
const chosenFor = (ui: UiState, {snapshot}: UiContext): ChosenDeal | string => {
  const deals = keyOf(ui, 'deals');
  if (ui.focus !== 'deals' || ui.overlay !== undefined) return `first go to the deals: ${deals}`;
  return chosenDeal(snapshot, ui) ?? `choose a deal first: ${keyOf(ui, 'down')} and ${keyOf(ui, 'up')}`;
};

/** The chosen event with those of its deal, or why none can be moved. */
const eventFor = (ui: UiState, context: UiContext): {readonly state: DealState; readonly event: DealEvent} | string => {
  const chosen = chosenFor(ui, context);
  if (typeof chosen === 'string') return chosen;
  const {state, event} = chosen;
  if (event === undefined || ui.dealsFolded.has(state.deal.id))
    return `choose one of its events first: ${keyOf(ui, 'down')}`;
  if (state.events.length === 1)
    return `it is the deal's only event: ${keyOf(ui, 'merge')} merges the deal into another`;
  return {state, event};
};

/** Why the chosen deal cannot be merged or the chosen event cannot go to another deal; undefined when it can. */
export const whyNotElsewhere = (ui: UiState, context: UiContext, prompt: 'merge' | 'reassign'): string | undefined => {
  const chosen = prompt === 'merge' ? chosenFor(ui, context) : eventFor(ui, context);
  if (typeof chosen === 'string') return chosen;
  if (dealStates(context.snapshot, ui).length > 1) return undefined;
  return prompt === 'merge'
    ? 'there is no other deal to merge it into'
    : `there is no other deal: ${keyOf(ui, 'split')} makes the event a deal of its own`;
};

/** The act added to those of the day, and the row that is chosen after it. */
const withAct = (
  ui: UiState,
  context: UiContext,
  deed: ManualDeed,
  told: string,
  rowOf: (act: ManualAct) => DealRowId | undefined = () => ui.dealRow,
): UiState => {
  const {wall, snapshot} = context;
  const id = `${Math.round(wall).toString(36)}-${ui.acts.length + 1}`;
  const act: ManualAct = {...deed, id, at: snapshot.clock.now, madeAt: wall};
  const next = {...ui, acts: [...ui.acts, act], notice: told};
  const row = rowOf(act);
  return row === undefined ? next : dealChosen(next, context, row);
};

const nameOf = (ui: UiState, {snapshot}: UiContext, id: string): string => {
  const deal = actedDeals(snapshot, ui).book.find(one => one.id === id);
  return deal === undefined ? 'a deal' : dealName({from: deal.from, deal});
};

const merged = (ui: UiState, context: UiContext, into: string, undo: string): UiState => {
  const chosen = chosenFor(ui, context);
  if (typeof chosen === 'string') return {...ui, notice: chosen};
  const {state} = chosen;
  const told = `merged, ${undo}: ${dealName(state)} into ${nameOf(ui, context, into)}`;
  const row = {deal: into, event: chosen.event?.id};
  return withAct(ui, context, {kind: 'merge', deal: state.deal.id, into}, told, () => row);
};

const reassigned = (ui: UiState, context: UiContext, to: string, undo: string): UiState => {
  const chosen = eventFor(ui, context);
  if (typeof chosen === 'string') return {...ui, notice: chosen};
  const {state, event} = chosen;
  const told = `moved, ${undo}: ${eventWords(event)} to ${nameOf(ui, context, to)}`;
  const row = {deal: to, event: event.id};
  return withAct(ui, context, {kind: 'reassign', deal: state.deal.id, event: event.id, to}, told, () => row);
};

const splitOff = (ui: UiState, context: UiContext, later: boolean, undo: string): UiState => {
  const chosen = eventFor(ui, context);
  if (typeof chosen === 'string') return {...ui, notice: chosen};
  const {state, event} = chosen;
  if (later && state.events[0]?.id === event.id)
    return {...ui, notice: 'that would be the whole deal: choose a later event'};
  const told = `a deal of its own, ${undo}: ${eventWords(event)}${later ? ' and all after it' : ''}`;
  return withAct(ui, context, {kind: 'split', deal: state.deal.id, event: event.id, later}, told, act => ({
    deal: splitDealId(act),
    event: event.id,
  }));
};

/** What is chosen once a suggestion is gone: the one after it, else the row before. */
const rowBeside = (ui: UiState, {snapshot}: UiContext, {state}: ChosenDeal): DealRowId => {
  const rows = dealRows(dealsView(snapshot, ui)).filter(({deal}) => deal === state.deal.id);
  const place = rows.findIndex(({event}) => event === ui.dealRow?.event);
  return rows[place + 1] ?? rows[place - 1] ?? {deal: state.deal.id, event: undefined};
};

const judged = (ui: UiState, context: UiContext, fits: boolean, undo: string): UiState => {
  const chosen = chosenFor(ui, context);
  if (typeof chosen === 'string') return {...ui, notice: chosen};
  const {state, suggestion} = chosen;
  const {deal} = state;
  if (suggestion === undefined || ui.dealsFolded.has(deal.id)) {
    const none = state.suggestions.length === 0;
    return {...ui, notice: none ? 'nothing is suggested for this deal' : 'choose one of the rows that say maybe first'};
  }
  const row = fits ? {deal: deal.id, event: suggestion.id} : rowBeside(ui, context, chosen);
  const words = fits ? 'taken into' : 'not of';
  const told = `${words} ${dealName(state)}, ${undo}: ${eventWords(suggestion)}`;
  const deed: ManualDeed = {kind: fits ? 'accept' : 'reject', deal: deal.id, event: suggestion.id};
  return withAct(ui, context, deed, told, () => row);
};

const pinTurned = (ui: UiState, context: UiContext, undo: string): UiState => {
  const chosen = chosenFor(ui, context);
  if (typeof chosen === 'string') return {...ui, notice: chosen};
  const {deal} = chosen.state;
  const kind = actedDeals(context.snapshot, ui).pinned.has(deal.id) ? 'unpin' : 'pin';
  const told = `${kind === 'pin' ? 'pinned' : 'no longer pinned'}, ${undo}: ${dealName(chosen.state)}`;
  return withAct(ui, context, {kind, deal: deal.id}, told);
};

const UNDONE = {
  merge: 'the merge',
  split: 'the split',
  reassign: 'the move of an event',
  accept: 'the taking in of a report',
  reject: 'the rejection of a report',
  pin: 'the pin',
  unpin: 'the unpinning',
} as const;

const undone = (ui: UiState, context: UiContext): UiState => {
  const {snapshot} = context;
  if (ui.focus !== 'deals' || ui.overlay !== undefined)
    return {...ui, notice: `first go to the deals: ${keyOf(ui, 'deals')}`};
  const last = lastAct(ui.acts, snapshot.clock.now);
  if (last === undefined) return {...ui, notice: 'nothing to undo by this time of the day'};
  const next = withAct(ui, context, {kind: 'undo', act: last.id}, '');
  const row = {deal: last.deal, event: 'event' in last ? last.event : ui.dealRow?.event};
  return {
    ...dealChosen(next, context, row),
    notice: `undone: ${UNDONE[last.kind]} (${nameOf(next, context, last.deal)})`,
  };
};

/** What was done to the deals by hand, or one line that says why it was not. */
export const acted = (ui: UiState, context: UiContext, command: ActCommand): UiState => {
  const undo = `${keyOf(ui, 'undo')} undoes it`;
  switch (command.kind) {
    case 'merge-into':
      return merged(ui, context, command.deal, undo);
    case 'reassign-to':
      return reassigned(ui, context, command.deal, undo);
    case 'split':
      return splitOff(ui, context, command.later, undo);
    case 'judge-suggestion':
      return judged(ui, context, command.fits, undo);
    case 'pin':
      return pinTurned(ui, context, undo);
    case 'undo-act':
      return undone(ui, context);
  }
};
