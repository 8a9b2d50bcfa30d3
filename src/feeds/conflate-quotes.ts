/** The same events in the same order, but of each name's quotes only the last. */
export const conflateQuotes = <Event extends {readonly kind: string; readonly symbol?: string}>(
  events: readonly Event[],
): Event[] => {
  const seen = new Set<string>();
  const kept: Event[] = [];
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (event === undefined) continue;
    if (event.kind === 'quote' && event.symbol !== undefined) {
      if (seen.has(event.symbol)) continue;
      seen.add(event.symbol);
    }
    kept.push(event);
  }
  return kept.reverse();
};
