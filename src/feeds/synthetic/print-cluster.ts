import {type Instant, plus, span} from '../../core/instant.ts';
import {drawLogUniform, drawWeighted} from './draws.ts';
import {drawSize} from './print-size.ts';
import type {TopOfBook} from './quote-book.ts';
import type {MarketModel, NameTraits} from './scenario.ts';
import type {Random} from './seeded-random.ts';
import type {PrintDraft} from './tape-writer.ts';

/** Who takes: a buyer pays the ask, a seller gets the bid. */
export type Side = 1 | -1;

/** Where trades off the exchanges are reported. */
const OFF_EXCHANGE = 'D';
/** Odds that an off-exchange print is inside the spread, and that a sweep reaches the next cent after its second fill. */
const ODDS = {inside: 0.5, through: 0.25};
/** Microseconds from the order to its first fill, and from one fill to the next. */
const PACE = {first: [20, 400], next: [1, 300]} as const;

/** How much likelier a side is when the price is on its way there. */
const DRIFT_PULL = 0.15;

/** The side of the next cluster: more often than not the last one's, and rather the way the price goes (`drift` −1, 0 or 1). */
export const nextSide = (random: Random, last: Side, drift: number, persistence: number): Side => {
  if (random() <= persistence + DRIFT_PULL * drift * last) return last;
  return last === 1 ? -1 : 1;
};

/** What one order does to the tape: one or more fills within a millisecond or so, at the touch, inside it or just through it. */
export function* drawCluster(
  random: Random,
  model: MarketModel,
  {roundLot}: NameTraits,
  top: TopOfBook,
  side: Side,
  orderAt: Instant,
  regular: boolean,
): Generator<PrintDraft> {
  const venues = regular ? model.venues.regular : model.venues.extended;
  let fills = 1;
  while (random() > 1 / model.flow.cluster) fills++;
  const sweep = fills > 1 && random() < model.flow.sweeps;
  let at = plus(orderAt, span(drawLogUniform(random, ...PACE.first)));
  let touch = side === 1 ? top.ask : top.bid;
  for (let fill = 0; fill < fills; fill++) {
    const venue = drawWeighted(random, venues);
    const size = drawSize(random, model.sizes);
    const inside = venue === OFF_EXCHANGE && random() < ODDS.inside;
    const cents = inside ? top.bid + Math.floor((top.ask - top.bid + 1) * random()) : touch;
    const conditions = [
      '@',
      ...(sweep && venue !== OFF_EXCHANGE ? ['F'] : []),
      ...(regular ? [] : ['T']),
      ...(size < roundLot ? ['I'] : []),
    ];
    yield {at, cents, size, venue, conditions};
    at = plus(at, span(drawLogUniform(random, ...PACE.next)));
    if (sweep && fill > 1 && random() < ODDS.through) touch += side;
  }
}
