import type {Command} from '../view/command.ts';
import {isKeyName} from './key-names.ts';
import type {Binding} from './keymap/binding.ts';
import {KEYMAP} from './keymap/keymap.ts';

/** The keymap as a person's own keys make it. */
export type Keymap = {
  readonly bindings: readonly Binding[];
  readonly commandOf: (key: string) => Command | undefined;
  /** What of the person's keys could not be had, a line each; those commands keep their defaults. */
  readonly problems: readonly string[];
};

/** Keys that must always lead out, whatever is set. */
const FIXED: Readonly<Record<string, readonly string[]>> = {quit: ['ctrl+c'], back: ['escape']};

/** Key names in a setting: `space p`, or `space, p`. */
const keysIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,]+|,$/).filter(key => key !== ''))];

type Wanted = ReadonlyMap<string, readonly string[]>;

/** The settings that can be understood at all, and a line on each that cannot. */
const readWanted = (keys: Readonly<Record<string, string>>): {wanted: Wanted; problems: readonly string[]} => {
  const wanted = new Map<string, readonly string[]>();
  const problems: string[] = [];
  for (const [name, text] of Object.entries(keys)) {
    const parsed = text.trim() === ',' ? [','] : keysIn(text);
    const unknown = parsed.find(key => !isKeyName(key));
    if (!KEYMAP.some(binding => binding.name === name)) problems.push(`keys: there is no command ${name}`);
    else if (unknown !== undefined) problems.push(`keys: ${name} cannot be on ${unknown}, which is no key`);
    else if (parsed.length === 0) problems.push(`keys: ${name} has no key`);
    else wanted.set(name, [...parsed, ...(FIXED[name] ?? []).filter(key => !parsed.includes(key))]);
  }
  return {wanted, problems};
};

const bound = (wanted: Wanted): readonly Binding[] =>
  KEYMAP.map(binding => ({...binding, keys: wanted.get(binding.name) ?? binding.keys}));

/** The first of the person's keys that another command has too. */
const firstClash = (wanted: Wanted): {name: string; key: string; other: string} | undefined => {
  const bindings = bound(wanted);
  for (const [name, keys] of [...wanted].reverse()) {
    for (const key of keys) {
      const other = bindings.find(binding => binding.name !== name && binding.keys.includes(key));
      if (other !== undefined) return {name, key, other: other.name};
    }
  }
  return undefined;
};

const createKeymap = (keys: Readonly<Record<string, string>>): Keymap => {
  const {wanted: understood, problems: unread} = readWanted(keys);
  const wanted = new Map(understood);
  const problems = [...unread];
  // Giving one command its default back may take a key from another: until nothing clashes.
  for (let clash = firstClash(wanted); clash !== undefined; clash = firstClash(wanted)) {
    problems.push(`keys: ${clash.key} is ${clash.other}'s already, so ${clash.name} keeps its own`);
    wanted.delete(clash.name);
  }
  const bindings = bound(wanted);
  const byKey = new Map(bindings.flatMap(binding => binding.keys.map(key => [key, binding.command] as const)));
  return {bindings, commandOf: key => byKey.get(key), problems};
};

const made = new WeakMap<Readonly<Record<string, string>>, Keymap>();

/** The keymap under the setting `keys`; the same object for the same setting. */
export const keymapOf = (keys: Readonly<Record<string, string>>): Keymap => {
  const known = made.get(keys);
  if (known !== undefined) return known;
  const keymap = createKeymap(keys);
  made.set(keys, keymap);
  return keymap;
};
