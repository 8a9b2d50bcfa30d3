import type {WebSocket} from 'ws';
import {plus, type Span} from '../../core/instant.ts';
import type {Clock} from '../../engine/ports.ts';
import {readJoinWord} from '../../feeds/relay/relay-words.ts';
import type {RecordingLog} from '../../tape/recording/recording-log.ts';
import type {ServerLimits} from '../server-limits.ts';

export type RelayConnectionOptions = {
  readonly socket: WebSocket;
  readonly log: RecordingLog;
  /** How the relay is, as it is said. */
  readonly state: () => string;
  readonly wall: Clock;
  readonly limits: Pick<ServerLimits, 'bufferBytes' | 'drain' | 'auth'>;
  /** Hears why the log could not be read on. */
  readonly onFault: (fault: unknown) => void;
};

/** WebSocket close codes (RFC 6455 §7.4.1). */
const POLICY_VIOLATION = 1008;
const INTERNAL_ERROR = 1011;

/**
 * One screen's connection: it says from where on, and is told everything from there in order, as fast as it reads and no
 * faster. One that leaves a buffer unread for too long is hung up on; it can join again where it was. Returns how to say
 * that the relay's state has changed.
 */
export const startRelayConnection = (options: RelayConnectionOptions): (() => void) => {
  const {socket, log, state, wall, limits} = options;
  const gone = new AbortController();
  let joined = false;
  const isOpen = (): boolean => socket.readyState === socket.OPEN;

  const after = (wait: Span, then: () => void): void => {
    wall.until(plus(wall.now(), wait), gone.signal).then(then, () => undefined);
  };

  /** A screen that does not even read what it has is not told how things are meanwhile. */
  const tell = (): void => {
    if (joined && isOpen() && socket.bufferedAmount <= limits.bufferBytes) socket.send(state());
  };

  /** Waits until what was sent has left for the screen, and gives up on one that does not read it. */
  const send = (data: Buffer): Promise<void> =>
    new Promise(resolve => {
      const waits = socket.bufferedAmount + data.length > limits.bufferBytes;
      const late = new AbortController();
      if (waits)
        wall.until(plus(wall.now(), limits.drain), late.signal).then(
          () => socket.terminate(),
          () => undefined,
        );
      socket.send(data, {binary: true}, () => {
        late.abort(new Error('sent'));
        resolve();
      });
      if (!waits) resolve();
    });

  const stream = async (from: Parameters<RecordingLog['read']>[0]): Promise<void> => {
    let sent: {readonly log: string; readonly offset: number} | undefined;
    for await (const {lines, ...place} of log.read(from, gone.signal)) {
      if (!isOpen()) return;
      if (sent?.log !== place.log || sent.offset !== place.offset) socket.send(JSON.stringify({kind: 'log', ...place}));
      sent = {log: place.log, offset: place.offset + lines.length};
      await send(lines);
    }
  };

  socket.once('message', data => {
    const word = readJoinWord(String(data));
    if (word === undefined) {
      socket.close(POLICY_VIOLATION, 'say from where on');
      return;
    }
    joined = true;
    tell();
    stream(word.from ?? undefined).catch(error => {
      if (gone.signal.aborted) return;
      options.onFault(error);
      socket.close(INTERNAL_ERROR);
    });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => gone.abort(new Error('gone')));
  after(limits.auth, () => {
    if (!joined) socket.close(POLICY_VIOLATION, 'say from where on');
  });
  return tell;
};
