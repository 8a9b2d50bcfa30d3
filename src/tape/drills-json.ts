import {z} from 'zod';
import type {Instant} from '../core/instant.ts';
import type {TradingDate} from '../core/new-york.ts';
import type {Answer, Outcome} from '../market/blind/call.ts';
import {instantJson, lineJson, tickerJson, tradingDateJson} from './json-codecs.ts';

/** A blind drill that was left: on which day, and what was called. */
export type DrillSession = {
  /** By the machine's clock. */
  readonly leftAt: Instant;
  readonly day: string;
  readonly date: TradingDate;
  readonly provenance: 'recorded' | 'imported' | 'simulated' | 'rebuilt';
  readonly answers: readonly Answer[];
  /** Questions that were passed over. */
  readonly passed: number;
};

const MOST_ANSWERS = 2_000;

/** What may be unknown: null in the file, undefined in the program. */
const orNull = <Item>(schema: z.ZodType<Item, Item>) =>
  z.codec(
    schema.nullable(),
    z.custom<Item | undefined>(() => true),
    {decode: value => value ?? undefined, encode: value => value ?? null},
  );

const direction = z.enum(['up', 'down', 'none']);
const size = z.literal([0, 1, 2, 3]);

const outcome = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('measured'), direction, size, return: z.number(), abnormal: z.number()}),
  z.object({
    kind: z.literal('unscored'),
    why: z.enum([
      'positive',
      'negative',
      'no detectable reaction',
      'confounded',
      'pending',
      'insufficient data',
      'market closed',
    ]),
  }),
]) satisfies z.ZodType<Outcome>;

const answer = z.object({
  call: z.object({
    headlineId: lineJson(500),
    text: lineJson(2_000),
    symbol: tickerJson,
    askedAt: instantJson,
    stance: direction,
    direction,
    size,
    confidence: orNull(z.number().min(0).max(1)),
  }),
  outcome: orNull(outcome),
}) satisfies z.ZodType<Answer>;

/** A line of the drills that were kept, its times as RFC 3339 text. */
export const drillSchema = z.object({
  leftAt: instantJson,
  day: lineJson(200),
  date: tradingDateJson,
  provenance: z.enum(['recorded', 'imported', 'simulated', 'rebuilt']),
  answers: z.array(answer).max(MOST_ANSWERS),
  passed: z.number().int().min(0),
}) satisfies z.ZodType<DrillSession>;
