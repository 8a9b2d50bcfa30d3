import {collectChunks} from './bar-chunks.ts';
import {figuresOf} from './figures.ts';
import type {Market} from './market.ts';
import type {Change, ClockFace} from './snapshot.ts';
import {trafficFaces} from './traffic.ts';
import {compareWire} from './wire.ts';

/**
 * What changed since the last call, as plain data of its own: nothing in it is touched by a later event. The first
 * one, and the one after a rewind, holds everything and the day's file.
 */
export const collectChange = (market: Market, clock: ClockFace): Change => {
  const {changed, file} = market;
  const all = changed.everything;
  const names = Array.from(market.names, ([symbol, state]) => ({symbol, state}))
    .filter(({state}) => all || state.changed)
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const headlines = all ? market.wire.keys() : changed.headlines;
  const change: Change = {
    revision: ++changed.revision,
    clock,
    file: all ? file : undefined,
    figures: names.map(({symbol, state}) => figuresOf(symbol, state, file.previousCloses.get(symbol))),
    chunks: names.flatMap(({symbol, state}) => collectChunks(symbol, state.bars, all)),
    wire: Array.from(headlines)
      .map(id => market.wire.get(id))
      .filter(item => item !== undefined)
      .sort(compareWire),
    ...(changed.letGo.size > 0 || (all && market.kept.letGo > 0)
      ? {letGo: {ids: [...changed.letGo], total: market.kept.letGo}}
      : {}),
    ...(all || market.traffic.changed ? {traffic: trafficFaces(market.traffic)} : {}),
    feeds: all || changed.feeds ? [...market.feeds.values()].sort((a, b) => (a.feed < b.feed ? -1 : 1)) : undefined,
  };
  for (const {state} of names) state.changed = false;
  changed.headlines.clear();
  changed.letGo.clear();
  changed.feeds = false;
  market.traffic.changed = false;
  changed.everything = false;
  return change;
};

/** Whether collectChange would bring anything but the clock. */
export const hasChanged = ({changed, names, traffic}: Market): boolean =>
  changed.everything ||
  changed.feeds ||
  traffic.changed ||
  changed.headlines.size > 0 ||
  changed.letGo.size > 0 ||
  [...names.values()].some(state => state.changed);
