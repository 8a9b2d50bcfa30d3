import type {Instant} from '../../core/instant.ts';
import type {Catalyst, Deal, DealBook, DealEvent, DealSuggestion} from './deal.ts';
import {byPublication} from './deal-fold.ts';
import type {ManualAct, ManualActs, ManualDeed} from './manual-act.ts';
import {isWireEvent, takesOver} from './wire-ids.ts';

/** A book as a person has put it in order. */
export type ActedBook = {
  readonly book: DealBook;
  /** The deals that a person wants first. */
  readonly pinned: ReadonlySet<string>;
  /** Ids of the acts that hold and were done, in order. */
  readonly applied: readonly string[];
  /** Ids of acts that name nothing that is there. They change nothing. */
  readonly ignored: readonly string[];
};

type Table = {
  readonly book: DealBook;
  readonly deals: Map<string, Deal>;
  /** Into which deal one that is no more went. */
  readonly merged: Map<string, string>;
  readonly pinned: Set<string>;
};

/** The same report twice is one report. */
const joined = (own: readonly DealEvent[], more: readonly DealEvent[]): readonly DealEvent[] => {
  const ids = new Set(own.map(({id}) => id));
  return [...own, ...more.filter(({id}) => !ids.has(id))].sort(byPublication);
};

const catalystKey = ({what, from, to, certainty}: Catalyst): string => JSON.stringify([what, from, to, certainty]);

const joinedCatalysts = (own: readonly Catalyst[], more: readonly Catalyst[]): readonly Catalyst[] => {
  const known = new Set(own.map(catalystKey));
  return [...own, ...more.filter(catalyst => !known.has(catalystKey(catalyst)))];
};

/** The deal on file that has taken over what the wire told of one that is no more; undefined where two could have. */
const takenOver = (book: DealBook, id: string): Deal | undefined => {
  const [only, ...more] = book.filter(deal => takesOver(deal, id));
  return more.length === 0 ? only : undefined;
};

const dealOf = ({book, deals, merged}: Table, id: string): Deal | undefined => {
  const known = deals.has(id) || merged.has(id);
  let now = known ? id : (takenOver(book, id)?.id ?? id);
  for (let next = merged.get(now); next !== undefined; next = merged.get(now)) now = next;
  return deals.get(now);
};

/** Whether an act that names `id` means this event: a file that tells of a headline's event has its own id for it. */
const isEvent = (event: DealEvent, id: string): boolean => event.id === id || isWireEvent(event, id);

/** The deal that has the event now: the one named, else any that has come to have it. */
const holderOf = (table: Table, named: string, event: string): Deal | undefined => {
  const has = (deal: Deal | undefined): boolean => deal?.events.some(one => isEvent(one, event)) === true;
  const own = dealOf(table, named);
  return has(own) ? own : [...table.deals.values()].find(has);
};

/** The id of the deal that a split makes. */
export const splitDealId = (act: Pick<ManualAct, 'id'>): string => `split-${act.id}`;

const merge = (table: Table, from: Deal | undefined, into: Deal | undefined): boolean => {
  if (from === undefined || into === undefined || from.id === into.id) return false;
  table.deals.delete(from.id);
  table.merged.set(from.id, into.id);
  table.deals.set(into.id, {
    ...into,
    events: joined(into.events, from.events),
    catalysts: joinedCatalysts(into.catalysts, from.catalysts),
    ...(from.suggestions === undefined ? {} : {suggestions: [...(into.suggestions ?? []), ...from.suggestions]}),
  });
  if (table.pinned.delete(from.id)) table.pinned.add(into.id);
  return true;
};

const split = (table: Table, act: Extract<ManualAct, {kind: 'split'}>): boolean => {
  const deal = holderOf(table, act.deal, act.event);
  const first = deal?.events.find(one => isEvent(one, act.event));
  const id = splitDealId(act);
  if (deal === undefined || first === undefined || table.deals.has(id) || table.merged.has(id)) return false;
  const goes = (event: DealEvent): boolean => event.id === first.id || (act.later && byPublication(event, first) > 0);
  table.deals.set(deal.id, {...deal, events: deal.events.filter(event => !goes(event))});
  table.deals.set(id, {
    id,
    kind: deal.kind,
    from: deal.from,
    to: deal.to,
    events: deal.events.filter(goes).sort(byPublication),
    catalysts: [],
  });
  return true;
};

const reassign = (table: Table, from: Deal | undefined, event: string, to: Deal | undefined): boolean => {
  const moved = from?.events.filter(one => isEvent(one, event)) ?? [];
  if (from === undefined || to === undefined || from.id === to.id || moved.length === 0) return false;
  table.deals.set(from.id, {...from, events: from.events.filter(one => !moved.includes(one))});
  table.deals.set(to.id, {...to, events: joined(to.events, moved)});
  return true;
};

type Suggested = {readonly deal: Deal; readonly suggestion: DealSuggestion};

/** What stands beside a deal, the one named first, or beside any that has come to have it. */
const suggestedIn = (table: Table, named: string, event: string): Suggested | undefined => {
  const own = dealOf(table, named);
  for (const deal of own === undefined ? table.deals.values() : [own, ...table.deals.values()]) {
    const suggestion = deal.suggestions?.find(one => one.event.id === event);
    if (suggestion !== undefined) return {deal, suggestion};
  }
  return undefined;
};

const takeSuggestion = (table: Table, {deal, suggestion}: Suggested): void => {
  const {suggestions = [], ...rest} = deal;
  const left = suggestions.filter(one => one !== suggestion);
  table.deals.set(deal.id, left.length === 0 ? rest : {...rest, suggestions: left});
};

/** An event that the wire has put with a deal since it was suggested is moved, if that is another deal. */
const accept = (table: Table, named: string, event: string): boolean => {
  const found = suggestedIn(table, named, event);
  const to = dealOf(table, named)?.id;
  if (to === undefined) return false;
  if (found === undefined) {
    const holder = holderOf(table, named, event);
    return holder?.id === to || reassign(table, holder, event, table.deals.get(to));
  }
  takeSuggestion(table, found);
  const deal = table.deals.get(to);
  if (deal !== undefined) table.deals.set(to, {...deal, events: joined(deal.events, [found.suggestion.event])});
  return true;
};

const reject = (table: Table, named: string, event: string): boolean => {
  const found = suggestedIn(table, named, event);
  if (found !== undefined) takeSuggestion(table, found);
  return found !== undefined;
};

/** Does one act; false when it names nothing that is there. */
const done = (table: Table, act: Exclude<ManualAct, {kind: 'undo'}>): boolean => {
  switch (act.kind) {
    case 'merge':
      return merge(table, dealOf(table, act.deal), dealOf(table, act.into));
    case 'split':
      return split(table, act);
    case 'reassign':
      return reassign(table, holderOf(table, act.deal, act.event), act.event, dealOf(table, act.to));
    case 'accept':
      return accept(table, act.deal, act.event);
    case 'reject':
      return reject(table, act.deal, act.event);
    case 'pin':
    case 'unpin': {
      const id = dealOf(table, act.deal)?.id;
      if (id === undefined) return false;
      if (act.kind === 'pin') table.pinned.add(id);
      else table.pinned.delete(id);
      return true;
    }
  }
};

type Held = {readonly acts: readonly Exclude<ManualAct, {kind: 'undo'}>[]; readonly ignored: readonly string[]};

/** The first of each id. */
const onceEach = (acts: ManualActs): ManualActs => {
  const seen = new Set<string>();
  return acts.filter(({id}) => !seen.has(id) && seen.add(id));
};

/** The acts that hold at `now`, each id once, without those undone; an undo can be undone as well. */
const heldAt = (acts: ManualActs, now: Instant): Held => {
  const made = onceEach(acts.filter(({at}) => at <= now));
  const order = new Map(made.map(({id}, place) => [id, place]));
  const undone = new Set<string>();
  const ignored: string[] = [];
  for (const [place, act] of [...made.entries()].reverse()) {
    if (act.kind !== 'undo' || undone.has(act.id)) continue;
    if ((order.get(act.act) ?? place) >= place) ignored.push(act.id);
    else undone.add(act.act);
  }
  const held = made.filter(({id}) => !undone.has(id));
  return {acts: held.filter(act => act.kind !== 'undo'), ignored};
};

/** The last act that an undo made at `now` would undo; undefined when nothing is left to undo. */
export const lastAct = (
  acts: ManualActs,
  now: Instant,
): (Exclude<ManualDeed, {kind: 'undo'}> & {id: string}) | undefined => heldAt(acts, now).acts.at(-1);

/** The moments [from, until) at which the same acts hold. */
type Kept = {readonly from: number; readonly until: number; readonly acted: ActedBook};
const kept = new WeakMap<DealBook, WeakMap<ManualActs, Kept>>();

const actedAt = (book: DealBook, acts: ManualActs, now: Instant): ActedBook => {
  const held = heldAt(acts, now);
  const table: Table = {book, deals: new Map(book.map(deal => [deal.id, deal])), merged: new Map(), pinned: new Set()};
  const applied = new Set(held.acts.filter(act => done(table, act)).map(({id}) => id));
  const deals = [...table.deals.values()];
  const same = deals.length === book.length && deals.every((deal, index) => deal === book[index]);
  return {
    book: same ? book : deals,
    pinned: table.pinned,
    applied: [...applied],
    ignored: [...held.ignored, ...held.acts.map(({id}) => id).filter(id => !applied.has(id))],
  };
};

/**
 * The book, whose deals have an id each, after the acts made by `now` in the order in which they were made. Events only
 * ever change their deal: none is lost, none doubled, save a suggestion that was rejected; a deal that is left without any keeps its place for what may come
 * of it. The same acts twice are the same acts; the same object comes back until one more holds.
 */
export const actedBook = (book: DealBook, acts: ManualActs, now: Instant): ActedBook => {
  const own = kept.get(book) ?? new WeakMap<ManualActs, Kept>();
  kept.set(book, own);
  const last = own.get(acts);
  if (last !== undefined && now >= last.from && now < last.until) return last.acted;
  const times = acts.map(({at}) => at);
  const from = Math.max(Number.NEGATIVE_INFINITY, ...times.filter(at => at <= now));
  const until = Math.min(Number.POSITIVE_INFINITY, ...times.filter(at => at > now));
  const acted = actedAt(book, acts, now);
  own.set(acts, {from, until, acted});
  return acted;
};

/** The deals of a book after the acts; see actedBook. */
export const withActs = (book: DealBook, acts: ManualActs, now: Instant): DealBook => actedBook(book, acts, now).book;
