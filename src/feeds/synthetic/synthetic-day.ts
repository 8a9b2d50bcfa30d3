import {sessionOf} from '../../core/calendar.ts';
import type {Bar, TapeEvent} from '../../core/events.ts';
import {plus, seconds} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {amend} from './amendments.ts';
import {type DailyCloses, dailyCloses} from './daily-closes.ts';
import {historyBars, sessionsBefore} from './history-bars.ts';
import {delaySome} from './late-prints.ts';
import {nameTape} from './name-tape.ts';
import {closesBefore, completePlan} from './ordinary-plan.ts';
import {pricePaths} from './price-path.ts';
import type {MarketModel, NameTraits, Scenario} from './scenario.ts';
import {createRandom} from './seeded-random.ts';
import {FIRST_SECOND} from './session-curve.ts';
import {wireEvents} from './wire-events.ts';

/** Closes of every session that the scenario or its history touches. */
const closesFor = (model: MarketModel, scenario: Scenario): DailyCloses => {
  const first = sessionsBefore(scenario.date, model.historySessions + 1)[0];
  return dailyCloses(model, first?.date ?? scenario.date);
};

/** The model with as many prints as the scenario keeps; earlier sessions are thinned alike, so that ratios to them hold. */
const thinned = (model: MarketModel, {thinning}: Scenario): MarketModel => {
  const fewer = (traits: NameTraits): NameTraits => ({...traits, usualTrades: traits.usualTrades * thinning});
  return {...model, names: model.names.map(fewer), benchmark: fewer(model.benchmark)};
};

/** The closes that a day's changes are counted from. */
export const previousClosesOf = (model: MarketModel, scenario: Scenario): ReadonlyMap<Ticker, number> =>
  closesBefore(closesFor(model, scenario), scenario.date);

/** The bars of the sessions before a day, in order of receipt. */
export const historyOf = (model: MarketModel, scenario: Scenario): readonly Bar[] =>
  historyBars(thinned(model, scenario), scenario.date, closesFor(model, scenario));

/** Every event of a day in order of receipt. The same model and scenario give the same events, to the last digit. */
export const eventsOf = (model: MarketModel, scenario: Scenario): readonly TapeEvent[] => {
  const session = sessionOf(scenario.date);
  if (session === undefined) throw new RangeError(`the market is closed on ${scenario.date}`);
  const kept = thinned(model, scenario);
  const closes = closesFor(model, scenario);
  const plan = completePlan(model, scenario.plan, session, closes);
  const paths = pricePaths(model, plan, session, closesBefore(closes, scenario.date));
  const tapes = [...kept.names, kept.benchmark].flatMap(traits =>
    nameTape(kept, plan, session, traits, paths.get(traits.symbol) ?? new Float64Array()),
  );
  const prints = delaySome(createRandom(model.seed, 'late', scenario.name), tapes, scenario.latePrints);
  const amendments = amend(prints, scenario.amendments, second => plus(session.preAt, seconds(second - FIRST_SECOND)));
  return [...prints, ...amendments, ...wireEvents(model.seed, scenario.wire)].sort(
    (a, b) => a.receivedAt - b.receivedAt,
  );
};
