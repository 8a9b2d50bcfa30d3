import type {WebSocket} from 'ws';
import {plus} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import type {ServerCodec} from '../feeds/impersonated.ts';
import type {WireMessage} from '../feeds/wire-event.ts';
import type {ServerLimits} from './server-limits.ts';

/** Puts frames on one socket, never more than a bound ahead of the client that reads them. */
export type SocketWriter = {
  /** Sends an answer; a client that leaves too many of them unread is dropped. */
  readonly control: (message: WireMessage) => void;
  /** Sends a data frame; waits while the client has too much unread. False once the socket is gone. */
  readonly data: (frame: string | Uint8Array) => Promise<boolean>;
  readonly ping: (payload: string) => void;
  /** Waits until all data has left for the client; false when it was dropped instead. */
  readonly flush: () => Promise<boolean>;
};

/** Answers that may wait, in buffers: whoever asks on and on without reading must not fill our memory with them. */
const ANSWER_BUFFERS = 4;

export type SocketWriterOptions = {
  readonly socket: WebSocket;
  readonly codec: ServerCodec;
  readonly wall: Clock;
  readonly limits: Pick<ServerLimits, 'bufferBytes' | 'drain'>;
};

export const createSocketWriter = ({socket, codec, wall, limits}: SocketWriterOptions): SocketWriter => {
  let unsent = 0;
  /** Bytes of answers that the client has not read. */
  let unread = 0;
  let onEmpty = (): void => {};
  const sent = (): void => {
    unsent -= 1;
    if (unsent === 0) onEmpty();
  };
  socket.once('close', () => onEmpty());

  const isOpen = (): boolean => socket.readyState === socket.OPEN;

  /** A client that does not read is told so, though it may never see it, and dropped. */
  const drop = (): void => {
    if (isOpen()) socket.send(codec.control(codec.slow));
    socket.terminate();
  };

  const control = (message: WireMessage): void => {
    if (!isOpen()) return;
    if (unread > ANSWER_BUFFERS * limits.bufferBytes) {
      drop();
      return;
    }
    const frame = codec.control(message);
    const bytes = Buffer.byteLength(frame);
    unread += bytes;
    socket.send(frame, () => {
      unread -= bytes;
    });
  };

  const flush = async (): Promise<boolean> => {
    if (!isOpen() || unsent === 0) return isOpen();
    const waiting = new AbortController();
    const empty = new Promise<void>(resolve => {
      onEmpty = resolve;
    });
    const late = wall.until(plus(wall.now(), limits.drain), waiting.signal).then(drop, () => undefined);
    await Promise.race([empty, late]);
    waiting.abort();
    return isOpen();
  };

  const data = async (frame: string | Uint8Array): Promise<boolean> => {
    if (!isOpen()) return false;
    unsent += 1;
    socket.send(frame, sent);
    return socket.bufferedAmount > limits.bufferBytes ? flush() : true;
  };

  const ping = (payload: string): void => {
    if (isOpen()) socket.ping(payload);
  };

  return {control, data, ping, flush};
};
