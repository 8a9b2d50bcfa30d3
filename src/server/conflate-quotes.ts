import type {Ticker} from '../core/ticker.ts';
import type {WireEvent} from '../feeds/alpaca/impersonate.ts';

/** The same events in the same order, but of each name's quotes only the last. */
export const conflateQuotes = (events: readonly WireEvent[]): readonly WireEvent[] => {
  const seen = new Set<Ticker>();
  const kept: WireEvent[] = [];
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (event === undefined) continue;
    if (event.kind === 'quote') {
      if (seen.has(event.symbol)) continue;
      seen.add(event.symbol);
    }
    kept.push(event);
  }
  return kept.reverse();
};
