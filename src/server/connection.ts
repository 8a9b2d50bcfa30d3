import type {WebSocket} from 'ws';
import {plus, type Span} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import type {ServerCodec, ServerSession, SessionReply} from '../feeds/impersonated.ts';
import type {EventFilter} from '../feeds/wire-event.ts';
import type {ServerLimits} from './server-limits.ts';
import {createSocketWriter, type SocketWriter} from './socket-writer.ts';

/** What feeds one connection once it has asked for something. */
export type ConnectionStream = {
  readonly subscribed: (now: EventFilter, before: EventFilter) => void;
  readonly close: () => void;
};

export type ConnectionParts = {
  readonly writer: SocketWriter;
  /** Ends the connection: what it was fed from is broken. */
  readonly onFault: (fault: unknown) => void;
};

export type ConnectionOptions = {
  readonly socket: WebSocket;
  readonly codec: ServerCodec;
  readonly session: ServerSession;
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
export const startConnection = ({socket, codec, session, wall, limits, openStream}: ConnectionOptions): void => {
  const writer = createSocketWriter({socket, codec, wall, limits});
  const gone = new AbortController();
  const onFault = (): void => {
    writer.control(codec.broken);
    socket.close(INTERNAL_ERROR);
  };
  const stream = openStream({writer, onFault});

  const reply = ({messages, close}: SessionReply): void => {
    for (const message of messages) writer.control(message);
    if (close) socket.close(POLICY_VIOLATION);
  };
  const after = (wait: Span, then: () => void): void => {
    wall.until(plus(wall.now(), wait), gone.signal).then(then, () => undefined);
  };

  socket.on('message', data => {
    const before = session.filter();
    const response = session.receive(codec.read(bytesOf(data)));
    reply(response);
    if (response.changed === true || response.messages.some(session.isEcho))
      stream.subscribed(session.filter(), before);
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

  const pulse = (): void => {
    if (codec.pulse === undefined) return;
    writer.control(codec.pulse.message);
    after(codec.pulse.every, pulse);
  };

  /** After a protocol error the socket would wait for a good-bye that never comes. */
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    gone.abort();
    stream.close();
  });
  after(limits.auth, () => reply(session.expire()));
  after(limits.keepalive, keepAlive);
  if (codec.pulse !== undefined) after(codec.pulse.every, pulse);
  reply(session.greet());
};
