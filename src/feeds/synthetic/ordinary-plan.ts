import {type Session, sessionBefore} from '../../core/calendar.ts';
import type {TradingDate} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {DailyCloses} from './daily-closes.ts';
import {drawNormal} from './draws.ts';
import type {Anchor, DayPlan, MarketModel, NameTraits} from './scenario.ts';
import {createRandom} from './seeded-random.ts';
import {FIRST_SECOND, sessionSeconds} from './session-curve.ts';

/** Share of a day's move that comes overnight, and of that the part already there at 04:00. */
const OVERNIGHT = {ofDay: 0.4, atFour: 0.6};

/** How much one ordinary day is busier than the next. */
const ACTIVITY_SIGMA = 0.2;

const ordinaryActivity = (model: MarketModel, symbol: Ticker, date: TradingDate): number => {
  const shared = drawNormal(createRandom(model.seed, 'activity', date));
  const own = drawNormal(createRandom(model.seed, 'activity', date, symbol));
  return Math.exp(ACTIVITY_SIGMA * (0.8 * shared + 0.6 * own) - ACTIVITY_SIGMA ** 2 / 2);
};

const ordinaryAnchors = (
  model: MarketModel,
  traits: NameTraits,
  session: Session,
  volatility: number,
  before: number,
  after: number,
): readonly Anchor[] => {
  const random = createRandom(model.seed, 'overnight', session.date, traits.symbol);
  const gap = OVERNIGHT.ofDay * Math.log(after / before) + 0.3 * volatility * traits.ownVolatility * drawNormal(random);
  const {open, close} = sessionSeconds(session);
  const cent = (price: number): number => Math.round(price * 100) / 100;
  return [
    {second: FIRST_SECOND, price: cent(before * Math.exp(OVERNIGHT.atFour * gap)), print: false},
    {second: open, price: cent(before * Math.exp(gap)), print: false},
    {second: close, price: after, print: false},
  ];
};

/** The closes of the session before `date`. */
export const closesBefore = (closes: DailyCloses, date: TradingDate): ReadonlyMap<Ticker, number> => {
  const found = closes.get(sessionBefore(date).date);
  if (found === undefined) throw new RangeError(`no closes are known for the session before ${date}`);
  return found;
};

/** `plan` with a path from close to close and an ordinary day's activity for every name that it says nothing of; days without known closes stay free. */
export const completePlan = (model: MarketModel, plan: DayPlan, session: Session, closes: DailyCloses): DayPlan => {
  const before = closesBefore(closes, plan.date);
  const after = closes.get(plan.date);
  const names = new Map(plan.names);
  for (const traits of [...model.names, model.benchmark]) {
    const {symbol} = traits;
    const named = names.get(symbol) ?? {
      symbol,
      activity: ordinaryActivity(model, symbol, plan.date),
      anchors: [],
      bounds: [],
    };
    const [from, to] = [before.get(symbol), after?.get(symbol)];
    const bare = named.anchors.length === 0 && from !== undefined && to !== undefined;
    names.set(
      symbol,
      bare ? {...named, anchors: ordinaryAnchors(model, traits, session, plan.volatility, from, to)} : named,
    );
  }
  return {...plan, names};
};
