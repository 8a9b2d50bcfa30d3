import {sessionBefore} from '../../core/calendar.ts';
import type {TradingDate} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import {drawNormal} from './draws.ts';
import type {MarketModel} from './scenario.ts';
import {createRandom} from './seeded-random.ts';

/** A day's move is held within this many standard deviations: quiet weeks come before the loud ones. */
const WIDEST = 1.8;

export type DailyCloses = ReadonlyMap<TradingDate, ReadonlyMap<Ticker, number>>;

/**
 * Closes of every session from `from` to the last known one. The known ones are the model's; those before are walked
 * backwards from them with daily moves drawn for each date, so that every day of a model agrees on them.
 */
export const dailyCloses = (model: MarketModel, from: TradingDate): DailyCloses => {
  const closes = new Map(model.closes);
  let date = [...closes.keys()].sort()[0];
  if (date === undefined) throw new RangeError('a model needs at least one known close');
  for (let after = closes.get(date); date > from; after = closes.get(date)) {
    const random = createRandom(model.seed, 'daily', date);
    const volatility = model.sessions.find(plan => plan.date === date)?.volatility ?? 1;
    const held = (): number => volatility * Math.max(-WIDEST, Math.min(WIDEST, drawNormal(random)));
    const market = model.marketVolatility * held();
    const before = new Map<Ticker, number>();
    for (const {symbol, beta, ownVolatility} of [...model.names, model.benchmark]) {
      const move = beta * market + ownVolatility * held();
      before.set(symbol, Math.round((after?.get(symbol) ?? 0) * Math.exp(-move) * 100) / 100);
    }
    date = sessionBefore(date).date;
    closes.set(date, before);
  }
  return closes;
};
