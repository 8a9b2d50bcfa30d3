import lookAlikes from './look-alikes.json' with {type: 'json'};

/** One line of look-alikes.json: words around a name that make it something else, and words that make it the company after all. */
type LookAlike = {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly unless?: readonly string[];
};

const LOOK_ALIKES: ReadonlyMap<string, LookAlike> = new Map<string, LookAlike>(Object.entries(lookAlikes));
/** Longer than any line's words. */
const REACH = 32;

/** Whether this spelling is also an everyday word, so that its capitals matter. */
export const isEverydayWord = (spelling: string): boolean => LOOK_ALIKES.has(spelling);

const startsWithWords = (text: string, words: string): boolean =>
  text.startsWith(words) && !/^[\p{L}\p{N}]/u.test(text.slice(words.length));
const endsWithWords = (text: string, words: string): boolean =>
  text.endsWith(words) && !/[\p{L}\p{N}]$/u.test(text.slice(0, text.length - words.length));

/** Whether `spelling`, found at lower[from, to), means something else there: the Amazon rainforest, alphabet soup, apple pie. */
export const isLookAlike = (spelling: string, lower: string, from: number, to: number): boolean => {
  const known = LOOK_ALIKES.get(spelling);
  if (known === undefined) return false;
  const rest = lower.slice(to, to + REACH);
  const next = rest.replace(/^[\s-]+/, '');
  if (known.unless?.some(words => (words === '-' ? rest.startsWith('-') : startsWithWords(next, words)))) {
    return known.after.some(words => startsWithWords(next, words));
  }
  if (known.after.some(words => startsWithWords(words.startsWith("'") ? rest : next, words))) return true;
  const previous = lower.slice(Math.max(0, from - REACH), from).replace(/[\s-]+$/, '');
  return known.before.some(words => endsWithWords(previous, words));
};
