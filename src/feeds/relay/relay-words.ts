import {z} from 'zod';
import {instantJson, lineJson, tickerJson} from '../../tape/json-codecs.ts';

/** What a relay listens at unless told otherwise. */
export const RELAY_PORT = 8766;
/** Where on its server a relay is. */
export const RELAY_PATH = '/relay';

const STATES = ['idle', 'connecting', 'live', 'retrying', 'stopped', 'ended'] as const;

const logId = z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/);
const offset = z.int().min(0);

/** How one of the relay's connections is, as the relay was told. */
const upstreamShape = z.object({
  feed: lineJson(40),
  state: z.enum(STATES),
  message: lineJson(300),
  /** When the next attempt is due by the relay's clock, while `retrying`. */
  retryAt: instantJson.exactOptional(),
});

/** What a relay says of itself: to who joins, when something changes, and every few seconds. */
const stateShape = z.object({
  kind: z.literal('state'),
  at: instantJson,
  /** What is relayed: `Alpaca iex`, with the host it is had from where that is not the provider's own. */
  title: lineJson(120),
  /** Names that are relayed; none means all. */
  symbols: z.array(tickerJson).max(10_000).readonly(),
  feeds: z.array(upstreamShape).max(64).readonly(),
  /** The end of what is relayed so far; absent before the first line. */
  end: z.object({log: logId, offset}).exactOptional(),
});

/** The next bytes are those of this recording, from there on. */
const logShape = z.object({kind: z.literal('log'), log: logId, offset});

/** What a screen says, once: from where on it wants to be told; null is from the beginning of the day. */
const joinShape = z.object({
  from: z
    .object({
      log: logId,
      offset,
      last: z.object({length: z.int().min(0), checksum: z.string().regex(/^[0-9a-f]{8}$/)}).exactOptional(),
    })
    .nullable(),
});

export type RelayState = z.output<typeof stateShape>;
export type UpstreamState = z.output<typeof upstreamShape>;
export type LogWord = z.output<typeof logShape>;
export type JoinWord = z.output<typeof joinShape>;

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Undefined for what no relay of this format says. */
export const readRelayWord = (text: string): RelayState | LogWord | undefined => {
  const json = readJson(text);
  return z.safeDecode(stateShape, json as z.input<typeof stateShape>).data ?? logShape.safeParse(json).data;
};

/** Undefined for what no screen says. */
export const readJoinWord = (text: string): JoinWord | undefined => joinShape.safeParse(readJson(text)).data;

/** As it goes over the wire. */
export const writeRelayState = (state: RelayState): string => JSON.stringify(z.encode(stateShape, state));
