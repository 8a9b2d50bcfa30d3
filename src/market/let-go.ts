import {forgetHeadlines, isFresh} from '../news/forget-headlines.ts';
import type {Market} from './market.ts';
import {compareWire} from './wire.ts';

/**
 * A live day brings some twenty thousand headlines; a feed that lies may bring any number. The wire keeps so many, and of
 * bodies so many characters together: beyond that the oldest by publication go, and are counted.
 */
export type WireLimits = {readonly headlines: number; readonly body: number};
export const WIRE_LIMITS: WireLimits = {headlines: 32_768, body: 96_000_000};
/** What is let go at once, so that the looking for it is paid for by many headlines. */
const SHARE_KEPT = 7 / 8;

/** Bodies of the oldest headlines are emptied until the rest fits. */
const emptyBodies = (market: Market, most: number): void => {
  const {wire, changed, kept} = market;
  for (const item of [...wire.values()].sort(compareWire).reverse()) {
    if (kept.body <= most * SHARE_KEPT) return;
    const {headline} = item;
    if (headline.content === '') continue;
    kept.body -= headline.content.length;
    kept.emptied++;
    wire.set(headline.id, {...item, headline: {...headline, content: ''}});
    changed.headlines.add(headline.id);
  }
};

const dropOldest = (market: Market, most: number): void => {
  const {wire, stories, changed, kept} = market;
  const oldest = [...wire.values()].sort(compareWire).reverse();
  const gone = new Set<string>();
  for (const {headline} of oldest) {
    if (wire.size <= most * SHARE_KEPT) break;
    if (isFresh(stories, headline.id)) continue;
    wire.delete(headline.id);
    kept.body -= headline.content.length;
    changed.headlines.delete(headline.id);
    gone.add(headline.id);
    changed.letGo.add(headline.id);
  }
  kept.letGo += gone.size;
  forgetHeadlines(stories, gone);
};

/** Keeps the wire within `limits` after a headline has come. */
export const boundWire = (market: Market, limits: WireLimits = WIRE_LIMITS): void => {
  if (market.kept.body > limits.body) emptyBodies(market, limits.body);
  if (market.wire.size > limits.headlines) dropOldest(market, limits.headlines);
};
