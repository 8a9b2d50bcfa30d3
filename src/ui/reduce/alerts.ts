import {alertLinesOf} from '../../market/alerts/alert-lines.ts';
import {formatAlertRule} from '../../market/alerts/format-alert-rule.ts';
import {parseAlertRule} from '../../market/alerts/parse-alert-rule.ts';
import {allSeen, isMuted, unseenAlerts} from '../../view/alert-log.ts';
import type {Command} from '../../view/command.ts';
import type {Prompt, UiState} from '../../view/ui-state.ts';
import {withSetting} from '../ui-settings.ts';
import type {UiContext} from './reduce-context.ts';

const withRules = (ui: UiState, rules: readonly string[], notice: string): UiState => ({
  ...withSetting(ui, 'alerts', [...rules]),
  notice,
});

/** The text of the rule that is chosen in the list of alerts; undefined on one that fired. */
export const chosenRule = (ui: UiState): string | undefined => alertLinesOf(ui.preferences.alerts)[ui.listAt]?.text;

/** The list of alerts begins at the newest that was not looked at, else at the first rule. */
export const atNewestAlert = (ui: UiState): UiState =>
  ui.overlay !== 'alerts' || unseenAlerts(ui.alertLog).length === 0
    ? ui
    : {...ui, listAt: ui.preferences.alerts.length};

/** Whoever leaves the list of alerts has seen them. */
export const seenOnLeaving = (before: UiState, after: UiState): UiState =>
  before.overlay === 'alerts' && after.overlay !== 'alerts' ? {...after, alertLog: allSeen(after.alertLog)} : after;

const ruleToggled = (ui: UiState): UiState => {
  const text = chosenRule(ui);
  if (text === undefined) return {...ui, notice: 'only rules can be on or off'};
  const off = text.replace(/^off\s+/i, '');
  const next = off === text ? `off ${text}` : off;
  return withRules(ui, ui.preferences.alerts.with(ui.listAt, next), off === text ? `off: ${off}` : `on: ${off}`);
};

const ruleRemoved = (ui: UiState): UiState => {
  const text = chosenRule(ui);
  if (text === undefined) return {...ui, notice: 'only rules can be deleted'};
  const next = withRules(ui, ui.preferences.alerts.toSpliced(ui.listAt, 1), `deleted: ${text}`);
  return {...next, listAt: Math.max(0, Math.min(ui.listAt, next.preferences.alerts.length - 1))};
};

/** What a command does to the list of alerts; undefined when it is none of the list's. */
export const inAlerts = (ui: UiState, command: Command): UiState | undefined => {
  switch (command.kind) {
    case 'crosshair':
      return ruleToggled(ui);
    case 'remove':
      return ruleRemoved(ui);
    default:
      return undefined;
  }
};

/** A rule as it was meant, so that it says which way a move without a sign goes: a new one, or in place of the chosen one; or what is wrong with it. */
export const ruleTyped = (ui: UiState, prompt: Prompt, {snapshot}: UiContext): UiState => {
  const {rule, error} = parseAlertRule(prompt.text);
  if (rule === undefined) return {...ui, prompt: {...prompt, error}};
  const text = formatAlertRule(rule);
  const {alerts} = ui.preferences;
  const place = prompt.kind === 'alert-edit' ? ui.listAt : alerts.length;
  const muted = isMuted(ui.preferences, snapshot) ? ' · silent in a replay: M lets it ring' : '';
  const next = withRules(ui, [...alerts.slice(0, place), text, ...alerts.slice(place + 1)], `kept: ${text}${muted}`);
  return {...next, prompt: undefined, listAt: ui.overlay === 'alerts' ? place : ui.listAt};
};
