/** One call of Ink's useInput: the text and the flags of Ink's Key that matter here. */
export type InkInput = {
  readonly input: string;
  readonly key: Readonly<Partial<Record<InkFlag, boolean>>>;
};

const NAMED = {
  upArrow: 'up',
  downArrow: 'down',
  leftArrow: 'left',
  rightArrow: 'right',
  pageDown: 'pagedown',
  pageUp: 'pageup',
  home: 'home',
  end: 'end',
  return: 'return',
  escape: 'escape',
  backspace: 'backspace',
  delete: 'delete',
} as const;

type InkFlag = keyof typeof NAMED | 'tab' | 'shift' | 'ctrl' | 'meta';

/** A burst longer than this is text that was pasted into a terminal without bracketed paste, not fingers. */
const LONGEST_BURST = 16;

/**
 * How the strings that a terminal sends as replies begin (OSC, DCS, APC, PM, SOS) once Ink has cut off their escape.
 * Typed characters that follow each other arrive as one text, so one of these alone before more text was not typed.
 */
const REPLY_STARTS = new Set([']', 'P', '_', '^', 'X']);

/** The key that a single character is. */
const nameOf = (character: string): string | undefined => {
  if (character === ' ') return 'space';
  if (character === '\r' || character === '\n') return 'return';
  if (character === '\t') return 'tab';
  const code = character.charCodeAt(0);
  if (code >= 1 && code <= 26) return `ctrl+${String.fromCharCode(96 + code)}`;
  return character >= '!' && character !== '\x7f' ? character : undefined;
};

/** Keys in text that came at once: typed quickly, or not typed at all. */
const burst = (input: string): readonly string[] => {
  const characters = Array.from(input);
  const repeated = characters.every(character => character === characters[0]);
  if (!repeated && (characters.length > LONGEST_BURST || /[\r\n]./.test(input))) return [];
  return characters.map(nameOf).filter(name => name !== undefined);
};

const single = ({input, key}: InkInput): readonly string[] => {
  if (key.tab === true) return [key.shift === true ? 'shift+tab' : 'tab'];
  for (const [flag, name] of Object.entries(NAMED)) if (key[flag as keyof typeof NAMED] === true) return [name];
  if (key.ctrl === true) return input === '' ? [] : [`ctrl+${input}`];
  // No key has a meaning with Alt, but Esc and the next key pressed at once look the same.
  return key.meta === true ? ['escape', ...burst(input)] : burst(input);
};

/**
 * The keys pressed in what one read of the terminal brought: `jjjk` is four keys. A terminal's own reply reaches us as
 * its introducer with the escape cut off, then its body as if typed; neither presses anything. Text too long or too
 * manifold for fingers is a paste and presses nothing either.
 */
export const keysOf = (chunk: readonly InkInput[]): readonly string[] => {
  const keys: string[] = [];
  for (let index = 0; index < chunk.length; index++) {
    const part = chunk[index];
    const next = chunk[index + 1];
    if (part === undefined) continue;
    if (REPLY_STARTS.has(part.input) && next !== undefined && next.input !== '') {
      index++;
      if (chunk[index + 1]?.input === '\\') index++;
      continue;
    }
    keys.push(...single(part));
  }
  return keys;
};

/** Text that came at once and is no keys: a paste into a terminal that does not mark its pastes. Undefined for keys. */
export const pastedText = (chunk: readonly InkInput[]): string | undefined => {
  const [only, more] = chunk;
  if (only === undefined || more !== undefined || only.input === '' || keysOf(chunk).length > 0) return undefined;
  return only.key.ctrl === true || only.key.meta === true ? undefined : only.input;
};
