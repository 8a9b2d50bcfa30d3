import type {Session} from '../../core/calendar.ts';
import type {Ticker} from '../../core/ticker.ts';
import {drawNormal} from './draws.ts';
import {addResponses, heatOf} from './reaction.ts';
import {type Anchor, type Bounds, type DayPlan, MARKET, type MarketModel, type NameTraits} from './scenario.ts';
import {createRandom, type Random} from './seeded-random.ts';
import {FIRST_SECOND, spreadOverDay} from './session-curve.ts';

/** How far a burst of activity raises volatility with it. */
const HEAT_TO_VARIANCE = 0.25;

/** Volatility of each second: `daily` spread along the day's curve, higher while the name is hot. */
const secondVolatility = (daily: number, curve: Float64Array, heat: Float64Array): Float64Array =>
  curve.map((share, index) => daily * Math.sqrt(share * (1 + HEAT_TO_VARIANCE * (heat[index] ?? 0))));

/** A random walk, one step a second, starting at 0; one longer than its steps. */
const walk = (random: Random, steps: Float64Array): Float64Array => {
  const path = new Float64Array(steps.length + 1);
  for (let index = 0; index < steps.length; index++) {
    path[index + 1] = (path[index] ?? 0) + (steps[index] ?? 0) * drawNormal(random);
  }
  return path;
};

/** Bends a log path through its anchors; between two of them it gives way where it is most volatile (a Brownian bridge). */
const pin = (path: Float64Array, steps: Float64Array, anchors: readonly Anchor[], base: number): void => {
  const elapsed = new Float64Array(path.length);
  steps.forEach((step, index) => {
    elapsed[index + 1] = (elapsed[index] ?? 0) + step * step;
  });
  const at = (values: Float64Array, place: number): number => values[Math.min(place, values.length - 1)] ?? 0;
  const pins = anchors.map(anchor => {
    const place = Math.round(anchor.second) - FIRST_SECOND;
    return {place, by: Math.log(anchor.price / base) - at(path, place)};
  });
  let next = 0;
  for (let index = 0; index < path.length; index++) {
    while ((pins[next]?.place ?? Number.POSITIVE_INFINITY) < index) next++;
    const before = pins[next - 1] ?? pins[0] ?? {place: 0, by: 0};
    const after = pins[next] ?? before;
    const length = at(elapsed, after.place) - at(elapsed, before.place);
    const share = length > 0 ? (at(elapsed, index) - at(elapsed, before.place)) / length : 0;
    path[index] = (path[index] ?? 0) + before.by + (after.by - before.by) * Math.min(1, Math.max(0, share));
  }
};

/** Folds a log path back into its bounds, as a mirror at each edge would. */
const reflect = (path: Float64Array, bounds: readonly Bounds[], base: number): void => {
  for (const {from, to, low, high} of bounds) {
    const [floor, ceiling] = [Math.log(low / base), Math.log(high / base)];
    for (let index = from - FIRST_SECOND; index < Math.min(path.length, to - FIRST_SECOND); index++) {
      let value = path[index] ?? 0;
      while (value < floor || value > ceiling) value = value < floor ? 2 * floor - value : 2 * ceiling - value;
      path[index] = value;
    }
  }
};

/**
 * The efficient price of every name at each second from 04:00 to the session's end, both included. A name follows the
 * market by its beta, walks on its own, and reacts to its news; the benchmark is its members by weight and the rest of
 * the market. Anchors and bounds hold for each. The same model, plan and closes give the same paths.
 */
export const pricePaths = (
  model: MarketModel,
  plan: DayPlan,
  session: Session,
  previous: ReadonlyMap<Ticker, number>,
): ReadonlyMap<Ticker, Float64Array> => {
  const curve = spreadOverDay(model.volatility, session);
  const marketSteps = secondVolatility(
    plan.volatility * model.marketVolatility,
    curve,
    heatOf(curve.length, MARKET, plan.reactions),
  );
  const market = walk(createRandom(model.seed, 'path', plan.date, MARKET), marketSteps);
  addResponses(market, MARKET, plan.reactions);
  const logs = new Map<Ticker, Float64Array>();
  const settle = (traits: NameTraits, shared: Float64Array): void => {
    const steps = secondVolatility(
      plan.volatility * traits.ownVolatility,
      curve,
      heatOf(curve.length, traits.symbol, plan.reactions),
    );
    const path = walk(createRandom(model.seed, 'path', plan.date, traits.symbol), steps);
    addResponses(path, traits.symbol, plan.reactions);
    for (let index = 0; index < path.length; index++) path[index] = (path[index] ?? 0) + (shared[index] ?? 0);
    const base = previous.get(traits.symbol) ?? 1;
    const named = plan.names.get(traits.symbol);
    const spreads = steps.map((step, index) => Math.sqrt(step * step + (traits.beta * (marketSteps[index] ?? 0)) ** 2));
    pin(path, spreads, named?.anchors ?? [], base);
    reflect(path, named?.bounds ?? [], base);
    logs.set(traits.symbol, path);
  };
  for (const traits of model.names)
    settle(
      traits,
      market.map(value => traits.beta * value),
    );
  const others = 1 - model.names.reduce((sum, traits) => sum + traits.weight, 0);
  const basket = market.map(
    (value, index) =>
      others * value +
      model.names.reduce((sum, {symbol, weight}) => sum + weight * (logs.get(symbol)?.[index] ?? 0), 0),
  );
  settle(model.benchmark, basket);
  return new Map(
    [...logs].map(([symbol, path]) => [symbol, path.map(value => (previous.get(symbol) ?? 1) * Math.exp(value))]),
  );
};
