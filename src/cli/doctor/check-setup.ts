import manifest from '../../../package.json' with {type: 'json'};
import {type Fault, isFault} from '../../core/fault.ts';
import {alertProblems} from '../../market/alerts/alert-lines.ts';
import {safeText} from '../../news/safe-text.ts';
import {configFolder, daysFolder} from '../../settings/folders.ts';
import {KEYED_PROVIDERS, lastFour} from '../../settings/keys/key-fields.ts';
import {findKeys, keysRemedy} from '../../settings/keys/keys.ts';
import {openSettings, type Settings} from '../../settings/settings.ts';
import {listDays} from '../../tape/days.ts';
import {keymapOf} from '../../ui/effective-keymap.ts';
import {dayRoots} from '../day-roots.ts';
import {listUnpacked} from '../list-unpacked.ts';
import {type Check, checksOf} from './check.ts';

const LONGEST = 300;
const safe = (text: string): string => safeText(text, LONGEST);

const faultOf = (error: unknown): Pick<Fault, 'message' | 'remedy'> =>
  isFault(error) ? error : {message: error instanceof Error ? error.message : String(error), remedy: undefined};

/** What runs here. */
export const checkProgram = (): readonly Check[] => {
  const {good} = checksOf('program');
  return [
    good('tapewire', manifest.version),
    good('node', `${process.versions.node} on ${process.platform} ${process.arch}`),
  ];
};

/** The settings, once read, and what is wrong with them. */
export const checkSettings = (
  env: NodeJS.ProcessEnv,
): {readonly checks: readonly Check[]; readonly settings: Settings | undefined} => {
  const {good, bad} = checksOf('settings');
  try {
    const settings = openSettings(configFolder(env));
    const {path, problem, values} = settings;
    const remedy = 'look at it: tapewire config';
    const problems = [
      ...(problem === undefined ? [] : [problem]),
      ...keymapOf(values.keys).problems,
      ...alertProblems(values.alerts),
    ];
    return {
      settings,
      checks: problems.length === 0 ? [good('file', path)] : problems.map(words => bad('file', safe(words), remedy)),
    };
  } catch (error) {
    const {message, remedy = 'check its owner and mode'} = faultOf(error);
    return {settings: undefined, checks: [bad('file', safe(message), remedy)]};
  }
};

/** A provider and whether its keys are at hand: by place and last four alone. */
export const checkKeys = async (
  env: NodeJS.ProcessEnv,
  feed: string | undefined,
): Promise<{readonly checks: readonly Check[]; readonly keyed: ReadonlySet<string>}> => {
  const {good, bad, note} = checksOf('keys');
  const keyed = new Set<string>();
  const checks: Check[] = [];
  for (const provider of KEYED_PROVIDERS) {
    try {
      const found = await findKeys(provider, env, configFolder(env));
      if (found !== undefined) {
        keyed.add(provider);
        checks.push(good(provider, `in the ${found.place}: ${Object.values(found.keys).map(lastFour).join(' ')}`));
      } else if (feed === provider) checks.push(bad(provider, 'none, though it is the feed', keysRemedy(provider)));
      else checks.push(note(provider, 'none'));
    } catch (error) {
      const {message, remedy = keysRemedy(provider)} = faultOf(error);
      checks.push(bad(provider, safe(message), remedy));
    }
  }
  return {checks, keyed};
};

/** The days at hand, and each that cannot be opened. */
export const checkDays = async (env: NodeJS.ProcessEnv): Promise<readonly Check[]> => {
  const {good, bad, note} = checksOf('days');
  const days = await listDays(dayRoots(env));
  const recordings = await listUnpacked(daysFolder(env));
  const broken = [...days, ...recordings].filter(({fault}) => fault !== undefined);
  const whole = days.length + recordings.length - broken.length;
  return [
    whole === 0
      ? note('at hand', 'none', 'make one: tapewire record, or tapewire import')
      : good('at hand', `${whole}`),
    ...broken.map(({name, path, fault = ''}) =>
      bad(safe(name), safe(fault), `move it away, or make it anew: ${safe(path)}`),
    ),
  ];
};
