import type {Instant} from '../core/instant.ts';
import type {Deal, DealBook} from '../news/deals/deal.ts';
import {type BookStep, bookOf, type Entries, extendEntries, seedEntries} from '../news/deals/extend-book.ts';
import {entryOfTicker} from '../news/entities/gazetteer.ts';
import {allSteps, compareSteps, type FileReport, fileReports, wireStep} from './book-steps.ts';
import type {Snapshot, WireItem} from './snapshot.ts';

/** How far apart the states are kept from which a telling that comes late is folded again. */
const MARK_EVERY = 64;

type Mark = {readonly count: number; readonly entries: Entries};
/** What was last made of a file's deals and a wire. Steps and marks are its own, and change with it. */
type Kept = {
  readonly watched: string;
  readonly wire: readonly WireItem[];
  /** What of the file is known. */
  readonly reports: readonly FileReport[];
  readonly named: ReadonlySet<string>;
  readonly steps: BookStep[];
  readonly marks: Mark[];
  readonly book: DealBook;
};
const kept = new WeakMap<DealBook, Kept>();

const placeOf = (steps: readonly BookStep[], step: BookStep): number => {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = steps[middle];
    if (at !== undefined && compareSteps(at, step) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

type WireDifference = {readonly gone: readonly WireItem[]; readonly come: readonly WireItem[]};

/** What one wire has that the other has not. Only identities are compared, but where they differ. */
const wireDifference = (before: readonly WireItem[], after: readonly WireItem[]): WireDifference => {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const was = new Set(before.slice(head, before.length - tail));
  const come = after.slice(head, after.length - tail).filter(item => !was.delete(item));
  return {gone: [...was], come};
};

const stepsOfItems = (items: readonly WireItem[]): readonly BookStep[] =>
  items.map(wireStep).filter(step => step !== undefined);

/** Puts what came in its place and takes what went; the place from which the steps are others. */
const editSteps = (steps: BookStep[], {gone, come}: WireDifference): number => {
  const out = new Set(stepsOfItems(gone));
  const added = stepsOfItems(come).filter(step => !out.delete(step));
  if (added.length === 0 && out.size === 0) return steps.length;
  const from = Math.min(...[...added, ...out].map(step => placeOf(steps, step)));
  const removed = new Set([...out].map(({id}) => id));
  const rest = steps.splice(from).filter(({id, told}) => told.by === 'file' || !removed.has(id));
  for (const step of [...rest, ...added].sort(compareSteps)) steps.push(step);
  return from;
};

const samePrefix = (a: readonly BookStep[], b: readonly BookStep[]): number => {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same;
};

/** Folds what comes after the last mark that still holds. */
const foldOn = (
  marks: Mark[],
  {
    steps,
    from,
    known,
    watched,
  }: {
    readonly steps: readonly BookStep[];
    /** From here on the steps are not those that the marks were made of. */
    readonly from: number;
    readonly known: readonly Deal[];
    readonly watched: ReadonlySet<string>;
  },
): Entries => {
  while ((marks.at(-1)?.count ?? 0) > from) marks.pop();
  let {count, entries}: Mark = marks.at(-1) ?? {count: 0, entries: seedEntries(known)};
  while (count < steps.length) {
    const next = Math.min(steps.length, count - (count % MARK_EVERY) + MARK_EVERY);
    entries = extendEntries(entries, steps.slice(count, next), watched);
    if (count % MARK_EVERY !== 0) marks.pop();
    count = next;
    marks.push({count, entries});
  }
  return entries;
};

const reportsBy = (deals: DealBook, now: Instant): readonly FileReport[] => {
  const all = fileReports(deals);
  const later = all.findIndex(({event}) => event.knownAt > now);
  return later < 0 ? all : all.slice(0, later);
};

/**
 * The deals of the day's file and those that the wire tells of by the clock, as one book: what a headline says of a deal on
 * file is an event of that deal, from when the file has the deal. A function of file, names, wire and of what of the file is
 * known; of a wire that grew only what came or changed is folded, from its place on.
 */
export const dealBookOf = ({file, wire, clock}: Snapshot): DealBook => {
  const {deals, day} = file;
  const watched = day.symbols.join();
  const found = kept.get(deals);
  const last = found?.watched === watched ? found : undefined;
  const reports = reportsBy(deals, clock.now);
  const sameFile = last?.reports.length === reports.length;
  if (sameFile && last.wire === wire) return last.book;
  const difference = sameFile ? wireDifference(last.wire, wire) : undefined;
  const onWire = ({headline}: WireItem): boolean => last?.named.has(headline.id) === true;
  const isEdit = difference !== undefined && !difference.gone.some(onWire) && !difference.come.some(onWire);
  const known = [...new Set(reports.map(({deal}) => deal))];
  const sameDeals = last !== undefined && new Set(last.reports.map(({deal}) => deal)).size === known.length;
  const steps = last !== undefined && isEdit ? last.steps : allSteps(reports, wire);
  const before = steps.length;
  const from =
    last === undefined || !sameDeals ? 0 : isEdit ? editSteps(steps, difference) : samePrefix(last.steps, steps);
  const named = sameFile ? last.named : new Set(reports.flatMap(({event}) => event.headlineId ?? []));
  if (last !== undefined && from === steps.length && from === (isEdit ? before : last.steps.length)) {
    kept.set(deals, {...last, wire, reports, named, steps});
    return last.book;
  }
  const marks = sameDeals ? last.marks : [];
  const ids = new Set(day.symbols.map(symbol => entryOfTicker(symbol)?.id ?? symbol));
  const book = bookOf(deals, foldOn(marks, {steps, from, known, watched: ids}));
  kept.set(deals, {watched, wire, reports, named, steps, marks, book});
  return book;
};
