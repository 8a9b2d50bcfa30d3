import {Fault} from '../../core/fault.ts';
import {configFolder} from '../../settings/folders.ts';
import {openSettings, parseSettingsKey, parseSettingsValue} from '../../settings/settings.ts';
import {SETTINGS_KEYS} from '../../settings/settings-shape.ts';
import {errorLine, OK} from '../exit-code.ts';

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

/** `config [get KEY | set KEY VALUE | path]`; without an action it lists everything. */
export const runConfig = (action: string | undefined, key: string | undefined, value: string | undefined): number => {
  const settings = openSettings(configFolder(process.env));
  if (settings.problem !== undefined) process.stderr.write(errorLine(settings.problem));
  switch (action) {
    case undefined:
      for (const name of SETTINGS_KEYS) process.stdout.write(`${name.padEnd(10)} ${shown(settings.values[name])}\n`);
      return OK;
    case 'path':
      process.stdout.write(`${settings.path}\n`);
      return OK;
    case 'get':
      process.stdout.write(`${shown(settings.values[parseSettingsKey(key ?? '')])}\n`);
      return OK;
    case 'set': {
      const name = parseSettingsKey(key ?? '');
      if (value === undefined)
        throw new Fault('usage', `no value for ${name}`, {remedy: `write: tapewire config set ${name} VALUE`});
      settings.save(name, parseSettingsValue(name, value));
      return OK;
    }
    default:
      throw new Fault('usage', `config cannot ${JSON.stringify(action)}`, {remedy: 'use get, set or path'});
  }
};
