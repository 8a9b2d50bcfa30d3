import {z} from 'zod';
import {plus, SECOND, seconds} from '../../core/instant.ts';
import {atWallTime} from '../../core/new-york.ts';
import {clockShape, dateShape, percentShape, tickerShape} from './field-shapes.ts';
import {planFields, planOf} from './plan-shape.ts';
import {readDeals} from './read-deals.ts';
import {readWire} from './read-wire.ts';
import type {Amendment, MarketModel, Scenario} from './scenario.ts';
import {wireEvents} from './wire-events.ts';

const amendmentFields = {symbol: tickerShape, at: clockShape, after: z.number().positive()};

const scenarioShape = z.strictObject({
  about: z.array(z.string()),
  name: z.string(),
  title: z.string(),
  date: dateShape,
  provenance: z.enum(['simulated', 'rebuilt']),
  made: z.string(),
  openingAt: clockShape,
  /** Files beside this one. */
  wire: z.string(),
  deals: z.string(),
  /** Prints of this day and its earlier sessions against the model's: what keeps a file small. */
  thinning: z.number().positive().max(1).default(1),
  ...planFields,
  latePrints: z.number().int().nonnegative(),
  amendments: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({kind: z.literal('cancel'), ...amendmentFields}),
      z.strictObject({kind: z.literal('correct'), ...amendmentFields, offCents: z.number()}),
      z.strictObject({kind: z.literal('error'), ...amendmentFields, offPercent: percentShape}),
    ]),
  ),
});

const amendmentOf = (file: z.output<typeof scenarioShape>['amendments'][number]): Amendment => ({
  kind: file.kind,
  symbol: file.symbol,
  second: file.at,
  after: file.after,
  off: file.kind === 'correct' ? file.offCents : file.kind === 'error' ? file.offPercent : 0,
});

/**
 * A scenario out of its file's JSON; `readJson` gives the files that it names. Throws with the place of whatever is
 * wrong in them.
 */
export const readScenario = (json: unknown, model: MarketModel, readJson: (file: string) => unknown): Scenario => {
  const {
    about: _,
    volatility,
    names,
    reactions,
    openingAt,
    amendments,
    wire: wireFile,
    deals,
    ...rest
  } = scenarioShape.parse(json);
  const {date} = rest;
  const midnight = atWallTime(date, 0);
  const wire = readWire(readJson(wireFile), date);
  const headlines = wireEvents(model.seed, wire);
  const first = (id: string) => headlines.find(headline => headline.id === id);
  const symbols = [...model.names, model.benchmark].map(traits => traits.symbol);
  const plan = planOf(date, {volatility, names, reactions}, symbols, id => {
    const found = first(id);
    return found && (found.at - midnight) / SECOND;
  });
  return {
    ...rest,
    symbols,
    benchmark: model.benchmark.symbol,
    openingAt: plus(midnight, seconds(openingAt)),
    plan,
    wire,
    deals: readDeals(readJson(deals), date, id => first(id)?.receivedAt),
    amendments: amendments.map(amendmentOf),
  };
};
