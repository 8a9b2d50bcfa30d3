import type {Notes} from './notes.ts';
import {stem} from './stance/stem.ts';
import {type TextSpan, wordsOf} from './words.ts';

/** What sets a headline apart from others in the same words: who and what it names, and its figures. */
export type StoryMarks = {
  /** Stems of names that are no entity; empty where capitals tell nothing, as in a title. */
  readonly names: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  /** Who rates, and who rules. */
  readonly brokers: ReadonlySet<string>;
  readonly regulators: ReadonlySet<string>;
  /** The first word that is no mark. */
  readonly lead: string;
};

/** From this share of capitals on a headline is set as a title. */
const TITLE = 0.6;
const SHORT_WORD = 3;
/** Markings before the headline itself, which are of no name. */
const OPENERS = /^(?:exclusive|breaking|update(?: \d+)?|correct(?:ion|ed)|withdrawn|opinion|analysis)\s?[:–—-]\s?/i;

const overlaps = (one: TextSpan, others: readonly TextSpan[]): boolean =>
  others.some(other => other.from < one.to && one.from < other.to);

export const storyMarksOf = (headline: string, notes: Notes): StoryMarks => {
  const text = headline.slice(0, 500);
  const opener = OPENERS.exec(text)?.[0].length ?? 0;
  const words = wordsOf(text).filter(word => word.from >= opener && word.kind !== 'mark');
  const plain = words.slice(1).filter(word => !overlaps(word, notes.entities) && !overlaps(word, notes.dates));
  const long = plain.filter(word => word.kind === 'word' && word.text.length > SHORT_WORD);
  const capitals = long.filter(word => /^\p{Lu}/u.test(word.text));
  const figures = [...notes.money, ...notes.percents];
  const idsOf = (kind: 'broker' | 'regulator'): ReadonlySet<string> =>
    new Set(notes.entities.filter(entity => entity.kind === kind).map(({id}) => id));
  return {
    names: new Set(capitals.length > TITLE * long.length ? [] : capitals.map(word => stem(word.lower))),
    figures: new Set([
      ...notes.money.map(({currency, value}) => `${currency} ${value.toPrecision(2)}`),
      ...notes.percents.map(({value, unit}) => `${value} ${unit}`),
      ...plain.filter(word => word.kind === 'number' && !overlaps(word, figures)).map(word => word.text),
    ]),
    brokers: idsOf('broker'),
    regulators: idsOf('regulator'),
    lead: stem(words[0]?.lower ?? ''),
  };
};

/** Whether both have some, and none of them is the same. */
export const apart = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && ![...a].some(one => b.has(one));
