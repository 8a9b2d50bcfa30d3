import type {Band} from '../chart/bands.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Snapshot} from '../market/snapshot.ts';

/** Stretches of time in which a name could not trade, or in which what it did may be missing here. */
export const chartBands = (snapshot: Snapshot, symbol: Ticker): readonly Band[] => {
  const figures = snapshot.figures.get(symbol);
  const gaps = snapshot.feeds
    .filter(feed => !/\bnews\b/.test(feed.feed))
    .flatMap(feed => feed.gaps.map(({from, to}) => ({from, to, label: 'gap'})));
  const over = (figures?.halts ?? []).map(({from, to}) => ({from, to, label: 'halt'}));
  const now = figures?.halted;
  return [...gaps, ...over, ...(now === undefined ? [] : [{from: now.since, to: snapshot.clock.now, label: 'HALT'}])];
};
