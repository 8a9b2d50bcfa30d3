import {type Command, LIST_PROMPTS} from '../../view/command.ts';
import type {UiState} from '../../view/ui-state.ts';
import {steppedSetting} from '../setting-rows.ts';
import {withSetting} from '../ui-settings.ts';
import {chosenRule, inAlerts} from './alerts.ts';
import {asked, chosenSetting} from './prompt.ts';
import {clamp, type UiContext} from './reduce-context.ts';

const LISTS = new Set<string>(['days', 'settings', 'alerts']);

/** Whether a list over the panes has the keys. */
export const hasList = (ui: UiState): boolean =>
  ui.prompt === undefined ? LISTS.has(ui.overlay ?? '') : LIST_PROMPTS.has(ui.prompt.kind);

const chosenAt = (ui: UiState, context: UiContext, place: number): UiState => ({
  ...ui,
  listAt: clamp(place, 0, Math.max(0, context.listCount - 1)),
});

const settingStepped = (ui: UiState, by: number): UiState => {
  const row = chosenSetting(ui);
  const value = row === undefined ? undefined : steppedSetting(row, by);
  if (row === undefined || value === undefined) return {...ui, notice: '⏎ to write it'};
  return withSetting(ui, row.key, value);
};

/** The day picker begins at the day that is shown, once it knows the days. */
export const atPresentDay = (ui: UiState, {snapshot}: UiContext): UiState => {
  if (ui.overlay !== 'days' || ui.listAt !== 0) return ui;
  const place = ui.days?.findIndex(day => day.name === snapshot.file.day.name) ?? -1;
  return {...ui, listAt: Math.max(0, place)};
};

/** What a command does to the list over the panes; undefined when it is none of the list's. */
export const inList = (ui: UiState, command: Command, context: UiContext): UiState | undefined => {
  const inOwn = ui.overlay === 'alerts' && ui.prompt === undefined ? inAlerts(ui, command) : undefined;
  if (inOwn !== undefined) return inOwn;
  switch (command.kind) {
    case 'move':
      return chosenAt(ui, context, ui.listAt + command.by);
    case 'end':
      return chosenAt(ui, context, command.which === 'first' ? 0 : context.listCount);
    case 'crosshair':
      return ui.overlay === 'settings' ? settingStepped(ui, command.by) : ui;
    case 'open':
      if (ui.overlay === 'alerts') return chosenRule(ui) === undefined ? ui : asked(ui, context, 'alert-edit');
      if (ui.overlay !== 'settings') return ui;
      return chosenSetting(ui)?.choices === undefined ? asked(ui, context, 'setting') : settingStepped(ui, 1);
    default:
      return undefined;
  }
};
