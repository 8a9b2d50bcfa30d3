import {earlier, type Instant, minus, minutes} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {Start} from './reaction.ts';

/** Other headlines so close before a start, or after it, confound what is measured from it. */
const CONFOUNDING = minutes(5);
/** An update so close after what its story told before is one with it: until then nothing was measured of that. */
const CLUSTER = minutes(15);

/** Funds that stand for the whole market. */
const MARKET = new Set<string>(['SPY', 'QQQ', 'DIA', 'IWM', 'VOO', 'IVV', 'VTI', 'ES', 'NQ']);

/** When a telling was out: it may be received before its own stamp, by clocks that differ. */
export const toldAt = ({headline, firstReceivedAt}: WireItem): Instant => earlier(headline.at, firstReceivedAt);

const byTime = (a: WireItem, b: WireItem): number => toldAt(a) - toldAt(b) || (a.headline.id < b.headline.id ? -1 : 1);

/** A telling that starts a clock of its own; reprints repeat, corrections put right. */
const tellsAnew = ({story, revision}: WireItem): boolean =>
  story.relation === 'first' || story.relation === 'update' || (story.relation !== 'reprint' && revision > 0);

/** A headline that moves prices by itself, for others to be held apart from. */
export type Novel = {readonly at: Instant; readonly item: WireItem};

/** A wire by its stories' clocks: where each headline's reaction starts, and what else was told meanwhile. */
export type StoryClock = {
  readonly startOf: (item: WireItem) => Start;
  /** Headlines on `symbol`, or on the whole market, that are no reprints, told within [from, to], oldest first. */
  readonly told: (symbol: Ticker, from: Instant, to: Instant) => readonly WireItem[];
  /** Those of other stories on `symbol`, or on the whole market, told within [from, to], oldest first. */
  readonly others: (item: WireItem, symbol: Ticker, from: Instant, to: Instant) => readonly WireItem[];
  /** When the first of those was told. */
  readonly firstOther: (item: WireItem, symbol: Ticker, from: Instant, to: Instant) => Instant | undefined;
};

/** Whether a headline is about the market as a whole. */
export const isMarketWide = ({headline, notes}: WireItem): boolean =>
  headline.symbols.length === 0
    ? notes.event.kind === 'macro' && !notes.companies.some(({ticker}) => ticker !== undefined)
    : headline.symbols.every(symbol => MARKET.has(symbol)) ||
      (headline.symbols.some(symbol => MARKET.has(symbol)) && notes.event.kind === 'macro');

const tellingsOf = (wire: Snapshot['wire']): ReadonlyMap<string, readonly WireItem[]> => {
  const stories = new Map<string, WireItem[]>();
  for (const item of wire) {
    const tellings = stories.get(item.story.id);
    if (tellings === undefined) stories.set(item.story.id, [item]);
    else tellings.push(item);
  }
  for (const tellings of stories.values()) tellings.sort(byTime);
  return stories;
};

/**
 * The telling whose moment a headline's reaction starts at: its own when it tells something new, that of the cluster it is
 * in; the first of the story for what repeats it or puts it right.
 */
const leaderOf = (item: WireItem, tellings: readonly WireItem[]): WireItem => {
  if (!tellsAnew(item)) return tellings[0] ?? item;
  let leader: WireItem | undefined;
  for (const telling of tellings) {
    if (telling !== item && byTime(telling, item) > 0) break;
    if (tellsAnew(telling) && (leader === undefined || toldAt(telling) > toldAt(leader) + CLUSTER)) leader = telling;
  }
  return leader ?? item;
};

/** The first place whose moment is `at` or later. */
const placeFrom = (novels: readonly Novel[], at: Instant): number => {
  let low = 0;
  let high = novels.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((novels[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const clockOf = (wire: Snapshot['wire']): StoryClock => {
  const stories = tellingsOf(wire);
  const byName = new Map<string, Novel[]>();
  const wide: Novel[] = [];
  for (const item of wire) {
    if (item.story.relation === 'reprint') continue;
    const novel = {at: toldAt(item), item};
    if (isMarketWide(item)) wide.push(novel);
    else
      for (const symbol of item.headline.symbols) {
        const novels = byName.get(symbol);
        if (novels === undefined) byName.set(symbol, [novel]);
        else novels.push(novel);
      }
  }
  const merged = new Map<string, readonly Novel[]>();
  const novelsOf = (symbol: string): readonly Novel[] => {
    const known = merged.get(symbol);
    if (known !== undefined) return known;
    const novels = [...(byName.get(symbol) ?? []), ...wide].sort((a, b) => a.at - b.at || byTime(a.item, b.item));
    merged.set(symbol, novels);
    return novels;
  };
  const told = (symbol: string, from: Instant, to: Instant): readonly WireItem[] => {
    const novels = novelsOf(symbol);
    const found: WireItem[] = [];
    for (let place = placeFrom(novels, from); place < novels.length; place++) {
      const novel = novels[place];
      if (novel === undefined || novel.at > to) break;
      found.push(novel.item);
    }
    return found;
  };
  return {
    startOf: item => {
      const leader = leaderOf(item, stories.get(item.story.id) ?? [item]);
      const [publishedAt, receivedAt, storyAt] = [item.headline.at, item.firstReceivedAt, toldAt(leader)];
      const at = earlier(storyAt, toldAt(item));
      const used = leader !== item && storyAt === at ? 'story' : publishedAt <= receivedAt ? 'published' : 'received';
      return {at, used, publishedAt, receivedAt, storyAt, headlineId: leader.headline.id};
    },
    told,
    others: ({story}, symbol, from, to) => told(symbol, from, to).filter(item => item.story.id !== story.id),
    firstOther: ({story}, symbol, from, to) => {
      const novels = novelsOf(symbol);
      for (let place = placeFrom(novels, from); place < novels.length; place++) {
        const novel = novels[place];
        if (novel === undefined || novel.at > to) return undefined;
        if (novel.item.story.id !== story.id) return novel.at;
      }
      return undefined;
    },
  };
};

const kept = new WeakMap<Snapshot['wire'], StoryClock>();

/** The clocks of a wire's stories; the same object for the same wire. */
export const storyClock = (wire: Snapshot['wire']): StoryClock => {
  const known = kept.get(wire);
  if (known !== undefined) return known;
  const clock = clockOf(wire);
  kept.set(wire, clock);
  return clock;
};

/** Where the confounders of a start begin. */
export const clusterFrom = (start: Start): Instant => minus(start.at, CONFOUNDING);
