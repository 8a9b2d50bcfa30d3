import type {Headline} from '../core/events.ts';
import type {Deal, DealBook} from '../news/deals/deal.ts';
import type {DealTelling} from '../news/deals/deal-telling.ts';
import {type BookStep, bookOf, type Entries, extendEntries} from '../news/deals/extend-book.ts';
import {entryOfTicker} from '../news/entities/gazetteer.ts';
import type {Snapshot, WireItem} from './snapshot.ts';

/** How far apart the states are kept from which a telling that comes late is folded again. */
const MARK_EVERY = 64;

type Mark = {readonly count: number; readonly entries: Entries};
/** What was last made of a file's deals and a wire. */
type Kept = {
  readonly wire: readonly WireItem[];
  readonly watched: string;
  readonly steps: readonly BookStep[];
  readonly marks: readonly Mark[];
  readonly book: DealBook;
};
const kept = new WeakMap<DealBook, Kept>();

const inOrder = (a: BookStep, b: BookStep): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const fileSteps = (deals: DealBook): readonly BookStep[] =>
  deals.flatMap(deal =>
    deal.events.map(event => ({at: event.knownAt, id: event.id, told: {by: 'file' as const, deal, event}})),
  );

/** A headline's step, the same object as long as the headline says the same: of a long wire few are new. */
const stepsMade = new WeakMap<Headline, BookStep>();

const wireStep = (headline: Headline, telling: DealTelling): BookStep => {
  const made = stepsMade.get(headline);
  if (made?.told.by === 'wire' && made.told.telling === telling) return made;
  const step: BookStep = {at: headline.at, id: headline.id, told: {by: 'wire', headline, telling}};
  stepsMade.set(headline, step);
  return step;
};

/** What the wire tells of deals, but for the headlines that an event on file stands for. */
const wireSteps = (wire: readonly WireItem[], filed: ReadonlySet<string>): BookStep[] => {
  const steps: BookStep[] = [];
  for (const {deal, headline} of wire) {
    if (deal === undefined || filed.has(headline.id)) continue;
    steps.push(wireStep(headline, deal));
  }
  return steps;
};

const headlinesOf = (deals: readonly Deal[]): ReadonlySet<string> =>
  new Set(
    deals.flatMap(({events}) => events.flatMap(({headlineId}) => (headlineId === undefined ? [] : [headlineId]))),
  );

const sameStep = (a: BookStep, b: BookStep | undefined): boolean => {
  if (a === b) return true;
  if (b === undefined || a.id !== b.id || a.at !== b.at || a.told.by !== b.told.by) return false;
  if (a.told.by === 'file' || b.told.by === 'file') return true;
  return a.told.headline.updatedAt === b.told.headline.updatedAt;
};

/**
 * The deals of the day's file and those that the wire tells of, as one book: what a headline says of a deal on file is an
 * event of that deal. A function of file, names and wire alone; of a wire that grew only what is new is folded.
 */
export const dealBookOf = ({file, wire}: Snapshot): DealBook => {
  const {deals, day} = file;
  const watched = day.symbols.join();
  const found = kept.get(deals);
  const last = found?.watched === watched ? found : undefined;
  if (last?.wire === wire) return last.book;
  const steps = [...fileSteps(deals), ...wireSteps(wire, headlinesOf(deals))].sort(inOrder);
  let same = 0;
  while (same < steps.length && last !== undefined) {
    const step = steps[same];
    if (step === undefined || !sameStep(step, last.steps[same])) break;
    same++;
  }
  if (last !== undefined && same === steps.length && same === last.steps.length) {
    kept.set(deals, {...last, wire});
    return last.book;
  }
  const ids = new Set(day.symbols.map(symbol => entryOfTicker(symbol)?.id ?? symbol));
  const marks = (last?.marks ?? []).filter(({count}) => count <= same);
  let {count, entries}: Mark = marks.at(-1) ?? {count: 0, entries: new Map()};
  while (count < steps.length) {
    const next = Math.min(steps.length, count - (count % MARK_EVERY) + MARK_EVERY);
    entries = extendEntries(entries, steps.slice(count, next), ids);
    count = next;
    marks.push({count, entries});
  }
  const book = bookOf(deals, entries);
  const lasting = marks.filter(mark => mark.count % MARK_EVERY === 0 || mark.count === steps.length);
  kept.set(deals, {wire, watched, steps, marks: lasting, book});
  return book;
};
