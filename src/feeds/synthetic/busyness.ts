import type {Session} from '../../core/calendar.ts';
import {drawNormal} from './draws.ts';
import {heatOf} from './reaction.ts';
import type {DayPlan, MarketModel, NameTraits} from './scenario.ts';
import {createRandom} from './seeded-random.ts';
import {spreadOverDay} from './session-curve.ts';

/** Length, memory and width of the slow swings in activity that have no news behind them. */
const SWING = {seconds: 20, memory: 0.9, sigma: 0.3};

/**
 * Prints that one name is expected to make in each second from 04:00: the day's U, swings that come and go, and what
 * news adds on top.
 */
export const expectedPrints = (
  model: MarketModel,
  plan: DayPlan,
  session: Session,
  traits: NameTraits,
): Float64Array => {
  const random = createRandom(model.seed, 'busyness', plan.date, traits.symbol);
  const curve = spreadOverDay(model.trades, session);
  const heat = heatOf(curve.length, traits.symbol, plan.reactions);
  const whole = traits.usualTrades * (plan.names.get(traits.symbol)?.activity ?? 1);
  let swing = 0;
  return curve.map((share, index) => {
    if (index % SWING.seconds === 0) {
      swing = SWING.memory * swing + Math.sqrt(1 - SWING.memory ** 2) * drawNormal(random);
    }
    const calm = Math.exp(SWING.sigma * swing - SWING.sigma ** 2 / 2);
    return share * (whole * calm + traits.usualTrades * (heat[index] ?? 0));
  });
};
