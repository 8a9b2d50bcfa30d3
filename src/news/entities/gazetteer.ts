import {wordsOf} from '../words.ts';
import type {EntityKind} from './entity-note.ts';
import entries from './gazetteer.json' with {type: 'json'};

/** One line of gazetteer.json. */
export type Entry = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly tickers: readonly string[];
  readonly aliases: readonly string[];
  readonly people: readonly string[];
  readonly products: readonly string[];
};

/** A way to name an entity, as the words that spell it. */
export type Naming = {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly spelling: string;
  readonly lowers: readonly string[];
};

export const GAZETTEER: readonly Entry[] = entries;

const kindOf = (kind: string): EntityKind =>
  kind === 'broker' || kind === 'regulator' || kind === 'outlet' ? kind : 'company';

const namingsOf = (entry: Entry): Naming[] => {
  const naming = (spelling: string, kind: EntityKind, name: string): Naming => ({
    id: entry.id,
    kind,
    name,
    spelling,
    lowers: wordsOf(spelling).map(word => word.lower),
  });
  const full = (person: string): string => entry.people.find(other => other.endsWith(` ${person}`)) ?? person;
  return [
    ...entry.aliases.map(alias => naming(alias, kindOf(entry.kind), entry.name)),
    ...entry.people.map(person => naming(person, 'person', full(person))),
    ...entry.products.map(product => naming(product, 'product', product)),
  ];
};

/** Every naming by its first word, the longest first. */
export const NAMINGS: ReadonlyMap<string, readonly Naming[]> = (() => {
  const byFirst = new Map<string, Naming[]>();
  for (const naming of GAZETTEER.flatMap(namingsOf)) {
    const first = naming.lowers[0] ?? '';
    const list = byFirst.get(first);
    if (list === undefined) byFirst.set(first, [naming]);
    else list.push(naming);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.lowers.length - a.lowers.length);
  return byFirst;
})();

const byId = new Map(GAZETTEER.map(entry => [entry.id, entry]));
const byTicker = new Map(GAZETTEER.flatMap(entry => entry.tickers.map(symbol => [symbol, entry] as const)));

/** The entry with this id. */
export const entryOf = (id: string): Entry | undefined => byId.get(id);

/** The entry that a feed's symbol stands for, private companies too (`GROQ.PVT`). */
export const entryOfTicker = (symbol: string): Entry | undefined => byTicker.get(symbol);
