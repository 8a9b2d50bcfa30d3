import {parseTicker, type Ticker} from '../../core/ticker.ts';
import type {Form} from '../form.ts';
import {NO_STANCE} from '../stance/stance.ts';
import type {CompanyNote, EntityNote, Role} from './entity-note.ts';
import {entryOf, entryOfTicker} from './gazetteer.ts';

const BASE: Readonly<Record<Role, number>> = {subject: 85, object: 72, background: 42};
const ONLY_A_SYMBOL = 18;
/** More companies than this and the headline is of none in particular. */
const FEW = 3;

const rank = (role: Role): number => ['subject', 'object', 'background'].indexOf(role);

/** Ids that show as companies: listed or private, brokers too where they are listed; not regulators, not outlets. */
const isFirm = (entity: EntityNote): boolean =>
  entity.kind !== 'outlet' &&
  (entity.id.startsWith('~') ||
    entryOf(entity.id) === undefined ||
    ['company', 'broker'].includes(entryOf(entity.id)?.kind ?? ''));

/** The ticker to show: the one that the feed lists, else the first of the list that is a real one. */
const tickerOf = (id: string, symbols: readonly string[]): Ticker | undefined => {
  const known = entryOf(id)?.tickers ?? [];
  const listed = symbols.find(symbol => known.includes(symbol)) ?? known[0];
  if (listed === undefined) return entryOf(id) === undefined && symbols.includes(id) ? parseTicker(id) : undefined;
  return listed.endsWith('.PVT') ? undefined : parseTicker(listed);
};

/** Every company of a headline without its stance, the most relevant first; symbols that the text does not mention come last. */
export const companiesOf = (
  entities: readonly EntityNote[],
  symbols: readonly string[],
  form: Form,
): readonly CompanyNote[] => {
  const mentions = new Map<string, EntityNote[]>();
  for (const entity of entities.filter(isFirm)) {
    const list = mentions.get(entity.id);
    if (list === undefined) mentions.set(entity.id, [entity]);
    else list.push(entity);
  }
  const bySymbol = new Set(symbols.map(symbol => entryOfTicker(symbol)?.id ?? symbol));
  const crowd = Math.max(0, mentions.size - FEW) * 8;
  const aside = form.kind === 'listicle' || form.kind === 'roundup' ? 20 : form.kind === 'opinion' ? 8 : 0;
  const named = [...mentions].map(([id, list]): CompanyNote => {
    const role = list.reduce<Role>((best, {role: other}) => (rank(other) < rank(best) ? other : best), 'background');
    const direct = list.some(entity => entity.kind === 'company' || entity.kind === 'broker') ? 0 : -8;
    const relevance =
      BASE[role] + direct + (bySymbol.has(id) ? 8 : 0) + Math.min(7, (list.length - 1) * 4) - crowd - aside;
    return {
      id,
      name: entryOf(id)?.name ?? list[0]?.name ?? id,
      ticker: tickerOf(id, symbols),
      mentions: list.map(({from, to}) => ({from, to})),
      role,
      relevance: Math.max(5, Math.min(100, relevance)),
      stance: NO_STANCE,
    };
  });
  const unnamed = [...bySymbol]
    .filter(id => !mentions.has(id))
    .map(
      (id): CompanyNote => ({
        id,
        name: entryOf(id)?.name ?? id,
        ticker: tickerOf(id, symbols),
        mentions: [],
        role: 'background',
        relevance: Math.max(2, ONLY_A_SYMBOL - aside / 4 - Math.min(10, bySymbol.size)),
        stance: NO_STANCE,
      }),
    );
  return [...named.sort((a, b) => b.relevance - a.relevance || rank(a.role) - rank(b.role)), ...unnamed];
};
