import type {Word} from '../words.ts';
import type {EntityNote} from './entity-note.ts';
import {NAMINGS, type Naming} from './gazetteer.ts';
import {isEverydayWord, isLookAlike} from './is-look-alike.ts';

/** A mention before its role is known. */
export type Mention = Omit<EntityNote, 'role'>;

const spells = (words: readonly Word[], at: number, naming: Naming): boolean =>
  naming.lowers.every((lower, index) => words[at + index]?.lower === lower);

const ACRONYM = /^[A-Z][A-Z&.]{1,4}$/;

/**
 * Names of one word that are acronyms must be spelt as listed; everyday words, people, products, regulators and outlets
 * need their capital; other companies are known in lower case too.
 */
const capitalsFit = (naming: Naming, written: string): boolean => {
  if (ACRONYM.test(naming.spelling) && naming.lowers.length === 1) return written === naming.spelling;
  const [wanted, got] = [naming.spelling.charAt(0), written.charAt(0)];
  if (naming.kind === 'company' && !isEverydayWord(naming.spelling)) return true;
  return got === wanted || got === wanted.toUpperCase();
};

/** Mentions of listed names: the longest at each place, look-alikes left out. */
export const findNames = (text: string, words: readonly Word[]): Mention[] => {
  const found: Mention[] = [];
  const lower = text.toLowerCase();
  for (let index = 0; index < words.length; index++) {
    const first = words[index];
    if (first === undefined) continue;
    for (const naming of NAMINGS.get(first.lower) ?? []) {
      const last = words[index + naming.lowers.length - 1];
      if (last === undefined || !spells(words, index, naming)) continue;
      const {from} = first;
      const {to} = last;
      if (!capitalsFit(naming, text.slice(from, to))) continue;
      if (lower.length === text.length && isLookAlike(naming.spelling, lower, from, to)) break;
      const {id, kind, name} = naming;
      found.push({from, to, id, kind, name, why: `named: ${naming.spelling}`});
      index += naming.lowers.length - 1;
      break;
    }
  }
  return found;
};
