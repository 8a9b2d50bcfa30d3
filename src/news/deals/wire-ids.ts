import type {Deal, DealBook, DealEvent, DealParty} from './deal.ts';
import {kindsLike} from './match-score.ts';
import {partyId} from './party-id.ts';

const WIRE = 'wire:';

/** The id of the event that a headline makes. */
export const wireEventId = (headlineId: string): string => `${WIRE}${headlineId}`;

/** The ids that name an event: its own, and the wire's where a file tells of a headline's event under an id of its own. */
export const idsOfEvent = ({id, headlineId}: DealEvent): readonly string[] => {
  const wired = headlineId === undefined ? id : wireEventId(headlineId);
  return wired === id ? [id] : [id, wired];
};

const giversOf = (from: readonly DealParty[]): readonly string[] => from.map(partyId).sort();

/** The id of a deal that the wire alone tells of: who, with whom, what. */
export const wireDealId = ({from, to, kind}: Pick<Deal, 'from' | 'to' | 'kind'>): string =>
  `${WIRE}${giversOf(from).join('+')}>${partyId(to)}:${kind}`;

type WireDeal = {readonly givers: readonly (string | undefined)[]; readonly to: string; readonly kind: string};

/** What an id of the wire says; undefined of any other. Read from its end, at a cost that its length alone decides. */
const readWireDeal = (id: string): WireDeal | undefined => {
  const named = id.replace(/:\d+$/, '');
  const kindAt = named.lastIndexOf(':');
  const toAt = named.lastIndexOf('>', kindAt);
  const kind = named.slice(kindAt + 1);
  if (!named.startsWith(WIRE) || toAt < WIRE.length || !/^[a-z_]+$/.test(kind)) return undefined;
  const from = named.slice(WIRE.length, toAt);
  return {givers: from === '' ? [undefined] : from.split('+'), to: named.slice(toAt + 1, kindAt), kind};
};

const dealKey = (giver: string | undefined, to: string, kind: string): string => JSON.stringify([giver, to, kind]);

/** The deals on file by everything that an id of the wire may call them; of many by the same key two will do. */
const filedByKey = (book: DealBook): ReadonlyMap<string, ReadonlySet<Deal>> => {
  const filed = new Map<string, Set<Deal>>();
  for (const deal of book) {
    if (readWireDeal(deal.id) !== undefined) continue;
    const to = partyId(deal.to);
    const kinds = kindsLike(deal.kind);
    for (const giver of deal.from.length === 0 ? [undefined] : deal.from.map(partyId)) {
      for (const key of kinds.map(kind => dealKey(giver, to, kind))) {
        const known = filed.get(key) ?? new Set();
        if (known.size < 2) filed.set(key, known.add(deal));
      }
    }
  }
  return filed;
};

/**
 * Says which deal on file has taken over what the wire told of under an id: the same receiver, a common giver, such a kind.
 * Undefined where none has or two could have.
 */
export const createTakeovers = (book: DealBook): ((id: string) => Deal | undefined) => {
  let filed: ReadonlyMap<string, ReadonlySet<Deal>> | undefined;
  return id => {
    const told = readWireDeal(id);
    if (told === undefined) return undefined;
    filed ??= filedByKey(book);
    const found = new Set<Deal>();
    for (const giver of told.givers)
      for (const deal of filed.get(dealKey(giver, told.to, told.kind)) ?? []) found.add(deal);
    return found.size === 1 ? [...found][0] : undefined;
  };
};
