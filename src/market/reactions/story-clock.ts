import {earlier, type Instant, minus, minutes} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import {byTime, placeFrom, toldAt} from './novels.ts';
import type {Start} from './reaction.ts';
import {createStoryIndex, type StoryIndex} from './story-index.ts';

/** Other headlines so close before a start, or after it, confound what is measured from it. */
const CONFOUNDING = minutes(5);
/** An update so close after what its story told before is one with it: until then nothing was measured of that. */
const CLUSTER = minutes(15);

/** A telling that starts a clock of its own; reprints repeat, corrections put right. */
const tellsAnew = ({story, revision}: WireItem): boolean =>
  story.relation === 'first' || story.relation === 'update' || (story.relation !== 'reprint' && revision > 0);

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

/** The clocks of an index's stories, as the index stands when they are asked. */
export const clockOver = ({tellingsOf, novelsOf}: StoryIndex): StoryClock => {
  const told = (symbol: Ticker, from: Instant, to: Instant): readonly WireItem[] => {
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
      const leader = leaderOf(item, tellingsOf(item.story.id) ?? [item]);
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
  const index = createStoryIndex();
  index.take(wire);
  const clock = clockOver(index);
  kept.set(wire, clock);
  return clock;
};

/** Where the confounders of a start begin. */
export const clusterFrom = (start: Start): Instant => minus(start.at, CONFOUNDING);
