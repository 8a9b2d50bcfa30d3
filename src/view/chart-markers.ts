import type {Marker} from '../chart/markers.ts';
import {seconds} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';

/** How long a headline counts as just in. */
const FRESH = seconds(60);

const names = (item: WireItem, symbols: readonly Ticker[]): boolean =>
  item.headline.symbols.some(symbol => symbols.includes(symbol));

/**
 * The number of each headline that names a name of the day, by headline id: 1 for the first to arrive. Arrival decides,
 * not publication, so that a late one never renumbers the others. The wire and the chart show the same number.
 */
export const markerNumbers = (snapshot: Snapshot): ReadonlyMap<string, number> => {
  const symbols = snapshot.file.day.symbols;
  const numbered = snapshot.wire
    .filter(item => names(item, symbols))
    .sort((a, b) => a.firstReceivedAt - b.firstReceivedAt || (a.headline.id < b.headline.id ? -1 : 1));
  return new Map(numbered.map((item, index) => [item.headline.id, index + 1]));
};

/** The headlines that name any of `symbols`, at the moment each was published, oldest first. */
export const chartMarkers = (
  snapshot: Snapshot,
  symbols: readonly Ticker[],
  selectedHeadlineId: string | undefined,
): readonly Marker[] => {
  const numbers = markerNumbers(snapshot);
  const markers: Marker[] = [];
  for (const item of snapshot.wire) {
    const number = numbers.get(item.headline.id);
    if (number === undefined || !names(item, symbols)) continue;
    markers.push({
      at: item.headline.at,
      number,
      fresh: snapshot.clock.now - item.firstReceivedAt < FRESH,
      selected: item.headline.id === selectedHeadlineId,
    });
  }
  return markers.reverse();
};
