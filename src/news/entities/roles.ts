import type {Word} from '../words.ts';
import type {EntityNote, Role} from './entity-note.ts';
import type {Mention} from './find-names.ts';

const ASIDE_BEFORE = new Set(['ex', 'former', 'formerly', 'non', 'anti', 'unlike', 'beyond', 'versus', 'vs', 'forget']);
const ASIDE_AFTER = new Set(['backed', 'like', 'style', 'powered', 'owned', 'based', 'led', 'linked', 'rival']);
const JOINS = new Set([',', 'and', '&', '-', '/', '–', "'s", '(', ')', ':']);
const TOLD = new Set<EntityNote['kind']>(['company', 'person', 'product', 'regulator']);

/** Index of the first word at or after a position. */
const wordAt = (words: readonly Word[], position: number): number => {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.from ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

const isAside = (words: readonly Word[], first: number, after: number): boolean => {
  const hyphened = words[after]?.lower === '-' && ASIDE_AFTER.has(words[after + 1]?.lower ?? '');
  const back = words[first - 1]?.lower === '-' ? words[first - 2] : words[first - 1];
  return hyphened || ASIDE_BEFORE.has(back?.lower ?? '');
};

/**
 * Whose headline it is: the first clause that names a company is the main one; the first names in it, joined by commas or
 * `and`, are its subject, later ones in it its object; other clauses, asides (`Nvidia-backed`, `ex-Google`), outlets and
 * brokers stand in the background, unless a broker is all there is.
 */
export const withRoles = (
  words: readonly Word[],
  clauses: readonly number[],
  mentions: readonly Mention[],
): EntityNote[] => {
  let main = -1;
  let lastSubject = -1;
  const tells = mentions.some(mention => TOLD.has(mention.kind));
  return mentions.map(mention => {
    const first = wordAt(words, mention.from);
    const after = wordAt(words, mention.to);
    const clause = clauses[first] ?? 0;
    const roleOf = (): Role => {
      if (mention.kind === 'outlet' || (tells && !TOLD.has(mention.kind)) || isAside(words, first, after))
        return 'background';
      if (main < 0) {
        main = clause;
        lastSubject = after;
        return 'subject';
      }
      const between = words.slice(lastSubject, first);
      if (between.length < 4 && between.every(word => JOINS.has(word.lower))) {
        lastSubject = after;
        main = Math.max(main, clause);
        return 'subject';
      }
      return clause <= main ? 'object' : 'background';
    };
    return {...mention, role: roleOf()};
  });
};
