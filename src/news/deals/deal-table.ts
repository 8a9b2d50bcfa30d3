import type {Catalyst, Deal, DealBook, DealEvent, DealSuggestion} from './deal.ts';
import {byPublication} from './deal-fold.ts';
import {createTakeovers, idsOfEvent} from './wire-ids.ts';

/** An event and the deal that it is in; in none once the same report was there before it. */
type Placed = {readonly event: DealEvent; open: OpenDeal | undefined};

/** A deal while acts are done to it. */
export type OpenDeal = {
  /** All of it but its events. */
  deal: Deal;
  /** Where it stands in the book. */
  place: number;
  readonly events: Set<Placed>;
  /** The deals that were merged into it, as they were. */
  joined: readonly Deal[];
  changed: boolean;
  /** Whether events came from elsewhere, so that they are in order of publication once they are put so. */
  mixed: boolean;
};

/** A book while acts are done to it: an act costs what it moves, not what there is. */
export type DealTable = {
  readonly deals: Map<string, OpenDeal>;
  /** Into which deal one that is no more went. */
  readonly merged: Map<string, string>;
  readonly pinned: Set<string>;
  readonly takenOver: (id: string) => Deal | undefined;
  /** Events by each id that names them. */
  readonly placed: Map<string, Placed[]>;
  /** Deals as they were, by the id of an event that still stands beside them. */
  readonly suggested: Map<string, Set<Deal>>;
  /** What still stands beside a deal as it was, once something was taken. */
  readonly beside: Map<Deal, readonly DealSuggestion[]>;
  /** Events moved or looked at so far. */
  steps: number;
};

const place = (table: DealTable, open: OpenDeal, event: DealEvent): void => {
  const placed: Placed = {event, open};
  open.events.add(placed);
  for (const id of idsOfEvent(event)) {
    const known = table.placed.get(id);
    if (known === undefined) table.placed.set(id, [placed]);
    else known.push(placed);
  }
};

/** Adds a deal at the end of the book. */
export const openDeal = (table: DealTable, deal: Deal): OpenDeal => {
  const open: OpenDeal = {
    deal,
    place: table.deals.size + table.merged.size,
    events: new Set(),
    joined: [],
    changed: false,
    mixed: false,
  };
  table.deals.set(deal.id, open);
  for (const event of deal.events) place(table, open, event);
  for (const {event} of deal.suggestions ?? [])
    table.suggested.set(event.id, (table.suggested.get(event.id) ?? new Set()).add(deal));
  return open;
};

export const openTable = (book: DealBook): DealTable => {
  const table: DealTable = {
    deals: new Map(),
    merged: new Map(),
    pinned: new Set(),
    takenOver: createTakeovers(book),
    placed: new Map(),
    suggested: new Map(),
    beside: new Map(),
    steps: 0,
  };
  for (const deal of new Map(book.map(one => [one.id, one])).values()) openDeal(table, deal);
  return table;
};

/** The deal that an id names now: itself, the one that it was merged into, the one on file that took it over. */
export const dealNamed = ({deals, merged, takenOver}: DealTable, id: string): OpenDeal | undefined => {
  const known = deals.has(id) || merged.has(id);
  const first = known ? id : (takenOver(id)?.id ?? id);
  let now = first;
  for (let next = merged.get(now); next !== undefined; next = merged.get(now)) now = next;
  // The way is kept short, or a long chain of merges would be walked at each act.
  for (let at = first; at !== now; ) {
    const next = merged.get(at) ?? now;
    merged.set(at, now);
    at = next;
  }
  return deals.get(now);
};

/** The events that an id means, wherever they are. */
const placedAs = (table: DealTable, id: string): readonly Placed[] => {
  const all = table.placed.get(id) ?? [];
  table.steps += all.length;
  return all;
};

/** The events of a deal that an id means, in the deal's order. */
export const eventsNamed = (table: DealTable, open: OpenDeal, id: string): readonly Placed[] => {
  const named = placedAs(table, id).filter(one => one.open === open);
  return open.mixed ? named.sort((a, b) => byPublication(a.event, b.event)) : named;
};

/** The events of a deal that were told after one. */
export const eventsAfter = (table: DealTable, open: OpenDeal, first: DealEvent): readonly Placed[] => {
  table.steps += open.events.size;
  return [...open.events].filter(({event}) => byPublication(event, first) > 0);
};

const firstInBook = (opens: Iterable<OpenDeal | undefined>): OpenDeal | undefined => {
  let first: OpenDeal | undefined;
  for (const open of opens) if (open !== undefined && (first === undefined || open.place < first.place)) first = open;
  return first;
};

/** The deal that has the event now: the one named, else the first that has come to have it. */
export const holderOf = (table: DealTable, named: string, event: string): OpenDeal | undefined => {
  const own = dealNamed(table, named);
  const holders = placedAs(table, event).map(({open}) => open);
  return own !== undefined && holders.includes(own) ? own : firstInBook(holders);
};

const drop = (placed: Placed): void => {
  placed.open?.events.delete(placed);
  placed.open = undefined;
};

/** Events of one deal come to another; the same report twice is one report. */
export const moveEvents = (table: DealTable, into: OpenDeal, from: OpenDeal, events: readonly Placed[]): void => {
  const known = ({event: {id}}: Placed): boolean =>
    placedAs(table, id).some(({event, open}) => open === into && event.id === id);
  const twice = new Set(events.filter(known));
  table.steps += events.length;
  for (const one of events) {
    drop(one);
    if (twice.has(one)) continue;
    one.open = into;
    into.events.add(one);
  }
  for (const open of [from, into]) open.changed = true;
  into.mixed = true;
};

/** An event that no deal had comes to one. */
export const addEvent = (table: DealTable, open: OpenDeal, event: DealEvent): void => {
  const twice = placedAs(table, event.id).some(one => one.open === open && one.event.id === event.id);
  if (!twice) place(table, open, event);
  open.changed = true;
  open.mixed = true;
};

/** One deal becomes part of another, which keeps its id, its place and its telling of a report that both have. */
export const joinDeals = (table: DealTable, from: OpenDeal, into: OpenDeal): void => {
  const [lost, kept] = [from.deal, into.deal];
  const at = into.place;
  const joined = [...into.joined, lost, ...from.joined];
  // The fewer events move, or a chain of merges would move all of them again and again.
  const [few, many] = from.events.size > into.events.size ? [into, from] : [from, into];
  if (few === into)
    for (const {event} of into.events)
      for (const twice of placedAs(table, event.id))
        if (twice.open === from && twice.event.id === event.id) drop(twice);
  moveEvents(table, many, few, [...few.events]);
  many.deal = kept;
  many.place = at;
  many.joined = joined;
  table.deals.delete(lost.id);
  table.merged.set(lost.id, kept.id);
  table.deals.set(kept.id, many);
  if (table.pinned.delete(lost.id)) table.pinned.add(kept.id);
};

type Suggested = {readonly open: OpenDeal; readonly deal: Deal; readonly suggestion: DealSuggestion};

const besideDeal = ({beside}: DealTable, deal: Deal): readonly DealSuggestion[] =>
  beside.get(deal) ?? deal.suggestions ?? [];

/** What stands beside a deal, the one named first, or beside any that has come to have it. */
export const suggestedIn = (table: DealTable, named: string, event: string): Suggested | undefined => {
  const origins = [...(table.suggested.get(event) ?? [])].map(deal => ({deal, open: dealNamed(table, deal.id)}));
  const own = dealNamed(table, named);
  const open = origins.some(one => one.open === own) ? own : firstInBook(origins.map(one => one.open));
  if (open === undefined) return undefined;
  const [only, ...more] = origins.filter(one => one.open === open);
  const deal =
    more.length === 0 ? only?.deal : [open.deal, ...open.joined].find(one => table.suggested.get(event)?.has(one));
  table.steps += origins.length + (more.length === 0 ? 0 : open.joined.length) + (deal?.suggestions?.length ?? 0);
  const suggestion = deal && besideDeal(table, deal).find(one => one.event.id === event);
  return deal === undefined || suggestion === undefined ? undefined : {open, deal, suggestion};
};

/** Takes away what stands beside a deal. */
export const takeSuggestion = (table: DealTable, {open, deal, suggestion}: Suggested): void => {
  const left = besideDeal(table, deal).filter(one => one !== suggestion);
  table.beside.set(deal, left);
  if (!left.some(({event}) => event.id === suggestion.event.id)) table.suggested.get(suggestion.event.id)?.delete(deal);
  open.changed = true;
};

const catalystKey = ({what, from, to, certainty}: Catalyst): string => JSON.stringify([what, from, to, certainty]);

/** What is expected of deals that became one: of each what none before it expects. */
const joinedCatalysts = (deals: readonly Deal[]): readonly Catalyst[] => {
  const known = new Set<string>();
  return deals.flatMap(({catalysts}) => {
    const fresh = catalysts.filter(catalyst => !known.has(catalystKey(catalyst)));
    for (const catalyst of fresh) known.add(catalystKey(catalyst));
    return fresh;
  });
};

const closedDeal = (table: DealTable, {deal, events, joined, changed, mixed}: OpenDeal): Deal => {
  if (!changed) return deal;
  const all = [...events].map(({event}) => event);
  const deals = [deal, ...joined];
  const left = deals.flatMap(one => besideDeal(table, one));
  const {suggestions, ...rest} = deal;
  return {
    ...rest,
    events: mixed ? all.sort(byPublication) : all,
    catalysts: joinedCatalysts(deals),
    ...(left.length === 0 ? {} : {suggestions: left}),
  };
};

/** The book that the acts have made; a deal that none concerned is the same object. */
export const closeTable = (table: DealTable): DealBook =>
  [...table.deals.values()].map(open => closedDeal(table, open));
