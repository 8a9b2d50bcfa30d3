import {z} from 'zod';
import type {TradingDate} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import {clockShape, percentShape, tickerMapShape} from './field-shapes.ts';
import {type DayPlan, type DaySecond, MARKET, type NamePlan, type Reaction} from './scenario.ts';

/** What one name does in a day's file: how busy it is, the prices it goes through, and those it stays between. */
const nameShape = z.strictObject({
  activity: z.number().positive().default(1),
  anchors: z
    .array(z.strictObject({at: clockShape, price: z.number().positive(), print: z.boolean().default(false)}))
    .default([]),
  bounds: z
    .array(z.strictObject({from: clockShape, to: clockShape, low: z.number().positive(), high: z.number().positive()}))
    .default([]),
});

/** One name's answer to a piece of news; `jump` in percent, times in seconds. */
const moveShape = z.strictObject({
  jump: percentShape,
  within: z.number().positive().default(5),
  keep: z.number().default(0.5),
  halfLife: z.number().positive().default(900),
  volume: z.number().nonnegative().default(4),
  fade: z.number().positive().default(300),
});

/** Set off by a headline of the wire (`after` seconds behind it), or at a time of its own. */
const reactionShape = z.strictObject({
  headline: z.string().optional(),
  at: clockShape.optional(),
  after: z.number().nonnegative().default(1),
  moves: z.record(z.string(), moveShape),
});

export const planFields = {
  /** Against an ordinary day. */
  volatility: z.number().positive().default(1),
  names: tickerMapShape(nameShape).default(() => new Map()),
  reactions: z.array(reactionShape).default([]),
};

type PlanFile = {
  readonly volatility: number;
  readonly names: ReadonlyMap<Ticker, z.output<typeof nameShape>>;
  readonly reactions: readonly z.output<typeof reactionShape>[];
};

/** A day's plan out of its file; `headlineSecond` says when a headline of the wire came. */
export const planOf = (
  date: TradingDate,
  file: PlanFile,
  symbols: readonly Ticker[],
  headlineSecond: (id: string) => DaySecond | undefined,
): DayPlan => {
  const names = [...file.names].map(([symbol, named]): [Ticker, NamePlan] => [
    symbol,
    {
      symbol,
      activity: named.activity,
      anchors: named.anchors.map(({at, price, print}) => ({second: at, price, print})),
      bounds: named.bounds,
    },
  ]);
  const reactions = file.reactions.flatMap((reaction): Reaction[] => {
    const from = reaction.at ?? headlineSecond(reaction.headline ?? '');
    if (from === undefined) throw new RangeError(`a reaction to no headline of the wire: ${reaction.headline}`);
    return Object.entries(reaction.moves).map(([name, move]) => {
      const symbol = name === MARKET ? MARKET : symbols.find(known => known === name);
      if (symbol === undefined) throw new RangeError(`a reaction of a name that the model does not have: ${name}`);
      return {symbol, second: from + reaction.after, ...move};
    });
  });
  return {date, volatility: file.volatility, names: new Map(names), reactions};
};
