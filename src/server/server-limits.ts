import {type Span, seconds} from '../core/instant.ts';
import type {Endpoint} from '../feeds/alpaca/impersonate-subscriptions.ts';

/** What one server allows its clients. */
export type ServerLimits = {
  /** Sockets open at once; more are turned away with 503. */
  readonly clients: number;
  /** Bytes that may wait for a client to read them before the stream pauses for it. */
  readonly bufferBytes: number;
  /** How long a client may take to read them before it is dropped as too slow (407). */
  readonly drain: Span;
  /** How long a client may take to authenticate (404). */
  readonly auth: Span;
  /** Between keepalive pings; a client that answered none in between is gone. */
  readonly keepalive: Span;
  /** Most names over trades and quotes of one connection (405); undefined for no cap. */
  readonly symbols: number | undefined;
  /** Most connections to one endpoint (406); undefined for no cap. */
  readonly perEndpoint: number | undefined;
  /** The streams that the plan of these keys has; the others answer 409. Undefined for all. */
  readonly plan: readonly Endpoint[] | undefined;
  /** REST requests a minute (429). */
  readonly requests: number;
};

export const DEFAULT_LIMITS: ServerLimits = {
  clients: 32,
  bufferBytes: 1 << 20,
  drain: seconds(10),
  auth: seconds(10),
  keepalive: seconds(15),
  symbols: undefined,
  perEndpoint: undefined,
  plan: undefined,
  requests: 10_000,
};
