import {z} from 'zod';
import {type Instant, plus, seconds} from '../../core/instant.ts';
import {atWallTime, type TradingDate} from '../../core/new-york.ts';
import type {Catalyst, Deal, DealAmount, DealBook, DealEvent, DealParty} from '../../news/deals/deal.ts';
import {clockShape, dateShape, tickerShape} from './field-shapes.ts';
import type {DaySecond} from './scenario.ts';

const partyShape = z.strictObject({name: z.string(), ticker: tickerShape.optional()});
const eventShape = z.strictObject({
  id: z.string(),
  date: dateShape,
  /** The hour, only where a source gives one. */
  at: clockShape.optional(),
  /** When it was known, on that date; the end of the session where nobody says. */
  known: clockShape.default(20 * 3600),
  /** Brought by a headline of the wire: known when that was published. */
  headlineId: z.string().optional(),
  stage: z.enum(['rumour', 'talks', 'term_sheet', 'announced', 'regulatory_review', 'closed', 'terminated', 'lapsed']),
  talks: z.enum(['early', 'advanced', 'stalled']).optional(),
  amount: z
    .strictObject({
      value: z.number().positive(),
      currency: z.string().length(3),
      modifier: z.enum(['exact', 'about', 'up_to', 'at_least', 'range']),
      high: z.number().positive().optional(),
    })
    .optional(),
  text: z.string(),
  source: z.string().optional(),
});
const catalystShape = z.strictObject({
  what: z.string(),
  /** The day it was first expected, and the hour or the headline of that. */
  date: dateShape,
  known: clockShape.default(20 * 3600),
  headlineId: z.string().optional(),
  from: dateShape.optional(),
  to: dateShape.optional(),
  certainty: z.enum(['scheduled', 'statutory', 'guided', 'inferred']),
  source: z.string().optional(),
});
const dealShape = z.strictObject({
  id: z.string(),
  kind: z.enum([
    'acquisition',
    'merger',
    'minority_stake',
    'majority_stake',
    'asset_sale',
    'joint_venture',
    'commercial_contract',
    'financing',
    'spin_off',
  ]),
  from: z.array(partyShape),
  to: partyShape,
  events: z.array(eventShape),
  catalysts: z.array(catalystShape).default([]),
});
const bookShape = z.strictObject({about: z.array(z.string()), deals: z.array(dealShape)});

/** Keys that a file leaves out stay absent: never there as undefined. */
const party = ({name, ticker}: z.output<typeof partyShape>): DealParty => ({name, ...(ticker && {ticker})});
const amountOf = ({high, ...rest}: NonNullable<z.output<typeof eventShape>['amount']>): DealAmount => ({
  ...rest,
  ...(high !== undefined && {high}),
});

const instantOn = (date: TradingDate, second: DaySecond): Instant => plus(atWallTime(date, 0), seconds(second));

/** When each headline of the day's wire was first received. */
type Received = (headlineId: string) => Instant | undefined;

const knownAt = (received: Received, date: TradingDate, known: DaySecond, headlineId: string | undefined): Instant => {
  if (headlineId === undefined) return instantOn(date, known);
  const brought = received(headlineId);
  if (brought === undefined) throw new RangeError(`brought by no headline of the wire: ${headlineId}`);
  return brought;
};

const eventOf = (file: z.output<typeof eventShape>, received: Received): DealEvent => {
  const {known, headlineId, at, amount, talks, source, ...rest} = file;
  return {
    ...rest,
    knownAt: knownAt(received, file.date, at ?? known, headlineId),
    ...(at !== undefined && {at: instantOn(file.date, at)}),
    ...(talks && {talks}),
    ...(amount && {amount: amountOf(amount)}),
    ...(source !== undefined && {source}),
    ...(headlineId !== undefined && {headlineId}),
  };
};

const catalystOf = (file: z.output<typeof catalystShape>, received: Received): Catalyst => ({
  what: file.what,
  knownAt: knownAt(received, file.date, file.known, file.headlineId),
  certainty: file.certainty,
  ...(file.from && {from: file.from}),
  ...(file.to && {to: file.to}),
  ...(file.source !== undefined && {source: file.source}),
});

/**
 * The deals out of their file's JSON, as a day on `last` may tell them: nothing dated later, each deal's events in the
 * order they became known, a deal without any left out. What a headline brought is known when that was received.
 */
export const readDeals = (json: unknown, last: TradingDate, received: Received): DealBook =>
  bookShape.parse(json).deals.flatMap((deal): Deal[] => {
    const events = deal.events.filter(({date}) => date <= last).map(event => eventOf(event, received));
    const catalysts = deal.catalysts.filter(({date}) => date <= last).map(file => catalystOf(file, received));
    if (events.length === 0) return [];
    return [
      {
        id: deal.id,
        kind: deal.kind,
        from: deal.from.map(party),
        to: party(deal.to),
        events: events.sort((a, b) => a.knownAt - b.knownAt),
        catalysts: catalysts.sort((a, b) => a.knownAt - b.knownAt),
      },
    ];
  });
