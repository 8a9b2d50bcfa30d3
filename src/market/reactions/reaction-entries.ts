import type {Session} from '../../core/calendar.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {BenchmarkFinder} from './benchmark.ts';
import {PRIMARY_INDEX, sessionEnd} from './horizons.ts';
import {isMarketWide, toldAt} from './novels.ts';
import type {Start} from './reaction.ts';
import {type Entry, isBorneOn, isClosed, isConfounded, newEntry} from './reaction-entry.ts';
import {clockOver, clusterFrom} from './story-clock.ts';
import {createStoryIndex} from './story-index.ts';

/** The reactions that were asked for, one entry for each headline in each name. */
export type ReactionEntries = {
  /** The entry as the present wire has it: another headline may confound it, or have told its story before. */
  readonly of: (item: WireItem, symbol: Ticker) => Entry;
  readonly ofName: (symbol: Ticker) => Iterable<Entry>;
  /** The other headlines from five minutes before the start to the primary horizon, oldest first. */
  readonly confoundersOf: (entry: Entry) => readonly WireItem[];
  /** Goes on to another wire; `doubt` hears of the entries that what came or went may bear on. */
  readonly takeWire: (wire: Snapshot['wire'], doubt: (entry: Entry) => void) => void;
};

const NONE: readonly Entry[] = [];

const isSameStart = (a: Start, b: Start): boolean => a.at === b.at && a.headlineId === b.headlineId;

/** Entries over a wire that is followed; `begin` hears of each name and moment before anything is read for it. */
export const createReactionEntries = (
  session: Session,
  benchmarkOf: BenchmarkFinder,
  begin: (symbol: Ticker) => void,
): ReactionEntries => {
  const entries = new Map<Ticker, Map<string, Entry>>();
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
    entry.firstOther = firstOther(entry.item, entry.symbol, entry.start);
    if (isClosed(entry, session)) return;
    if (!entry.brief?.horizons.every(reading => reading.confounded === isConfounded(entry, reading.toAt)))
      [entry.brief, entry.reaction] = [undefined, undefined];
    else if (!hasSameConfounders(entry)) entry.reaction = undefined;
  };

  return {
    of: (item, symbol) => {
      let ofName = entries.get(symbol);
      if (ofName === undefined) {
        ofName = new Map();
        entries.set(symbol, ofName);
      }
      const {id} = item.headline;
      const known = ofName.get(id);
      if (known !== undefined && known.item === item && !known.doubted) return known;
      const start = clock.startOf(item);
      if (known !== undefined && known.item === item && isSameStart(known.start, start)) {
        lookAgain(known);
        return known;
      }
      const fresh = enter(item, symbol, start);
      ofName.set(id, fresh);
      return fresh;
    },
    ofName: symbol => entries.get(symbol)?.values() ?? NONE,
    confoundersOf,
    takeWire: (wire, doubt) => {
      const stories = new Set<string>();
      const doubtAll = (id: string): void => {
        for (const ofName of entries.values()) {
          const entry = ofName.get(id);
          if (entry !== undefined) doubt(entry);
        }
      };
      const bear = (symbol: Ticker, item: WireItem): void => {
        const at = toldAt(item);
        for (const entry of entries.get(symbol)?.values() ?? NONE) if (isBorneOn(entry, at)) doubt(entry);
      };
      const {gone, come} = index.take(wire);
      for (const item of [...gone, ...come]) {
        stories.add(item.story.id);
        doubtAll(item.headline.id);
        const names = isMarketWide(item) ? entries.keys() : item.headline.symbols;
        for (const symbol of names) bear(symbol, item);
      }
      // Their starts may have moved, whatever the name.
      for (const id of stories) for (const {headline} of index.tellingsOf(id) ?? []) doubtAll(headline.id);
    },
  };
};
