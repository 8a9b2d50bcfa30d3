import {type Instant, later} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {Start} from './reaction.ts';
import {NEVER} from './series-difference.ts';
import {clusterFrom, isMarketWide, toldAt} from './story-clock.ts';

/** Items that only one of two wires has: what came, what went, and both editions of what was revised. */
export const wireDifference = (before: Snapshot['wire'], after: Snapshot['wire']): readonly WireItem[] => {
  const [old, present] = [new Set(before), new Set(after)];
  return [...before.filter(item => !present.has(item)), ...after.filter(item => !old.has(item))];
};

/** What of a reaction hangs on the wire. */
export type OnWire = {
  readonly item: WireItem;
  readonly symbol: Ticker;
  readonly start: Start;
  /** The first other headline in it, as far as one is known, and the end of its primary horizon. */
  readonly firstOther: Instant | undefined;
  readonly primaryEnd: Instant;
};

/** Whether a headline that came or went can move a reaction's start, or is among those that lie in it. */
export const bearsOn = (changed: WireItem, {item, symbol, start, firstOther, primaryEnd}: OnWire): boolean => {
  if (changed.story.id === item.story.id) return true;
  if (!changed.headline.symbols.includes(symbol) && !isMarketWide(changed)) return false;
  const at = toldAt(changed);
  return at >= clusterFrom(start) && at <= later(primaryEnd, firstOther ?? NEVER);
};
