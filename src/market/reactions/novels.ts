import {earlier, type Instant} from '../../core/instant.ts';
import type {WireItem} from '../snapshot.ts';

/** Funds that stand for the whole market. */
const MARKET = new Set<string>(['SPY', 'QQQ', 'DIA', 'IWM', 'VOO', 'IVV', 'VTI', 'ES', 'NQ']);

/** When a telling was out: it may be received before its own stamp, by clocks that differ. */
export const toldAt = ({headline, firstReceivedAt}: WireItem): Instant => earlier(headline.at, firstReceivedAt);

/** Oldest first, the same whatever order headlines came in. */
export const byTime = (a: WireItem, b: WireItem): number =>
  toldAt(a) - toldAt(b) || (a.headline.id < b.headline.id ? -1 : 1);

/** Whether a headline is about the market as a whole. */
export const isMarketWide = (item: WireItem): boolean => {
  const {symbols} = item.headline;
  // The notes of most are never unpacked: they are asked for where the names do not say it.
  if (symbols.length === 0) {
    const {event, companies} = item.notes;
    return event.kind === 'macro' && !companies.some(({ticker}) => ticker !== undefined);
  }
  if (!symbols.some(symbol => MARKET.has(symbol))) return false;
  return symbols.every(symbol => MARKET.has(symbol)) || item.notes.event.kind === 'macro';
};

/** A headline that moves prices by itself, for others to be held apart from. */
export type Novel = {readonly at: Instant; readonly item: WireItem};

/** The first place whose moment is `at` or later. */
export const placeFrom = (novels: readonly Novel[], at: Instant): number => {
  let low = 0;
  let high = novels.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((novels[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};
