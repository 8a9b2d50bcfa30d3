/** Uniform in [0, 1) with 32 bits; every call moves the sequence on. */
export type Random = () => number;

/** FNV-1a, 32 bits, over UTF-16 code units. */
const hash = (text: string): number => {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
};

/** splitmix32: spreads one seed over as many words as are asked of it. */
const splitmix = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
};

/**
 * sfc32 (Doty-Humphrey, PractRand) over 128 bits of state. The labels name the sequence: the same ones always give the
 * same numbers, on any machine, and a sequence drawn under one name never shifts when another is drawn more often.
 */
export const createRandom = (...labels: readonly string[]): Random => {
  const word = splitmix(hash(labels.join('\u0000')));
  let [a, b, c, counter] = [word(), word(), word(), 1];
  const random = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return (out >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round++) random();
  return random;
};
