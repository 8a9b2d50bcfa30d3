import {z} from 'zod';
import {instantJson, lineJson, tickerJson, tradingDateJson} from './json-codecs.ts';

/** Names of days: also the names of their folders, so nothing that could lead elsewhere. */
export const DAY_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The files of a day. Paths are built from these names alone. */
export const MANIFEST_FILE = 'manifest.json';
export const EVENTS_FILE = 'events.tape';
export const HISTORY_FILE = 'history.tape';
export const DEALS_FILE = 'deals.json';

export const FORMAT_VERSION = 1;

const count = z.int().min(0).max(1e10);
const fileSeal = z.object({bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/)});

/** `manifest.json`: what a day is, and by what its files are known. */
export const manifestSchema = z.object({
  format: z.literal(FORMAT_VERSION),
  name: z.string().regex(DAY_NAME),
  title: lineJson(200),
  date: tradingDateJson,
  symbols: z.array(tickerJson).max(10_000).readonly(),
  benchmark: tickerJson.exactOptional(),
  provenance: z.enum(['recorded', 'imported', 'simulated', 'rebuilt']),
  made: lineJson(1_000),
  openingAt: instantJson,
  startAt: instantJson,
  endAt: instantJson,
  previousCloses: z.record(z.string().regex(/^[A-Z][A-Z0-9.-]{0,9}$/), z.number().positive()),
  counts: z.object({
    trade: count,
    quote: count,
    bar: count,
    headline: count,
    halt: count,
    correction: count,
    cancel: count,
    price: count.exactOptional(),
  }),
  files: z.object({
    [EVENTS_FILE]: fileSeal,
    [HISTORY_FILE]: fileSeal.exactOptional(),
    [DEALS_FILE]: fileSeal.exactOptional(),
  }),
});

export type Manifest = z.output<typeof manifestSchema>;
