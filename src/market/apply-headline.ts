import type {Headline} from '../core/events.ts';
import type {Market} from './market.ts';
import {reviseItem} from './wire.ts';

/** Folds a headline of any date: the wire before the day is part of its story. */
export const applyHeadline = (market: Market, headline: Headline): void => {
  const known = market.wire.get(headline.id);
  const item = reviseItem(known, headline);
  if (item === known) return;
  market.wire.set(headline.id, item);
  market.changed.headlines.add(headline.id);
};
