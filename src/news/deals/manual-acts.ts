import type {Instant} from '../../core/instant.ts';
import type {DealBook} from './deal.ts';
import {
  addEvent,
  closeTable,
  type DealTable,
  dealNamed,
  eventsAfter,
  eventsNamed,
  holderOf,
  joinDeals,
  moveEvents,
  type OpenDeal,
  openDeal,
  openTable,
  suggestedIn,
  takeSuggestion,
} from './deal-table.ts';
import type {ManualAct, ManualActs, ManualDeed} from './manual-act.ts';

/** A book as a person has put it in order. */
export type ActedBook = {
  readonly book: DealBook;
  /** The deals that a person wants first. */
  readonly pinned: ReadonlySet<string>;
  /** Ids of the acts that hold and were done, in order. */
  readonly applied: readonly string[];
  /** Ids of acts that name nothing that is there, or come after too much was moved. They change nothing. */
  readonly ignored: readonly string[];
};

/** The id of the deal that a split makes. */
export const splitDealId = (act: Pick<ManualAct, 'id'>): string => `split-${act.id}`;

const merge = (table: DealTable, from: OpenDeal | undefined, into: OpenDeal | undefined): boolean => {
  if (from === undefined || into === undefined || from === into) return false;
  joinDeals(table, from, into);
  return true;
};

const split = (table: DealTable, act: Extract<ManualAct, {kind: 'split'}>): boolean => {
  const open = holderOf(table, act.deal, act.event);
  const [first] = open === undefined ? [] : eventsNamed(table, open, act.event);
  const id = splitDealId(act);
  if (open === undefined || first === undefined || table.deals.has(id) || table.merged.has(id)) return false;
  const same = eventsNamed(table, open, first.event.id).filter(({event}) => event.id === first.event.id);
  const later = act.later ? eventsAfter(table, open, first.event) : [];
  const {kind, from, to} = open.deal;
  const made = openDeal(table, {id, kind, from, to, events: [], catalysts: []});
  moveEvents(table, made, open, [...new Set([...same, ...later])]);
  return true;
};

const reassign = (table: DealTable, from: OpenDeal | undefined, event: string, to: OpenDeal | undefined): boolean => {
  const moved = from === undefined ? [] : eventsNamed(table, from, event);
  if (from === undefined || to === undefined || from === to || moved.length === 0) return false;
  moveEvents(table, to, from, moved);
  return true;
};

/** An event that the wire has put with a deal since it was suggested is moved, if that is another deal. */
const accept = (table: DealTable, named: string, event: string): boolean => {
  const to = dealNamed(table, named);
  if (to === undefined) return false;
  const found = suggestedIn(table, named, event);
  if (found === undefined) {
    const holder = holderOf(table, named, event);
    return holder === to || reassign(table, holder, event, to);
  }
  takeSuggestion(table, found);
  addEvent(table, to, found.suggestion.event);
  return true;
};

const reject = (table: DealTable, named: string, event: string): boolean => {
  const found = suggestedIn(table, named, event);
  if (found !== undefined) takeSuggestion(table, found);
  return found !== undefined;
};

/** Does one act; false when it names nothing that is there. */
const done = (table: DealTable, act: Exclude<ManualAct, {kind: 'undo'}>): boolean => {
  switch (act.kind) {
    case 'merge':
      return merge(table, dealNamed(table, act.deal), dealNamed(table, act.into));
    case 'split':
      return split(table, act);
    case 'reassign':
      return reassign(table, holderOf(table, act.deal, act.event), act.event, dealNamed(table, act.to));
    case 'accept':
      return accept(table, act.deal, act.event);
    case 'reject':
      return reject(table, act.deal, act.event);
    case 'pin':
    case 'unpin': {
      const id = dealNamed(table, act.deal)?.deal.id;
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

/** Events that acts may move and look through: more than a person could in a life, and no longer than a glance takes. */
const MOST_STEPS = 5_000_000;

const actedAt = (book: DealBook, acts: ManualActs, now: Instant): ActedBook => {
  const held = heldAt(acts, now);
  if (held.acts.length === 0) return {book, pinned: new Set(), applied: [], ignored: held.ignored};
  const table = openTable(book);
  const applied = new Set(held.acts.filter(act => table.steps < MOST_STEPS && done(table, act)).map(({id}) => id));
  const deals = closeTable(table);
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
 * ever change their deal: none is lost, none doubled, save a suggestion that was rejected; a deal that is left without
 * any keeps its place for what may come of it. The same acts twice are the same acts; the same object comes back until
 * one more holds. Once acts have moved more than any person's could, the others are ignored.
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
