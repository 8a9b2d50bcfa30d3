import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import {byTime, isMarketWide, type Novel, placeFrom, toldAt} from './novels.ts';
import {type WireDifference, wireDifference} from './wire-difference.ts';

/** The headlines of a wire as its stories' clocks read them. */
export type StoryIndex = {
  /** A story's tellings, oldest first. */
  readonly tellingsOf: (storyId: string) => readonly WireItem[] | undefined;
  /** What moves prices by itself on `symbol` or on the whole market, oldest first. */
  readonly novelsOf: (symbol: Ticker) => readonly Novel[];
  /** Goes on to another wire, at a cost of what differs between the two. */
  readonly take: (wire: Snapshot['wire']) => WireDifference;
};

/** Puts a thing where it belongs; most often that is at the end. */
const insert = <Thing>(things: Thing[], thing: Thing, isBefore: (a: Thing, b: Thing) => boolean): void => {
  let place = things.length;
  for (let last = things[place - 1]; last !== undefined && isBefore(thing, last); last = things[place - 1]) place--;
  if (place === things.length) things.push(thing);
  else things.splice(place, 0, thing);
};

const remove = <Thing>(things: Thing[] | undefined, place: number): void => {
  if (place >= 0) things?.splice(place, 1);
};

const isOlder = (a: WireItem, b: WireItem): boolean => byTime(a, b) < 0;
const isSooner = (a: Novel, b: Novel): boolean => isOlder(a.item, b.item);

const removeNovel = (novels: Novel[] | undefined, {at, item}: Novel): void => {
  if (novels === undefined) return;
  let place = placeFrom(novels, at);
  while (novels[place] !== undefined && novels[place]?.item !== item) place++;
  remove(novels, place);
};

/** An index of no wire yet. */
export const createStoryIndex = (): StoryIndex => {
  const stories = new Map<string, WireItem[]>();
  const byName = new Map<string, Novel[]>();
  const wide: Novel[] = [];
  /** Of names that were asked for: theirs and the market's in one. */
  const merged = new Map<string, Novel[]>();
  let wire: Snapshot['wire'] = [];

  const put = (item: WireItem): void => {
    const {story, headline} = item;
    const tellings = stories.get(story.id);
    if (tellings === undefined) stories.set(story.id, [item]);
    else insert(tellings, item, isOlder);
    if (story.relation === 'reprint') return;
    const novel = {at: toldAt(item), item};
    if (isMarketWide(item)) {
      insert(wide, novel, isSooner);
      for (const novels of merged.values()) insert(novels, novel, isSooner);
      return;
    }
    for (const symbol of new Set(headline.symbols)) {
      const novels = byName.get(symbol);
      if (novels === undefined) byName.set(symbol, [novel]);
      else insert(novels, novel, isSooner);
      const all = merged.get(symbol);
      if (all !== undefined) insert(all, novel, isSooner);
    }
  };

  const drop = (item: WireItem): void => {
    const {story, headline} = item;
    const tellings = stories.get(story.id);
    remove(tellings, tellings?.indexOf(item) ?? -1);
    if (tellings?.length === 0) stories.delete(story.id);
    if (story.relation === 'reprint') return;
    const novel = {at: toldAt(item), item};
    if (isMarketWide(item)) {
      removeNovel(wide, novel);
      for (const novels of merged.values()) removeNovel(novels, novel);
      return;
    }
    for (const symbol of headline.symbols) {
      removeNovel(byName.get(symbol), novel);
      removeNovel(merged.get(symbol), novel);
    }
  };

  return {
    tellingsOf: storyId => stories.get(storyId),
    novelsOf: symbol => {
      const known = merged.get(symbol);
      if (known !== undefined) return known;
      const novels = [...(byName.get(symbol) ?? []), ...wide].sort((a, b) => byTime(a.item, b.item));
      merged.set(symbol, novels);
      return novels;
    },
    take: next => {
      const difference = wireDifference(wire, next);
      wire = next;
      for (const item of difference.gone) drop(item);
      for (const item of difference.come) put(item);
      return difference;
    },
  };
};
