import type {FeedEvent} from '../core/events.ts';
import {earlier, type Instant, instant, later} from '../core/instant.ts';
import type {ReplayMark} from './replay-mark.ts';

export type Side = 'stock' | 'news';

/**
 * What may be told now: everything known by `at`, in order. `rewind`: nothing yet, it begins again from the day's
 * beginning, and what was released before and not yet taken is no longer wanted.
 */
export type Release = {
  readonly rewind: boolean;
  readonly events: readonly FeedEvent[];
  readonly epoch: number;
  readonly at: Instant;
};

/** Two sockets of one replay as one stream. */
export type ReplayMerge = {
  /** Events that a side brought, each with its own time as its receipt. */
  readonly add: (side: Side, events: readonly FeedEvent[]) => void;
  /** A side's mark; answers with what both sides' marks have passed by now. */
  readonly mark: (side: Side, mark: ReplayMark) => Release | undefined;
  /** A side has a new connection: what the old one left without a mark comes again. */
  readonly restart: (side: Side) => void;
};

const NEVER = instant(Number.NEGATIVE_INFINITY);

type SideState = {
  /** No mark was heard on this connection yet. */
  fresh: boolean;
  epoch: number | undefined;
  /** Everything known by then has been brought. */
  at: Instant;
  /** Brought since the last mark. */
  unmarked: FeedEvent[];
  /** Stamped and in order, waiting for the other side. */
  ready: FeedEvent[];
};

const createSide = (): SideState => ({fresh: true, epoch: undefined, at: NEVER, unmarked: [], ready: []});

/**
 * When an event became known, told from the marks around it: a headline at the mark that follows it, anything else at
 * its own time, though neither before the last mark nor after the next.
 */
const stamp = (event: FeedEvent, after: Instant, mark: Instant): FeedEvent => {
  const known = event.kind === 'headline' ? mark : earlier(event.receivedAt, mark);
  const receivedAt = later(after, known);
  return event.receivedAt === receivedAt ? event : {...event, receivedAt};
};

/** Stamps what came since the last mark. Receipts never go back, so a state sent again counts as known by then. */
const settle = (side: SideState, mark: Instant): void => {
  let last = side.ready.at(-1)?.receivedAt ?? side.at;
  for (const event of side.unmarked) {
    const stamped = stamp(event, last, mark);
    last = stamped.receivedAt;
    side.ready.push(stamped);
  }
  side.unmarked = [];
  side.at = later(side.at, mark);
};

/** Takes the events known by `until` off a side. */
const takeUntil = (side: SideState, until: Instant): readonly FeedEvent[] => {
  const {ready} = side;
  const last = ready.at(-1);
  if (last === undefined || last.receivedAt <= until) {
    side.ready = [];
    return ready;
  }
  let low = 0;
  let high = ready.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ready[middle]?.receivedAt ?? NEVER) <= until) low = middle + 1;
    else high = middle;
  }
  side.ready = ready.slice(low);
  return ready.slice(0, low);
};

/** By receipt; what was known at the same moment, stock first. */
const merge = (stock: readonly FeedEvent[], news: readonly FeedEvent[]): readonly FeedEvent[] => {
  if (news.length === 0) return stock;
  if (stock.length === 0) return news;
  const merged: FeedEvent[] = [];
  let next = 0;
  for (const headline of news) {
    for (
      let event = stock[next];
      event !== undefined && event.receivedAt <= headline.receivedAt;
      event = stock[++next]
    ) {
      merged.push(event);
    }
    merged.push(headline);
  }
  for (; next < stock.length; next++) {
    const event = stock[next];
    if (event !== undefined) merged.push(event);
  }
  return merged;
};

export const createReplayMerge = (): ReplayMerge => {
  const sides: Readonly<Record<Side, SideState>> = {stock: createSide(), news: createSide()};
  let epoch: number | undefined;
  let released = NEVER;

  const beginEpoch = (side: SideState, next: number): void => {
    if (!side.fresh) side.unmarked = [];
    side.ready = [];
    side.at = NEVER;
    side.epoch = next;
  };

  const release = (rewind: boolean, {epoch: current, at}: ReplayMark): Release | undefined => {
    const {stock, news} = sides;
    if (stock.epoch !== current || news.epoch !== current)
      return rewind ? {rewind, events: [], epoch: current, at} : undefined;
    const until = earlier(stock.at, news.at);
    const events = merge(takeUntil(stock, until), takeUntil(news, until));
    if (!rewind && events.length === 0 && until <= released) return undefined;
    released = until;
    return {rewind, events, epoch: current, at: until};
  };

  return {
    add: (name, events) => {
      const {unmarked} = sides[name];
      for (const event of events) unmarked.push(event);
    },
    mark: (name, mark) => {
      const side = sides[name];
      if (!side.fresh && side.epoch !== undefined && mark.epoch < side.epoch) return undefined;
      if (mark.epoch !== side.epoch) beginEpoch(side, mark.epoch);
      const late = epoch !== undefined && mark.epoch < epoch && !side.fresh;
      side.fresh = false;
      settle(side, mark.at);
      if (late) return undefined;
      const rewind = epoch !== undefined && mark.epoch !== epoch;
      if (rewind) released = NEVER;
      epoch = mark.epoch;
      return release(rewind, mark);
    },
    restart: name => {
      const side = sides[name];
      side.fresh = true;
      side.unmarked = [];
    },
  };
};
