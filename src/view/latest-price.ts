import type {Instant} from '../core/instant.ts';
import type {Figures, PriceAt} from '../market/snapshot.ts';

/** The price that a person would name now: the later of the regular session's last and extended hours' last. */
export const latestPrice = (figures: Figures): PriceAt | undefined => {
  const {last, extendedLast} = figures;
  if (last === undefined || extendedLast === undefined) return last ?? extendedLast;
  return extendedLast.at > last.at ? extendedLast : last;
};

/** That price's fraction above the close of the session before; undefined while either is unknown. */
export const dayChange = (figures: Figures): number | undefined => {
  const price = latestPrice(figures)?.price;
  const base = figures.previousClose;
  return price === undefined || base === undefined || base <= 0 ? undefined : price / base - 1;
};

/** When a name was last heard of: a print or a quote. */
export const heardAt = (figures: Figures): Instant | undefined => {
  const print = figures.lastPrint?.at;
  const quote = figures.quote?.at;
  return print === undefined || (quote !== undefined && quote > print) ? quote : print;
};
