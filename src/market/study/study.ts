import {isAlert} from '../../analytics/calibrated-t.ts';
import {adjustedP} from '../../analytics/false-discovery.ts';
import {normalTwoSided} from '../../analytics/normal.ts';
import type {Ticker} from '../../core/ticker.ts';
import {PRIMARY_INDEX} from '../reactions/horizons.ts';
import type {Reaction} from '../reactions/reaction.ts';
import type {ReactionBook} from '../reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import {type KindSummary, kindSummaries} from './kind-summary.ts';
import type {StudyEvent, StudyRow} from './study-event.ts';

/** The reactions of a day, oldest headline first, and what they say together by kind of event. */
export type Study = {
  readonly events: readonly StudyEvent[];
  /** Tests made at the primary horizon, which the adjusted p-values take into account. */
  readonly tests: number;
  readonly kinds: readonly KindSummary[];
};

const byStart = (a: StudyEvent, b: StudyEvent): number =>
  startOf(a) - startOf(b) || (a.item.headline.id < b.item.headline.id ? -1 : 1);
const startOf = ({rows, item}: StudyEvent): number => rows[0]?.reaction.start.at ?? item.headline.at;

const pOf = ({horizons}: Reaction): number | undefined => {
  const test = horizons[PRIMARY_INDEX]?.measured?.test;
  return test?.status === 'ok' ? normalTwoSided(test.t) : undefined;
};

const isAlertOf = ({horizons}: Reaction): boolean => {
  const test = horizons[PRIMARY_INDEX]?.measured?.test;
  return test?.status === 'ok' && isAlert(test.t);
};

/** The wire by the headlines whose moments reactions start at: each with those that share its moment. */
const gather = (
  {wire, file}: Snapshot,
  book: ReactionBook,
): ReadonlyMap<string, {readonly lead: WireItem; readonly alike: readonly WireItem[]}> => {
  const [any] = file.day.symbols;
  const gathered = new Map<string, {lead: WireItem; alike: WireItem[]}>();
  if (any === undefined) return gathered;
  const followers: {readonly id: string; readonly item: WireItem}[] = [];
  for (const item of wire.toReversed()) {
    const {id} = item.headline;
    const {headlineId} = book.of(item, any).start;
    if (headlineId === id) gathered.set(id, {lead: item, alike: []});
    else followers.push({id: headlineId, item});
  }
  // A leader that the wire has let go leaves its followers to stand for it.
  for (const {id, item} of followers) {
    const known = gathered.get(id);
    if (known === undefined) gathered.set(id, {lead: item, alike: []});
    else known.alike.push(item);
  }
  return gathered;
};

/**
 * Every reaction of a snapshot's headlines in every watched name, as its book has them. `aboutOf` says which name stands
 * for a headline where headlines of a kind are taken together: one name each, never several at one headline.
 */
export const studyOf = (
  snapshot: Snapshot,
  book: ReactionBook,
  aboutOf: (item: WireItem) => Ticker | undefined,
): Study => {
  const {symbols} = snapshot.file.day;
  const found = Array.from(gather(snapshot, book).values(), ({lead, alike}) => ({
    item: lead,
    alike,
    about: aboutOf(lead),
    reactions: symbols.map(symbol => book.of(lead, symbol)),
  }));
  const ps = found.flatMap(({reactions}) => reactions.map(pOf)).filter(p => p !== undefined);
  const adjusted = adjustedP(ps);
  let next = 0;
  const events = found.map(({reactions, ...event}): StudyEvent => {
    const named = new Set<Ticker>(event.item.headline.symbols);
    const rows = reactions.map((reaction): StudyRow => {
      const p = pOf(reaction);
      return {
        reaction,
        named: named.has(reaction.symbol),
        p,
        adjustedP: p === undefined ? undefined : adjusted[next++],
        alert: isAlertOf(reaction),
      };
    });
    return {...event, rows: rows.toSorted((a, b) => Number(b.named) - Number(a.named))};
  });
  events.sort(byStart);
  return {events, tests: ps.length, kinds: kindSummaries(events, book)};
};
