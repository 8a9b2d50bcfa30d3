import {drawLogUniform, drawWeighted, type Weighted} from './draws.ts';
import type {Random} from './seeded-random.ts';

/** The best bid and offer, prices in whole cents. */
export type TopOfBook = {
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number;
  readonly askSize: number;
  readonly bidVenue: string;
  readonly askVenue: string;
};

/** The deepest a side gets, in round lots. */
const MOST_LOTS = 9;
/** How far from the middle the price may stray before the book moves, as a part of the spread. */
const SLACK = 0.35;

/**
 * A book that follows the efficient price on a grid of cents: it stays while the price is near its middle and the
 * spread about what it should be, else it is quoted anew around the price. The bid is always below the ask.
 */
export const createQuoteBook = (random: Random, roundLot: number, venues: Weighted<string>) => {
  let top: TopOfBook = {bid: 0, ask: 0, bidSize: 0, askSize: 0, bidVenue: '', askVenue: ''};
  const side = (): number => drawLogUniform(random, 1, MOST_LOTS) * roundLot;
  return {
    top: (): TopOfBook => top,
    /** Moves to `cents`, for a usual spread of `usual` cents; true when the quote changed. */
    follow: (cents: number, usual: number): boolean => {
      const width = top.ask - top.bid;
      const off = Math.abs(cents - (top.bid + top.ask) / 2);
      if (top.bid > 0 && off <= Math.max(0.5, SLACK * width) && width <= 2 * usual + 1) return false;
      const spread = Math.max(1, Math.round(usual * (0.5 + random())));
      const bid = Math.floor(cents - spread * random());
      const ask = Math.max(bid + spread, Math.ceil(cents));
      const moved = bid !== top.bid || ask !== top.ask;
      if (moved) {
        top = {
          bid,
          ask,
          bidSize: side(),
          askSize: side(),
          bidVenue: drawWeighted(random, venues),
          askVenue: drawWeighted(random, venues),
        };
      }
      return moved;
    },
    /** New sizes at the same prices. */
    resize: (): void => {
      top = {...top, bidSize: side(), askSize: side()};
    },
  };
};
