import {type Session, sessionBefore} from '../../core/calendar.ts';
import type {Bar} from '../../core/events.ts';
import {minutes, plus, SECOND, seconds, span} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {expectedPrints} from './busyness.ts';
import type {DailyCloses} from './daily-closes.ts';
import {drawNormal, drawPoisson} from './draws.ts';
import {closesBefore, completePlan} from './ordinary-plan.ts';
import {pricePaths} from './price-path.ts';
import {meanSize} from './print-size.ts';
import type {DayPlan, MarketModel, NameTraits} from './scenario.ts';
import {createRandom} from './seeded-random.ts';
import {FIRST_SECOND, sessionSeconds} from './session-curve.ts';

const SPAN = minutes(5);
const SLOT = SPAN / SECOND;
/** How long after its end a bar is known. */
const BAR_LATENCY = span(30_000);

const cent = (price: number): number => Math.round(price * 100) / 100;

const sessionBars = (
  model: MarketModel,
  plan: DayPlan,
  session: Session,
  traits: NameTraits,
  path: Float64Array,
): readonly Bar[] => {
  const random = createRandom(model.seed, 'history', plan.date, traits.symbol);
  const expected = expectedPrints(model, plan, session, traits);
  const {open, close} = sessionSeconds(session);
  const shares = meanSize(model.sizes);
  const usual = traits.usualTrades * (plan.names.get(traits.symbol)?.activity ?? 1) * shares;
  const bars: Bar[] = [];
  for (let from = 0; from < expected.length; from += SLOT) {
    const trades = drawPoisson(
      random,
      expected.subarray(from, from + SLOT).reduce((sum, mean) => sum + mean, 0),
    );
    const sizes = Math.exp((0.6 * drawNormal(random)) / Math.sqrt(Math.max(4, trades / 4)));
    const second = FIRST_SECOND + from;
    const crossed = second === open ? model.crosses.open : second === close ? model.crosses.close : 0;
    if (trades === 0) continue;
    const prices = path.subarray(from, from + SLOT + 1);
    const openAt = plus(session.preAt, seconds(from));
    const at = plus(openAt, SPAN);
    bars.push({
      kind: 'bar',
      at,
      receivedAt: plus(at, BAR_LATENCY),
      symbol: traits.symbol,
      openAt,
      span: SPAN,
      open: cent(prices[0] ?? 0),
      high: cent(prices.reduce((most, price) => Math.max(most, price), 0)),
      low: cent(prices.reduce((least, price) => Math.min(least, price), Number.POSITIVE_INFINITY)),
      close: cent(prices.at(-1) ?? 0),
      volume: Math.round(trades * shares * sizes + crossed * usual),
      trades: trades + (crossed > 0 ? 1 : 0),
      vwap: cent(prices.reduce((sum, price) => sum + price, 0) / prices.length),
    });
  }
  return bars;
};

/** The `count` sessions before `date`, oldest first. */
export const sessionsBefore = (date: TradingDate, count: number): readonly Session[] => {
  const sessions: Session[] = [];
  for (let next = date; sessions.length < count; ) {
    const session = sessionBefore(next);
    sessions.unshift(session);
    next = session.date;
  }
  return sessions;
};

/** Five-minute bars of every name for the sessions before `date`, extended hours too, in order of receipt. */
export const historyBars = (model: MarketModel, date: TradingDate, closes: DailyCloses): readonly Bar[] =>
  sessionsBefore(date, model.historySessions).flatMap(session => {
    const known = model.sessions.find(plan => plan.date === session.date);
    const bare: DayPlan = known ?? {date: session.date, volatility: 1, names: new Map(), reactions: []};
    const plan = completePlan(model, bare, session, closes);
    const paths = pricePaths(model, plan, session, closesBefore(closes, session.date));
    return [...model.names, model.benchmark]
      .flatMap(traits => sessionBars(model, plan, session, traits, paths.get(traits.symbol) ?? new Float64Array()))
      .sort((a, b) => a.receivedAt - b.receivedAt);
  });
