import {matchesFilter} from '../market/filter/matches-filter.ts';
import {parseFilter} from '../market/filter/parse-filter.ts';
import {storyClock} from '../market/reactions/story-clock.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {compareWire} from '../market/wire.ts';
import {type ReactionLook, reactionBook, reactionSize} from './reactions.ts';
import type {UiState} from './ui-state.ts';
import {wireItems} from './wire-items.ts';

/** One story on the wire, one row of it. */
export type StoryLine = {
  /** What it says at its place: the newest telling that is no reprint, of those that count from its moment. */
  readonly lead: WireItem;
  /** What the story says now, which a line held in its place does not tell yet. */
  readonly newest: WireItem;
  /** Oldest first by publication. */
  readonly tellings: readonly WireItem[];
  /** The telling whose moment is the row's place. */
  readonly anchor: WireItem;
};

/** What of the screen decides which rows there are and in what order. */
export type Looking = Pick<UiState, 'filter' | 'headlineId' | 'wireTopId'> & {
  /** Without it the newest stand first. */
  readonly wireOrder?: UiState['wireOrder'];
} & Partial<ReactionLook>;

const byTime = (a: WireItem, b: WireItem): number =>
  a.headline.at - b.headline.at || (a.headline.id < b.headline.id ? -1 : 1);

/** Reprints never move their story; nor do corrections and withdrawals, but for one that took its original's own id. */
const movesItsStory = ({story: {relation}, revision}: WireItem): boolean =>
  relation === 'first' || relation === 'update' || (relation !== 'reprint' && revision > 0);

/**
 * The line of a story of a wire, where its tellings before `until` put it. What is told later and counts from a moment of
 * its own is left out: the line would put one headline's words beside another's move.
 */
const lineOf = (
  wire: readonly WireItem[],
  tellings: readonly WireItem[],
  until = tellings.length,
): StoryLine | undefined => {
  const [first] = tellings;
  if (first === undefined) return undefined;
  const newest = tellings.findLast(({story}) => story.relation !== 'reprint') ?? first;
  if (until >= tellings.length)
    return {lead: newest, newest, tellings, anchor: tellings.findLast(movesItsStory) ?? first};
  const anchor = tellings.slice(0, until).findLast(movesItsStory) ?? first;
  const clock = storyClock(wire);
  const from = clock.startOf(anchor).headlineId;
  const next = tellings.findIndex(
    (telling, place) => place >= until && movesItsStory(telling) && clock.startOf(telling).headlineId !== from,
  );
  const own = next < 0 ? tellings : tellings.slice(0, next);
  return {lead: own.findLast(({story}) => story.relation !== 'reprint') ?? first, newest, tellings, anchor};
};

const byAnchor = (a: StoryLine, b: StoryLine): number => compareWire(a.anchor, b.anchor);

const linesOf = (wire: readonly WireItem[]): readonly StoryLine[] => {
  const stories = new Map<string, WireItem[]>();
  for (const item of wire) {
    const tellings = stories.get(item.story.id);
    if (tellings === undefined) stories.set(item.story.id, [item]);
    else tellings.push(item);
  }
  return Array.from(stories.values(), tellings => lineOf(wire, tellings.sort(byTime)))
    .filter(line => line !== undefined)
    .sort(byAnchor);
};

/** The line that holds `id` stays where that headline put it, whatever was told since. */
const withHeld = (
  wire: readonly WireItem[],
  lines: readonly StoryLine[],
  id: string | undefined,
): readonly StoryLine[] => {
  const place = placeOf(lines, id);
  const line = lines[place];
  if (line === undefined) return lines;
  const held = lineOf(wire, line.tellings, line.tellings.findIndex(({headline}) => headline.id === id) + 1);
  if (held === undefined || held.anchor === line.anchor) return lines;
  const rest = lines.toSpliced(place, 1);
  const before = rest.findIndex(other => byAnchor(held, other) < 0);
  return rest.toSpliced(before < 0 ? rest.length : before, 0, held);
};

/** The lines of a wire as last filtered, and as last looked at. */
type Kept = {
  readonly filter: string;
  readonly all: readonly StoryLine[];
  looking: Looking;
  lines: readonly StoryLine[];
};
const kept = new WeakMap<readonly WireItem[], Kept>();

const filtered = (wire: readonly WireItem[], filter: string): readonly WireItem[] => {
  const terms = parseFilter(filter).filter ?? [];
  return terms.length === 0 ? wire : wire.filter(item => matchesFilter(item, terms));
};

/**
 * The wire as filtered, one line a story of the tellings that pass, newest first. A new story and an update come on top;
 * reprints, corrections and withdrawals leave their story's line in its place; and so does an update while the line is
 * the selected one, or the first in sight of a wire that was scrolled. A filter that cannot be read keeps everything.
 */
const inTimeOrder = (wire: readonly WireItem[], looking: Looking): readonly StoryLine[] => {
  const {filter, headlineId, wireTopId} = looking;
  let last = kept.get(wire);
  if (last?.filter !== filter) {
    const all = linesOf(filtered(wire, filter));
    last = {filter, all, looking: {filter, headlineId: undefined, wireTopId: undefined}, lines: all};
    kept.set(wire, last);
  }
  if (last.looking.headlineId !== headlineId || last.looking.wireTopId !== wireTopId) {
    last.looking = looking;
    last.lines = withHeld(wire, withHeld(wire, last.all, wireTopId), headlineId);
  }
  return last.lines;
};

/** Lines as last sorted: they stand while the lines, what is chosen and every reaction do. */
type Sorted = {
  readonly version: number;
  readonly kind: ReactionLook['reactionKind'];
  readonly preferences: ReactionLook['preferences'];
  readonly headlineId: string | undefined;
  readonly lines: readonly StoryLine[];
};
const sorted = new WeakMap<readonly StoryLine[], Sorted>();

/** A line as the telling after which its name moved most puts it, and how far that was; -1 while nothing is known. */
const largestOf = (snapshot: Snapshot, look: ReactionLook, line: StoryLine): {line: StoryLine; size: number} => {
  let size = -1;
  let until = line.tellings.length;
  for (const [place, telling] of line.tellings.entries()) {
    const own = movesItsStory(telling) ? (reactionSize(snapshot, look, telling) ?? -1) : -1;
    if (own > size) [size, until] = [own, place + 1];
  }
  return {line: lineOf(snapshot.wire, line.tellings, until) ?? line, size};
};

/**
 * The largest reaction first; what has none yet follows, newest first. A line stands by the largest that a telling of its
 * story had, and tells that one unless another of them is chosen.
 */
const bySize = (
  snapshot: Snapshot,
  look: ReactionLook,
  lines: readonly StoryLine[],
  headlineId: string | undefined,
): readonly StoryLine[] => {
  const {reactionKind: kind, preferences} = look;
  const {version} = reactionBook(snapshot, look);
  const last = sorted.get(lines);
  const stands = last?.version === version && last.kind === kind && last.headlineId === headlineId;
  if (stands && last.preferences === preferences) return last.lines;
  const sized = lines.map(line => {
    const largest = largestOf(snapshot, look, line);
    return placeOf([line], headlineId) < 0 ? largest : {line, size: largest.size};
  });
  const found = {
    version,
    kind,
    preferences,
    headlineId,
    lines: sized.sort((a, b) => b.size - a.size).map(({line}) => line),
  };
  sorted.set(lines, found);
  return found.lines;
};

/** The wire as filtered and ordered, one line a story, one a move that no headline explains; see inTimeOrder for which telling has the line. */
export const wireList = (snapshot: Snapshot, looking: Looking): readonly StoryLine[] => {
  const lines = inTimeOrder(wireItems(snapshot, looking), looking);
  const {wireOrder, reactionKind, preferences} = looking;
  if (wireOrder !== 'reaction' || reactionKind === undefined || preferences === undefined) return lines;
  return bySize(snapshot, {reactionKind, preferences}, lines, looking.headlineId);
};

/** A headline known only after the screen opened, and not yet looked at. */
export const isUnread = (item: WireItem, ui: UiState): boolean =>
  item.move === undefined && item.firstReceivedAt > ui.openedAt && !ui.read.has(item.headline.id);

/** Every telling of every story of a list, oldest first. */
export const tellingsInTime = (list: readonly StoryLine[]): readonly WireItem[] =>
  list.flatMap(line => line.tellings).sort(byTime);

/** Where the story of a headline stands in a list, or -1. */
export const placeOf = (list: readonly StoryLine[], id: string | undefined): number =>
  id === undefined ? -1 : list.findIndex(line => line.tellings.some(({headline}) => headline.id === id));

/**
 * The first of `rows` rows shown. Scrolled away, a headline keeps the first row; else the newest is in sight, unless
 * arrivals would push the selected one out below.
 */
export const wireTop = (list: readonly StoryLine[], ui: UiState, rows: number): number => {
  const top = Math.max(0, placeOf(list, ui.wireTopId));
  const selected = placeOf(list, ui.headlineId);
  if (selected < 0) return Math.min(top, Math.max(0, list.length - 1));
  if (selected < top) return selected;
  return Math.max(top, selected - Math.max(1, rows) + 1);
};
