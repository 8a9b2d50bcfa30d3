import type {WebSocket} from 'ws';
import {plus, type Span} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import type {WireMessage} from '../feeds/alpaca/impersonate.ts';
import type {WireCodec} from '../feeds/alpaca/impersonate-codec.ts';
import {errorMessage} from '../feeds/alpaca/impersonate-errors.ts';
import {
  createImpersonatedSession,
  type SessionOptions,
  type SessionReply,
} from '../feeds/alpaca/impersonate-session.ts';
import type {EventFilter, Subscriptions} from '../feeds/alpaca/impersonate-subscriptions.ts';
import type {ServerLimits} from './server-limits.ts';
import {createSocketWriter, type SocketWriter} from './socket-writer.ts';

/** What feeds one connection once it has asked for something. */
export type ConnectionStream = {
  readonly subscribed: (now: EventFilter, before: EventFilter) => void;
  readonly close: () => void;
};

export type ConnectionParts = {
  readonly writer: SocketWriter;
  readonly subscriptions: Subscriptions;
  /** Ends the connection: what it was fed from is broken. */
  readonly onFault: (fault: unknown) => void;
};

export type ConnectionOptions = {
  readonly socket: WebSocket;
  readonly codec: WireCodec;
  readonly session: SessionOptions;
  readonly wall: Clock;
  readonly limits: ServerLimits;
  readonly openStream: (parts: ConnectionParts) => ConnectionStream;
};

/** WebSocket close codes (RFC 6455 §7.4.1). */
const POLICY_VIOLATION = 1008;
const INTERNAL_ERROR = 1011;

const bytesOf = (data: Buffer | ArrayBuffer | Buffer[]): Uint8Array => {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
};

/** Runs one client's connection from greeting to close. */
export const startConnection = ({
  socket,
  codec,
  session: options,
  wall,
  limits,
  openStream,
}: ConnectionOptions): void => {
  const session = createImpersonatedSession(options);
  const {subscriptions} = session;
  const writer = createSocketWriter({socket, codec, wall, limits});
  const gone = new AbortController();
  const onFault = (): void => {
    writer.control(errorMessage(500));
    socket.close(INTERNAL_ERROR);
  };
  const stream = openStream({writer, subscriptions, onFault});

  const reply = ({messages, close}: SessionReply): void => {
    for (const message of messages) writer.control(message);
    if (close) socket.close(POLICY_VIOLATION);
  };
  const after = (wait: Span, then: () => void): void => {
    wall.until(plus(wall.now(), wait), gone.signal).then(then, () => undefined);
  };

  socket.on('message', data => {
    const before = subscriptions.filter();
    const response = session.receive(codec.read(bytesOf(data)));
    reply(response);
    if (response.messages.some(isEcho)) stream.subscribed(subscriptions.filter(), before);
  });

  /** A client that answered nothing since the ping before is gone, though its socket does not know. */
  let heard = true;
  socket.on('pong', () => {
    heard = true;
  });
  const keepAlive = (): void => {
    if (!heard) {
      socket.terminate();
      return;
    }
    heard = false;
    writer.ping('');
    after(limits.keepalive, keepAlive);
  };

  /** After a protocol error the socket would wait for a good-bye that never comes. */
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    gone.abort();
    stream.close();
  });
  after(limits.auth, () => reply(session.expire()));
  after(limits.keepalive, keepAlive);
  reply(session.greet());
};

const isEcho = (message: WireMessage): boolean => message['T'] === 'subscription';
