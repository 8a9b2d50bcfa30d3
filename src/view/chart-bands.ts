import type {Band} from '../chart/bands.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Snapshot} from '../market/snapshot.ts';

/** Stretches of time in which a name could not trade, or in which what it did may be missing here. */
export const chartBands = (snapshot: Snapshot, symbol: Ticker): readonly Band[] => {
  const gaps = snapshot.feeds
    .filter(feed => !/\bnews\b/.test(feed.feed))
    .flatMap(feed => feed.gaps.map(({from, to}) => ({from, to, label: 'gap'})));
  const halted = snapshot.figures.get(symbol)?.halted;
  return halted === undefined ? gaps : [...gaps, {from: halted.since, to: snapshot.clock.now, label: 'HALT'}];
};
