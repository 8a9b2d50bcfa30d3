import type {Snapshot} from '../market/snapshot.ts';
import type {AlertEntry} from '../view/alert-log.ts';
import {alertRows} from '../view/alerts-view.ts';
import {type Command, LIST_PROMPTS} from '../view/command.ts';
import type {UiState} from '../view/ui-state.ts';
import {linkChosen, linksShown} from './link-choice.ts';
import {paletteMatches} from './palette.ts';
import {hasList} from './reduce/lists.ts';
import {chosenSetting} from './reduce/prompt.ts';

/** To the headline that an alert came of, else to its name. */
const goTo = ({headline, symbol}: AlertEntry, {wire, file}: Snapshot): readonly Command[] => {
  if (headline !== undefined && wire.some(item => item.headline.id === headline.id))
    return [{kind: 'select-headline', id: headline.id}];
  return symbol !== undefined && file.day.symbols.includes(symbol) ? [{kind: 'select-symbol', symbol}] : [];
};

/** What a command stands for on this screen: Enter on a list is what its row says, in a drill it replays from there. */
export const resolveCommand = (command: Command, ui: UiState, snapshot: Snapshot): readonly Command[] => {
  if (command.kind === 'submit' && ui.prompt !== undefined && LIST_PROMPTS.has(ui.prompt.kind)) {
    const chosen = paletteMatches(ui.prompt.text, snapshot, ui)[ui.listAt];
    return chosen === undefined ? [command] : [{kind: 'back'}, chosen.command];
  }
  if (command.kind === 'open' && ui.overlay === 'drill') return [{kind: 'replay-from'}];
  if (command.kind === 'open-link' && ui.overlay === 'drill' && linksShown(snapshot, ui) > 0)
    return [{kind: 'ask', prompt: 'link'}];
  if (command.kind === 'submit' && ui.prompt?.kind === 'link') {
    const note = linkChosen(ui.prompt.text, linksShown(snapshot, ui));
    return note === undefined
      ? [command]
      : [{kind: 'back'}, note === 0 ? {kind: 'open-link'} : {kind: 'open-link', note}];
  }
  if (command.kind === 'open' && hasList(ui) && ui.overlay === 'days') {
    const day = ui.days?.[ui.listAt];
    return day === undefined || day.fault !== undefined ? [] : [{kind: 'open-day', name: day.name}];
  }
  if (command.kind === 'open' && hasList(ui) && ui.overlay === 'settings') {
    const row = chosenSetting(ui);
    if (row?.key === 'alerts') return [{kind: 'alerts'}];
    return row?.key === 'lastDay' && snapshot.clock.mode === 'replay' ? [{kind: 'days'}] : [command];
  }
  if (command.kind === 'open' && hasList(ui) && ui.overlay === 'alerts') {
    const row = alertRows(snapshot, ui)[ui.listAt];
    return row?.kind === 'fired' ? goTo(row.entry, snapshot) : [command];
  }
  return [command];
};
