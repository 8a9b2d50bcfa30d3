import {type Instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot} from '../snapshot.ts';
import type {Start} from './reaction.ts';
import {NEVER} from './series-difference.ts';
import {clusterFrom, isMarketWide, toldAt} from './story-clock.ts';

/** What of a reaction hangs on the wire. */
export type OnWire = {
  readonly start: Start;
  /** The first other headline in it, as far as one is known. */
  readonly firstOther: Instant | undefined;
};

/** What came to a wire and what went, both editions of what was revised. */
export type WireDifference = {
  /** Headlines of the stories it touches: their starts may have moved, whatever the name. */
  readonly touched: ReadonlySet<string>;
  /** Whether it can lie among the headlines of any reaction in `symbol`. */
  readonly concerns: (symbol: Ticker) => boolean;
  /**
   * Whether it lies among the headlines in a reaction in `symbol`. Within its primary horizon all of them count, after that
   * the first alone.
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
  const touched = new Set<string>();
  for (const {headline, story} of before) if (stories.has(story.id)) touched.add(headline.id);
  for (const {headline, story} of after) if (stories.has(story.id)) touched.add(headline.id);
  return {
    touched,
    concerns: symbol => wide.length > 0 || byName.has(symbol),
    bearsOn: ({start, firstOther}, symbol, primaryEnd) => {
      const moments = byName.get(symbol) ?? wide;
      if (moments.length === 0) return false;
      const [from, to] = [clusterFrom(start), later(primaryEnd, firstOther ?? NEVER)];
      return moments.some(at => at >= from && at <= to);
    },
  };
};
