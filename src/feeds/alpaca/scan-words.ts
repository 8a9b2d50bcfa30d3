/** What `bytes[from, to)` says as a word, by their hash; undefined for what is no word. */
export type FindWord<Word> = (bytes: Uint8Array, from: number, to: number, hash: number) => Word | undefined;

/** Words remembered: more than a session has names. One that comes where another was takes its place. */
const PLACES = 4_096;

/** The hash of a word so far, with one more byte. */
export const addToHash = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

const isText = (bytes: Uint8Array, from: number, to: number, text: string): boolean => {
  if (text.length !== to - from) return false;
  for (let index = 0; index < text.length; index++) {
    if (bytes[from + index] !== text.charCodeAt(index)) return false;
  }
  return true;
};

/**
 * Remembers words by their bytes, so that one which comes again costs no text and is the same value; `read` makes a value
 * of the bytes, each as the letter with its number, the first time.
 */
export const createWords = <Word>(read: (text: string) => Word | undefined): FindWord<Word> => {
  const texts: string[] = Array.from({length: PLACES}, () => '');
  const words: (Word | undefined)[] = Array.from({length: PLACES}, () => undefined);
  return (bytes, from, to, hash) => {
    const place = (hash ^ (hash >>> 12)) & (PLACES - 1);
    if (isText(bytes, from, to, texts[place] ?? '')) return words[place];
    const text = String.fromCharCode(...bytes.subarray(from, to));
    const word = read(text);
    if (word === undefined) return undefined;
    texts[place] = text;
    words[place] = word;
    return word;
  };
};
