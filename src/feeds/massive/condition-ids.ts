import type {TapeCode} from '../../core/events.ts';

/**
 * The vendor's numbers of sale conditions as the tapes' own letters. Those that the tapes' rules for bars do not tell
 * from a regular sale (27 stopped stock, 34 split trade) are one; 41, exempt from trade-through, changes nothing.
 * @see https://massive.com/glossary/us/stocks/conditions-indicators
 */
const LETTERS: Readonly<Record<number, string>> = {
  0: '@',
  1: 'A',
  2: 'W',
  3: 'E',
  4: 'B',
  5: 'G',
  7: 'C',
  8: '6',
  9: 'X',
  10: '4',
  11: 'D',
  12: 'T',
  13: 'U',
  14: 'F',
  15: 'M',
  16: 'Q',
  17: 'O',
  18: '5',
  19: '6',
  20: 'N',
  21: 'H',
  22: 'P',
  23: 'K',
  24: 'K',
  25: 'O',
  27: '@',
  28: '5',
  29: 'R',
  30: 'L',
  32: 'Z',
  33: 'Z',
  34: '@',
  36: 'Y',
  37: 'I',
  38: '9',
  52: 'V',
  53: '7',
};
const AVERAGE_PRICE = 2;
const TRADE_THROUGH_EXEMPT = 41;
/** A number that the vendor gives to no condition. */
const UNKNOWN = 255;
const MOST_CODES = 8;
const NONE: readonly string[] = [];

const isConsolidatedTape = (tape: TapeCode): boolean => tape === 'A' || tape === 'B';

/** The tapes A and B say B for an average price, for which C says W; C says B for a bunched sale, which A and B lack. */
const letterOf = (id: number, tape: TapeCode): string => {
  const letter = LETTERS[id] ?? '?';
  if (!isConsolidatedTape(tape)) return letter;
  return id === AVERAGE_PRICE ? 'B' : letter === 'B' ? '?' : letter;
};

/** Sale conditions in the tape's letters, at most eight; `?` for a number that is not known. */
export const lettersOf = (ids: readonly number[] | null | undefined, tape: TapeCode): readonly string[] => {
  if (ids === null || ids === undefined || ids.length === 0) return NONE;
  const letters: string[] = [];
  for (const id of ids) {
    if (id !== TRADE_THROUGH_EXEMPT && letters.length < MOST_CODES) letters.push(letterOf(id, tape));
  }
  return letters;
};

const IDS: ReadonlyMap<string, number> = new Map([
  [' ', 0],
  ...Object.entries(LETTERS)
    .map(([id, letter]) => [letter, Number(id)] as const)
    .reverse(),
]);

/** The vendor's number of a tape's letter. A letter that it has none for is a number that it gives to nothing. */
export const conditionIdOf = (letter: string, tape: TapeCode): number =>
  letter === 'B' && isConsolidatedTape(tape) ? AVERAGE_PRICE : (IDS.get(letter) ?? UNKNOWN);
