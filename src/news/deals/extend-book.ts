import {type Instant, instant} from '../../core/instant.ts';
import type {Deal, DealBook, DealEvent} from './deal.ts';
import {applyDealEvent, type DealRun, startDeal} from './deal-fold.ts';
import {type DealFace, matchScore} from './match-score.ts';
import {partyId} from './party-id.ts';
import {catalystsWith, dealOpened, eventTold, type WireTelling} from './wire-deals.ts';

const LINK = 0.65;
const MARGIN = 0.1;
const SUGGEST = 0.45;
/** Deals told of by the wire alone; more than this on one day and further ones are left to the wire. */
const MOST_DEALS = 500;

/** One thing reported, by the file or on the wire, in its place in the order of the fold. */
export type BookStep = {
  readonly at: Instant;
  readonly id: string;
  readonly told:
    | {readonly by: 'file'; readonly deal: Deal; readonly event: DealEvent}
    | ({readonly by: 'wire'} & WireTelling);
};

/** A deal, and how it stood after what was told so far. */
type Entry = {readonly deal: Deal; readonly run: DealRun; readonly face: DealFace; readonly filed: boolean};
/** The deals that something was told of so far, by id. */
export type Entries = ReadonlyMap<string, Entry>;

const faceOf = (deal: Deal, run: DealRun, lastAt: Instant): DealFace => ({
  from: new Set(run.from.map(partyId)),
  to: partyId(deal.to),
  kind: run.kind,
  amount: run.amount,
  stage: run.stage ?? 'rumour',
  lastAt,
});

const entryWith = (entry: Entry, deal: Deal, event: DealEvent, at: Instant): Entry => {
  const run = event.withdrawal === undefined ? applyDealEvent(entry.run, event) : entry.run;
  return {...entry, deal, run, face: faceOf(deal, run, instant(Math.max(at, entry.face.lastAt)))};
};

/** The deals on file that are known, before anything is told of them: what the wire told of one earlier is told of it. */
export const seedEntries = (known: DealBook): Entries =>
  new Map(
    known.map(deal => {
      const first = deal.events.reduce<DealEvent | undefined>(
        (least, event) => (least === undefined || event.knownAt < least.knownAt ? event : least),
        undefined,
      );
      const entry = newEntry(deal, true, first?.knownAt ?? instant(0));
      return [deal.id, {...entry, face: {...entry.face, amount: first?.amount}}];
    }),
  );

const newEntry = (deal: Deal, filed: boolean, at: Instant): Entry => {
  const run = startDeal(deal);
  return {deal, run, filed, face: faceOf(deal, run, at)};
};

/** Whether a party is watched, or in a deal with one that is, or in a deal on file. */
const isTracked = (entries: Entries, watched: ReadonlySet<string>, ids: readonly string[]): boolean => {
  if (ids.some(id => watched.has(id))) return true;
  for (const {filed, face} of entries.values()) {
    const known = filed || watched.has(face.to) || [...face.from].some(id => watched.has(id));
    if (known && ids.some(id => id === face.to || face.from.has(id))) return true;
  }
  return false;
};

type Fit = {readonly id: string; readonly entry: Entry; readonly score: number};

/** The two deals that a telling fits best. */
const bestFits = (entries: Entries, {telling}: WireTelling, at: Instant): readonly Fit[] => {
  const fits: Fit[] = [];
  const named = telling.all.map(party => party.id);
  for (const [id, entry] of entries) {
    const {from, to} = entry.face;
    if (!named.some(party => party === to || from.has(party))) continue;
    const score = matchScore(telling, entry.face, at);
    if (score !== undefined) fits.push({id, entry, score});
  }
  return fits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, 2);
};

const applyTelling = (
  entries: Map<string, Entry>,
  watched: ReadonlySet<string>,
  at: Instant,
  told: WireTelling,
): void => {
  const [best, second] = bestFits(entries, told, at);
  if (best !== undefined && best.score >= LINK && best.score - (second?.score ?? 0) >= MARGIN) {
    const {entry} = best;
    const event = eventTold(told, entry.run);
    const catalysts = catalystsWith(entry.deal.catalysts, told);
    entries.set(
      best.id,
      entryWith(entry, {...entry.deal, events: [...entry.deal.events, event], catalysts}, event, at),
    );
    return;
  }
  if (best !== undefined && best.score >= SUGGEST) {
    const {deal, run} = best.entry;
    const suggestion = {event: eventTold(told, run), score: best.score};
    entries.set(best.id, {...best.entry, deal: {...deal, suggestions: [...(deal.suggestions ?? []), suggestion]}});
    return;
  }
  const {telling} = told;
  if (telling.withdrawal !== undefined || entries.size >= MOST_DEALS) return;
  const opened = dealOpened(told);
  const ids = telling.all.map(({id}) => id);
  if (opened === undefined || !isTracked(entries, watched, ids)) return;
  const again = [...entries.keys()].filter(id => id === opened.id || id.startsWith(`${opened.id}:`)).length;
  const deal = again === 0 ? opened : {...opened, id: `${opened.id}:${again + 1}`};
  const entry = newEntry(deal, false, at);
  const event = eventTold(told, entry.run);
  entries.set(deal.id, entryWith(entry, {...deal, events: [event], catalysts: catalystsWith([], told)}, event, at));
};

/** The deals after further steps, which come in order; `watched` are ids of the names that deals are kept for. */
export const extendEntries = (start: Entries, steps: readonly BookStep[], watched: ReadonlySet<string>): Entries => {
  const entries = new Map(start);
  for (const {at, told} of steps) {
    if (told.by === 'wire') {
      applyTelling(entries, watched, at, told);
      continue;
    }
    const {event} = told;
    const entry = entries.get(told.deal.id) ?? newEntry(told.deal, true, at);
    const {deal} = entry;
    const events = deal.events.includes(event)
      ? deal.events
      : deal.events.map(one => (one.id === event.id ? event : one));
    entries.set(deal.id, entryWith(entry, {...deal, events}, event, at));
  }
  return entries;
};

/** File and wire as one book: the deals on file in their order, then those of the wire alone. */
export const bookOf = (filed: DealBook, entries: Entries): DealBook => [
  ...filed.map(deal => entries.get(deal.id)?.deal ?? deal),
  ...[...entries.values()].filter(entry => !entry.filed).map(({deal}) => deal),
];
