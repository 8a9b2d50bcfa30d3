import {z} from 'zod';
import type {Instant} from '../../core/instant.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {lineJson, tickerJson, tradingDateJson} from '../json-codecs.ts';

/** The channel of the lines that are our own: each says that a recorder began to write here. */
export const SESSION_CHANNEL = 'session';

const RECORDING_FORMAT = 1;

/** What a recorder says of itself before anything else: on the first line of a file, and again whenever one goes on with it. */
export const sessionSchema = z.object({
  format: z.literal(RECORDING_FORMAT),
  /** The New York day whose messages the file holds. */
  date: tradingDateJson,
  provider: lineJson(40),
  source: lineJson(40),
  /** Another host than the provider's own. */
  via: lineJson(200).exactOptional(),
  /** Names asked for; none means all. */
  symbols: z.array(tickerJson).max(10_000).readonly(),
  /** The one of them that is not watched, but that the others are held against. */
  benchmark: tickerJson.exactOptional(),
});

export type RecordingSession = z.output<typeof sessionSchema>;

export const sessionMessage = (session: Omit<RecordingSession, 'format'>, receivedAt: Instant): RawMessage => ({
  receivedAt,
  channel: SESSION_CHANNEL,
  data: Buffer.from(JSON.stringify(z.encode(sessionSchema, {...session, format: RECORDING_FORMAT}))),
  binary: false,
});

/** Undefined for what no recorder of this format says. */
export const readSession = ({data}: Pick<RawMessage, 'data'>): RecordingSession | undefined => {
  try {
    return z.safeDecode(sessionSchema, JSON.parse(Buffer.from(data).toString('utf8'))).data;
  } catch {
    return undefined;
  }
};
