import {faultLine, isFault} from '../../core/fault.ts';
import {parseSettingsValue} from '../../settings/parse-setting.ts';
import type {SettingsKey} from '../../settings/settings-shape.ts';
import type {PromptKind} from '../../view/command.ts';
import {parseClockTime} from '../../view/parse-clock-time.ts';
import {parseFilter} from '../../view/parse-filter.ts';
import type {Prompt, UiState} from '../../view/ui-state.ts';
import {keymapOf} from '../effective-keymap.ts';
import {linksShown} from '../link-choice.ts';
import {settingRows} from '../setting-rows.ts';
import {withSetting} from '../ui-settings.ts';
import type {UiContext} from './reduce-context.ts';
import {sought} from './selection.ts';

const LONGEST_TEXT = 200;

/** The settings row that is chosen. */
export const chosenSetting = (ui: UiState) => settingRows(ui)[ui.listAt];

export const asked = (ui: UiState, context: UiContext, kind: PromptKind): UiState => {
  if (kind === 'time' && context.snapshot.clock.mode === 'live')
    return {...ui, notice: 'live: only a replay can go to a time'};
  const text = kind === 'filter' ? ui.filter : kind === 'setting' ? (chosenSetting(ui)?.value ?? '') : '';
  return {...ui, listAt: kind === 'command' ? 0 : ui.listAt, prompt: {kind, text, error: undefined}};
};

/** The prompt with other text; what was chosen in a list that follows the text starts anew. */
export const retyped = (ui: UiState, textOf: (text: string) => string): UiState => {
  if (ui.prompt === undefined) return ui;
  const text = textOf(ui.prompt.text).slice(0, LONGEST_TEXT);
  return {...ui, listAt: ui.prompt.kind === 'command' ? 0 : ui.listAt, prompt: {...ui.prompt, text, error: undefined}};
};

const refused = (ui: UiState, prompt: Prompt, error: string): UiState => ({...ui, prompt: {...prompt, error}});

const settingTyped = (ui: UiState, prompt: Prompt, key: SettingsKey): UiState => {
  try {
    const next = withSetting(ui, key, parseSettingsValue(key, prompt.text));
    const problem = key === 'keys' ? keymapOf(next.preferences.keys).problems[0] : undefined;
    return problem === undefined ? {...next, prompt: undefined} : refused(ui, prompt, problem);
  } catch (error) {
    if (isFault(error)) return refused(ui, prompt, faultLine(error));
    throw error;
  }
};

/** What was typed takes effect, or the prompt says what is wrong with it. */
export const submitted = (ui: UiState, context: UiContext): UiState => {
  const {prompt} = ui;
  if (prompt === undefined) return ui;
  switch (prompt.kind) {
    case 'filter': {
      const {error} = parseFilter(prompt.text);
      if (error !== undefined) return refused(ui, prompt, error);
      return {...ui, prompt: undefined, filter: prompt.text.trim(), wireTopId: undefined};
    }
    case 'time': {
      const at = parseClockTime(prompt.text, context.snapshot.file.day.date);
      if (at === undefined) return refused(ui, prompt, 'a time is written 9:47, 09:47 or 09:47:12');
      return {...sought(ui, at), prompt: undefined};
    }
    case 'setting': {
      const row = chosenSetting(ui);
      return row === undefined ? ui : settingTyped(ui, prompt, row.key);
    }
    case 'link':
      return refused(ui, prompt, `a number from 1 to ${linksShown(context.snapshot, ui)}, or ⏎ alone for its own link`);
    case 'command':
      return refused(ui, prompt, 'nothing is called that');
  }
};
