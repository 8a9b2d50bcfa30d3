import {LONGEST_LIST, type TextRule} from './column-text.ts';
import {decodeNumbers, type Hints} from './number-column.ts';

/** A text column read: each row's value, and its place in the dictionary. */
export type Texts<V> = {readonly values: readonly V[]; readonly places: Float64Array};

/** Reads columns in the order in which a ColumnWriter took them. Everything throws a RangeError on damage. */
export type ColumnReader = {
  readonly numbers: (count: number, hints?: Hints) => Float64Array;
  readonly strings: <T extends string>(count: number, rule: TextRule<T>) => Texts<T>;
  readonly lists: <T extends string>(count: number, rule: TextRule<T>) => Texts<readonly T[]>;
  /** Whether every number has been read. */
  readonly isDone: () => boolean;
  /** To be called last: nothing may be left over. */
  readonly finish: () => void;
};

/** A row of a column of numbers; rows lie within the column by the caller's count. */
export const rowOf = (column: Float64Array, row: number): number => column[row] ?? Number.NaN;

const safeWord = <T extends string>(word: unknown, rule: TextRule<T>): T => {
  const safe = typeof word === 'string' ? rule(word) : undefined;
  if (safe === undefined) throw new RangeError('a dictionary holds a word that does not belong there');
  return safe;
};

const asArray = (value: unknown, what: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new RangeError(`${what} is missing`);
  return value;
};

/** Opens what `ColumnWriter.finish` gave. */
export const createColumnReader = (bytes: Buffer): ColumnReader => {
  const length = bytes.length < 4 ? Number.NaN : bytes.readUInt32LE(0);
  if (!(length <= bytes.length - 4)) throw new RangeError('the columns are cut short');
  const end = 4 + length;
  const dictionaries = asArray(JSON.parse(bytes.toString('utf8', end)), 'the dictionary');
  let next = 4;
  let nextDictionary = 0;
  const numbers = (count: number, hints?: Hints): Float64Array => {
    const column = decodeNumbers(bytes.subarray(next, end), count, hints);
    next += column.length;
    return column.values;
  };
  const texts = <V>(count: number, wordOf: (word: unknown) => V): Texts<V> => {
    const words = asArray(dictionaries[nextDictionary++], 'a dictionary');
    if (words.length > count) throw new RangeError('a dictionary is longer than its column');
    const safe = words.map(wordOf);
    const places = numbers(count);
    const values = new Array<V>(count);
    for (let row = 0; row < count; row++) {
      const value = safe[rowOf(places, row)];
      if (value === undefined) throw new RangeError('a column names a word that is not in its dictionary');
      values[row] = value;
    }
    return {values, places};
  };
  return {
    numbers,
    strings: (count, rule) => texts(count, word => safeWord(word, rule)),
    lists: (count, rule) =>
      texts(count, word => {
        const list = asArray(word, 'a list');
        if (list.length > LONGEST_LIST) throw new RangeError('a list is too long');
        return Object.freeze(list.map(text => safeWord(text, rule)));
      }),
    isDone: () => next === end,
    finish: () => {
      if (next !== end || nextDictionary !== dictionaries.length)
        throw new RangeError('the columns hold more than they should');
    },
  };
};
