import {Fault} from '../../core/fault.ts';
import {alertProblems} from '../../market/alerts/alert-lines.ts';
import {safeText} from '../../news/safe-text.ts';
import {configFolder} from '../../settings/folders.ts';
import {formatSetting, parseSettingsKey, parseSettingsValue} from '../../settings/parse-setting.ts';
import {SHOWN_SETTINGS} from '../../settings/setting-notes.ts';
import {openSettings} from '../../settings/settings.ts';
import {keymapOf} from '../../ui/effective-keymap.ts';
import {errorLine, OK} from '../exit-code.ts';

/** What a hand put into the file is shown as safe as anything else. */
const LONGEST_VALUE = 10_000;
const NAME_WIDTH = Math.max(...SHOWN_SETTINGS.map(name => name.length)) + 1;

/** `config [get KEY | set KEY VALUE | path]`; without an action it lists everything. */
export const runConfig = (action: string | undefined, key: string | undefined, value: string | undefined): number => {
  const settings = openSettings(configFolder(process.env));
  if (settings.problem !== undefined) process.stderr.write(errorLine(settings.problem));
  switch (action) {
    case undefined:
      for (const name of SHOWN_SETTINGS)
        process.stdout.write(
          `${name.padEnd(NAME_WIDTH)} ${safeText(formatSetting(settings.values[name]), LONGEST_VALUE)}\n`,
        );
      for (const problem of [...keymapOf(settings.values.keys).problems, ...alertProblems(settings.values.alerts)])
        process.stderr.write(errorLine(problem));
      return OK;
    case 'path':
      process.stdout.write(`${settings.path}\n`);
      return OK;
    case 'get':
      process.stdout.write(`${safeText(formatSetting(settings.values[parseSettingsKey(key ?? '')]), LONGEST_VALUE)}\n`);
      return OK;
    case 'set': {
      const name = parseSettingsKey(key ?? '');
      if (value === undefined)
        throw new Fault('usage', `no value for ${name}`, {remedy: `write: tapewire config set ${name} VALUE`});
      const parsed = parseSettingsValue(name, value);
      settings.save(name, parsed);
      if (name === 'keys')
        for (const problem of keymapOf(openSettings(configFolder(process.env)).values.keys).problems)
          process.stderr.write(errorLine(problem));
      return OK;
    }
    default:
      throw new Fault('usage', `config cannot ${JSON.stringify(action)}`, {remedy: 'use get, set or path'});
  }
};
