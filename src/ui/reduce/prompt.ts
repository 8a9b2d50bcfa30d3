import {faultLine, isFault} from '../../core/fault.ts';
import {parseFilter} from '../../market/filter/parse-filter.ts';
import {parseSettingsValue} from '../../settings/parse-setting.ts';
import type {SettingsKey} from '../../settings/settings-shape.ts';
import {LIST_PROMPTS, type PromptKind} from '../../view/command.ts';
import {parseClockTime} from '../../view/parse-clock-time.ts';
import type {Prompt, UiState} from '../../view/ui-state.ts';
import {keymapOf} from '../effective-keymap.ts';
import {linksShown} from '../link-choice.ts';
import {settingRows} from '../setting-rows.ts';
import {withSetting} from '../ui-settings.ts';
import {chosenRule, ruleTyped} from './alerts.ts';
import {whyNotElsewhere} from './deal-acts.ts';
import type {UiContext} from './reduce-context.ts';
import {sought} from './selection.ts';

const LONGEST_TEXT = 200;

/** The settings row that is chosen. */
export const chosenSetting = (ui: UiState) => settingRows(ui)[ui.listAt];

/** What a prompt begins with. */
const textFor = (ui: UiState, kind: PromptKind): string => {
  switch (kind) {
    case 'filter':
      return ui.filter;
    case 'deals-filter':
      return ui.dealsFilter;
    case 'setting':
      return chosenSetting(ui)?.value ?? '';
    case 'alert-edit':
      return chosenRule(ui) ?? '';
    default:
      return '';
  }
};

export const asked = (ui: UiState, context: UiContext, kind: PromptKind): UiState => {
  if (kind === 'time' && context.snapshot.clock.mode === 'live')
    return {...ui, notice: 'live: only a replay can go to a time'};
  // The deals have a filter of their own, on the same key.
  if (kind === 'filter' && ui.focus === 'deals' && ui.overlay === undefined) return asked(ui, context, 'deals-filter');
  if (kind === 'merge' || kind === 'reassign') {
    const why = whyNotElsewhere(ui, context, kind);
    if (why !== undefined) return {...ui, notice: why};
  }
  return {
    ...ui,
    listAt: LIST_PROMPTS.has(kind) ? 0 : ui.listAt,
    prompt: {kind, text: textFor(ui, kind), error: undefined},
  };
};

/** The prompt with other text; what was chosen in a list that follows the text starts anew. */
export const retyped = (ui: UiState, textOf: (text: string) => string): UiState => {
  if (ui.prompt === undefined) return ui;
  const text = textOf(ui.prompt.text).slice(0, LONGEST_TEXT);
  return {
    ...ui,
    listAt: LIST_PROMPTS.has(ui.prompt.kind) ? 0 : ui.listAt,
    prompt: {...ui.prompt, text, error: undefined},
  };
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
    case 'deals-filter':
      return {...ui, prompt: undefined, dealsFilter: prompt.text.trim(), dealsTop: 0};
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
    case 'alert':
    case 'alert-edit':
      return ruleTyped(ui, prompt, context);
    case 'command':
      return refused(ui, prompt, 'nothing is called that');
    case 'merge':
    case 'reassign':
      return refused(ui, prompt, 'no deal is called that');
  }
};
