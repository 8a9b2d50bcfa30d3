import {entryOfTicker, GAZETTEER} from '../entities/gazetteer.ts';
import type {DealParty} from './deal.ts';

const byName = new Map(
  GAZETTEER.flatMap(({id, name, aliases, products}) =>
    [name, ...aliases, ...products].map(spelling => [spelling.toLowerCase(), id] as const),
  ),
);

/** Who a party is, as the notes of a headline would have it: by its id, its ticker, its name; `~NAME` for one off the list. */
export const partyId = ({id, ticker, name}: DealParty): string => {
  if (id !== undefined) return id;
  const listed = ticker === undefined ? undefined : (entryOfTicker(ticker)?.id ?? ticker);
  return listed ?? byName.get(name.toLowerCase()) ?? `~${name.toUpperCase()}`;
};
