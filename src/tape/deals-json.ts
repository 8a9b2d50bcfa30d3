import {z} from 'zod';
import type {DealBook} from '../news/deals/deal.ts';
import {instantJson, lineJson, tickerJson, tradingDateJson} from './json-codecs.ts';

const amount = z.object({
  value: z.number().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
  modifier: z.enum(['exact', 'about', 'up_to', 'at_least', 'range']),
  high: z.number().min(0).exactOptional(),
});

const fact = amount.extend({of: z.enum(['investment', 'price', 'contract', 'round', 'tranche', 'valuation'])});

const party = z.object({
  name: lineJson(120),
  ticker: tickerJson.exactOptional(),
  id: lineJson(120).exactOptional(),
});

const kind = z.enum([
  'acquisition',
  'merger',
  'minority_stake',
  'majority_stake',
  'asset_sale',
  'joint_venture',
  'commercial_contract',
  'licence',
  'financing',
  'spin_off',
]);
const tier = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

const event = z.object({
  id: lineJson(120),
  date: tradingDateJson,
  at: instantJson.exactOptional(),
  knownAt: instantJson,
  stage: z
    .enum(['rumour', 'talks', 'term_sheet', 'announced', 'regulatory_review', 'closed', 'terminated', 'lapsed'])
    .exactOptional(),
  talks: z.enum(['early', 'advanced', 'stalled']).exactOptional(),
  amount: amount.exactOptional(),
  facts: z.array(fact).max(20).readonly().exactOptional(),
  consideration: z
    .array(z.enum(['cash', 'shares', 'chips', 'capacity']))
    .max(4)
    .readonly()
    .exactOptional(),
  kind: kind.exactOptional(),
  parties: z.array(party).max(50).readonly().exactOptional(),
  text: lineJson(500),
  source: lineJson(120).exactOptional(),
  tier: tier.exactOptional(),
  polarity: z.enum(['asserts', 'denies', 'declines', 'disputes']).exactOptional(),
  speaker: lineJson(120).exactOptional(),
  headlineId: lineJson(500).exactOptional(),
});

const catalyst = z.object({
  what: lineJson(300),
  knownAt: instantJson,
  from: tradingDateJson.exactOptional(),
  to: tradingDateJson.exactOptional(),
  certainty: z.enum(['scheduled', 'statutory', 'guided', 'inferred']),
  source: lineJson(120).exactOptional(),
});

const deal = z.object({
  id: lineJson(120),
  kind,
  from: z.array(party).max(50).readonly(),
  to: party,
  events: z.array(event).max(1_000).readonly(),
  catalysts: z.array(catalyst).max(100).readonly(),
});

/** `deals.json`: a DealBook with its times as RFC 3339 text. */
export const dealsSchema = z.array(deal).max(1_000).readonly() satisfies z.ZodType<DealBook>;
