import {z} from 'zod';
import type {Deal, DealBook} from '../news/deal.ts';
import {instantJson, lineJson, tickerJson, tradingDateJson} from './json-codecs.ts';

const amount = z.object({
  value: z.number().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
  modifier: z.enum(['exact', 'about', 'up_to', 'at_least', 'range']),
  high: z.number().min(0).optional(),
});

const party = z.object({name: lineJson(120), ticker: tickerJson.optional()});

const event = z.object({
  id: lineJson(120),
  date: tradingDateJson,
  at: instantJson.optional(),
  knownAt: instantJson,
  stage: z.enum([
    'rumour',
    'talks',
    'term_sheet',
    'announced',
    'regulatory_review',
    'closed',
    'terminated',
    'lapsed',
  ]),
  talks: z.enum(['early', 'advanced', 'stalled']).optional(),
  amount: amount.optional(),
  text: lineJson(500),
  source: lineJson(120).optional(),
  headlineId: lineJson(500).optional(),
});

const catalyst = z.object({
  what: lineJson(300),
  knownAt: instantJson,
  from: tradingDateJson.optional(),
  to: tradingDateJson.optional(),
  certainty: z.enum(['scheduled', 'statutory', 'guided', 'inferred']),
  source: lineJson(120).optional(),
});

const deal = z.object({
  id: lineJson(120),
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
  from: z.array(party).max(50),
  to: party,
  events: z.array(event).max(1_000),
  catalysts: z.array(catalyst).max(100),
});

/** `deals.json`: a DealBook with its times as RFC 3339 text. */
export const dealsSchema = z.array(deal).max(1_000);

type Loose = z.output<typeof dealsSchema>[number];

/** Zod says of an absent key that it may be undefined; the program's types say that it is absent. */
const present = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
