import {type Instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {Start} from './reaction.ts';
import {NEVER} from './series-difference.ts';
import {clusterFrom, isMarketWide, toldAt} from './story-clock.ts';

/** What of a reaction hangs on the wire. */
export type OnWire = {
  readonly item: WireItem;
  readonly start: Start;
  /** The first other headline in it, as far as one is known. */
  readonly firstOther: Instant | undefined;
};

/** What came to a wire and what went, both editions of what was revised. */
export type WireDifference = {
  /**
   * Whether it can move the start of a reaction in `symbol`, or lies among the headlines in it. Within its primary horizon
   * all of them count, after that the first alone.
   */
  readonly bearsOn: (on: OnWire, symbol: Ticker, primaryEnd: Instant) => boolean;
};

export const wireDifference = (before: Snapshot['wire'], after: Snapshot['wire']): WireDifference => {
  const [old, present] = [new Set(before), new Set(after)];
  const changed = [...before.filter(item => !present.has(item)), ...after.filter(item => !old.has(item))];
  const stories = new Set(changed.map(({story}) => story.id));
  const wide = changed.filter(isMarketWide).map(toldAt);
  const byName = new Map<string, readonly Instant[]>();
  for (const item of changed)
    for (const symbol of item.headline.symbols) byName.set(symbol, [...(byName.get(symbol) ?? wide), toldAt(item)]);
  return {
    bearsOn: ({item, start, firstOther}, symbol, primaryEnd) => {
      if (stories.has(item.story.id)) return true;
      const moments = byName.get(symbol) ?? wide;
      if (moments.length === 0) return false;
      const [from, to] = [clusterFrom(start), later(primaryEnd, firstOther ?? NEVER)];
      return moments.some(at => at >= from && at <= to);
    },
  };
};
