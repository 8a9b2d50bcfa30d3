import {z} from 'zod';
import {span} from '../../core/instant.ts';
import {parseTradingDate, type TradingDate} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import {dateShape, percentShape, tickerMapShape, tickerShape} from './field-shapes.ts';
import {planFields, planOf} from './plan-shape.ts';
import type {MarketModel} from './scenario.ts';

const phaseShape = z.strictObject({
  share: z.number().positive(),
  knots: z.array(z.tuple([z.number(), z.number()])).min(2),
});
const curveShape = z.strictObject({pre: phaseShape, regular: phaseShape, post: phaseShape});

/** `{"Q": 17, "P": 8}`: how often each. */
const weightsShape = z.record(z.string(), z.number().positive()).transform(weights => Object.entries(weights));

const traitsShape = z.strictObject({
  symbol: tickerShape,
  tape: z.enum(['A', 'B', 'C', 'N', 'O']),
  listing: z.string().length(1),
  roundLot: z.number().int().positive(),
  usualTrades: z.number().int().positive(),
  spread: z.strictObject({regular: z.number().positive(), extended: z.number().positive()}),
  beta: z.number(),
  ownVolatility: percentShape,
  weight: z.number().min(0).max(1),
});

const modelShape = z.strictObject({
  about: z.array(z.string()),
  seed: z.string().min(1),
  historySessions: z.number().int().positive(),
  names: z.array(traitsShape).min(1),
  benchmark: traitsShape,
  marketVolatility: percentShape,
  trades: curveShape,
  volatility: curveShape,
  venues: z.strictObject({regular: weightsShape, extended: weightsShape, quoting: weightsShape}),
  sizes: z.strictObject({
    odd: z.number(),
    lot: z.number(),
    block: z.number(),
    mixed: z.strictObject({median: z.number(), sigma: z.number()}),
  }),
  flow: z.strictObject({cluster: z.number().min(1), sweeps: z.number(), persistence: z.number(), requote: z.number()}),
  crosses: z.strictObject({open: percentShape, close: percentShape}),
  latency: z.strictObject({baseMicros: z.number(), jitterMicros: z.number()}),
  closes: z.record(z.string(), tickerMapShape(z.number().positive())),
  sessions: z.array(z.strictObject({date: dateShape, ...planFields})),
});

/** The market model out of its file's JSON; throws with the place of whatever is wrong in it. */
export const readModel = (json: unknown): MarketModel => {
  const {about: _, latency, closes, sessions, ...rest} = modelShape.parse(json);
  const symbols = [...rest.names, rest.benchmark].map(traits => traits.symbol);
  const known = new Map<TradingDate, ReadonlyMap<Ticker, number>>();
  for (const [text, byName] of Object.entries(closes)) {
    const date = parseTradingDate(text);
    if (date === undefined) throw new RangeError(`closes of no date: ${text}`);
    known.set(date, byName);
  }
  return {
    ...rest,
    latency: {base: span(latency.baseMicros), jitter: span(latency.jitterMicros)},
    closes: known,
    sessions: sessions.map(({date, ...file}) => planOf(date, file, symbols, () => undefined)),
  };
};
