import type {IncomingMessage} from 'node:http';
import type {DayInfo} from '../core/provenance.ts';
import type {RequestAuth, ServerCodec, ServerSession} from '../feeds/impersonated.ts';
import type {BarMaker} from './bar-maker.ts';
import type {ConnectionStream} from './connection.ts';
import type {Refusal} from './request-guard.ts';
import type {RestApi} from './rest-api.ts';
import type {SocketWriter} from './socket-writer.ts';

/** What a client asks for by the path and the headers of its upgrade. */
export type StreamRequest = {
  /** Names the stream: so many may have it at once. */
  readonly endpoint: string;
  readonly codec: ServerCodec;
  /** Why it is not let in, where that is known before the socket opens; `isFull` when the stream has no place left. */
  readonly atDoor?: (isFull: boolean) => Refusal | undefined;
  /** The handshake; `admit` takes one of the stream's places, once the client is known, and is false where none is left. */
  readonly openSession: (admit: () => boolean) => ServerSession;
  /** What it carries: all of the day, its headlines alone, or something that has nothing to do with the day. */
  readonly carries: 'day' | 'news' | ((writer: SocketWriter) => ConnectionStream);
};

/** A provider's way of speaking, as a server: all that is not the same for every provider. */
export type Protocol = {
  /** The body of an answer that says no. */
  readonly refusal: (status: number, message: string) => object;
  readonly authOf: (request: IncomingMessage) => RequestAuth;
  /** Undefined for a path that leads to no stream. */
  readonly streamOf: (request: IncomingMessage) => StreamRequest | undefined;
  /** Makes the bars that the provider makes out of trades. */
  readonly createBars: (day: DayInfo) => BarMaker;
  readonly api: RestApi;
};
