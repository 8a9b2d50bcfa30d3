import type {Session} from '../../core/calendar.ts';
import {type Instant, instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {BenchmarkFinder} from './benchmark.ts';
import {PRIMARY_INDEX, sessionEnd} from './horizons.ts';
import {isMarketWide, toldAt} from './novels.ts';
import type {Start} from './reaction.ts';
import {type Entry, isClosed, isConfounded, listensUntil, newEntry} from './reaction-entry.ts';
import {clockOver, clusterFrom} from './story-clock.ts';
import {createStoryIndex} from './story-index.ts';

/** The reactions that were asked for, one entry for each headline in each name. */
export type ReactionEntries = {
  /** The entry as the present wire has it: another headline may confound it, or have told its story before. */
  readonly of: (item: WireItem, symbol: Ticker) => Entry;
  readonly ofName: (symbol: Ticker) => Iterable<Entry>;
  /** The other headlines from five minutes before the start to the primary horizon, oldest first. */
  readonly confoundersOf: (entry: Entry) => readonly WireItem[];
  /** Says that how long an entry listens to the wire may have changed. */
  readonly listen: (entry: Entry) => void;
  /** Goes on to another wire; `doubt` hears of the entries that what came or went may bear on. */
  readonly takeWire: (wire: Snapshot['wire'], doubt: (entry: Entry) => void) => void;
};

const FIRST = instant(Number.NEGATIVE_INFINITY);
const NONE: readonly Entry[] = [];

/** The entries of one name. */
type OfName = {
  readonly byId: Map<string, Entry>;
  /** Those that what is told from now on may bear on. */
  readonly listening: Set<Entry>;
  /** Up to when the others listened. */
  listenedUntil: Instant;
};

const isSameStart = (a: Start, b: Start): boolean => a.at === b.at && a.headlineId === b.headlineId;

/** Entries over a wire that is followed; `begin` hears of each name and moment before anything is read for it. */
export const createReactionEntries = (
  session: Session,
  benchmarkOf: BenchmarkFinder,
  begin: (symbol: Ticker) => void,
): ReactionEntries => {
  const names = new Map<Ticker, OfName>();
  const index = createStoryIndex();
  const clock = clockOver(index);

  const firstOther = (item: WireItem, symbol: Ticker, start: Start) =>
    clock.firstOther(item, symbol, clusterFrom(start), sessionEnd(session, start.at));

  const confoundersOf = ({item, symbol, start, brief}: Entry): readonly WireItem[] =>
    clock.others(item, symbol, clusterFrom(start), brief?.horizons[PRIMARY_INDEX]?.toAt ?? start.at);

  const hasSameConfounders = (entry: Entry): boolean => {
    const others = confoundersOf(entry);
    const last = entry.reaction?.confounders;
    return last?.length === others.length && last.every((other, place) => other === others[place]);
  };

  const enter = (item: WireItem, symbol: Ticker, start: Start): Entry => {
    begin(symbol);
    return newEntry({
      item,
      symbol,
      start,
      benchmark: benchmarkOf(item, symbol),
      firstOther: firstOther(item, symbol, start),
    });
  };

  /** What an entry that starts where it did makes of the wire now. */
  const lookAgain = (entry: Entry): void => {
    entry.doubted = false;
    names.get(entry.symbol)?.listening.add(entry);
    entry.firstOther = firstOther(entry.item, entry.symbol, entry.start);
    if (isClosed(entry, session)) return;
    if (!entry.brief?.horizons.every(reading => reading.confounded === isConfounded(entry, reading.toAt)))
      [entry.brief, entry.reaction, entry.next] = [undefined, undefined, undefined];
    else if (!hasSameConfounders(entry)) entry.reaction = undefined;
  };

  const nameOf = (symbol: Ticker): OfName => {
    const known = names.get(symbol);
    if (known !== undefined) return known;
    const fresh = {byId: new Map(), listening: new Set<Entry>(), listenedUntil: FIRST};
    names.set(symbol, fresh);
    return fresh;
  };

  /** Tells those that hear of it that something on their name was told at `at`, or not told after all. */
  const tell = (ofName: OfName, at: Instant, doubt: (entry: Entry) => void): void => {
    for (const entry of at > ofName.listenedUntil ? ofName.listening : ofName.byId.values()) {
      const until = listensUntil(entry);
      if (at > until) {
        ofName.listening.delete(entry);
        ofName.listenedUntil = later(ofName.listenedUntil, until);
      } else if (at >= clusterFrom(entry.start)) doubt(entry);
    }
  };

  return {
    of: (item, symbol) => {
      const {byId, listening} = nameOf(symbol);
      const {id} = item.headline;
      const known = byId.get(id);
      if (known !== undefined && known.item === item && !known.doubted) return known;
      const start = clock.startOf(item);
      if (known !== undefined && known.item === item && isSameStart(known.start, start)) {
        lookAgain(known);
        return known;
      }
      const fresh = enter(item, symbol, start);
      if (known !== undefined) listening.delete(known);
      byId.set(id, fresh);
      listening.add(fresh);
      return fresh;
    },
    ofName: symbol => names.get(symbol)?.byId.values() ?? NONE,
    confoundersOf,
    listen: entry => names.get(entry.symbol)?.listening.add(entry),
    takeWire: (wire, doubt) => {
      const stories = new Set<string>();
      const doubtAll = (id: string): void => {
        for (const {byId} of names.values()) {
          const entry = byId.get(id);
          if (entry !== undefined) doubt(entry);
        }
      };
      const {gone, come} = index.take(wire);
      for (const item of [...gone, ...come]) {
        stories.add(item.story.id);
        doubtAll(item.headline.id);
        const at = toldAt(item);
        if (isMarketWide(item)) for (const ofName of names.values()) tell(ofName, at, doubt);
        else
          for (const symbol of item.headline.symbols) {
            const ofName = names.get(symbol);
            if (ofName !== undefined) tell(ofName, at, doubt);
          }
      }
      // Their starts may have moved, whatever the name.
      for (const id of stories) for (const {headline} of index.tellingsOf(id) ?? []) doubtAll(headline.id);
    },
  };
};
