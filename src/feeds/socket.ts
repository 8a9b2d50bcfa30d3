import {Agent} from 'node:https';
import WebSocket from 'ws';
import type {Fault} from '../core/fault.ts';
import {between, type Instant, plus, type Span, seconds} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import {lossOfClose, lossOfError, lossOfStatus} from './close-reason.ts';
import {
  afterConnect,
  type Loss,
  nextConnectAt,
  type RetryHistory,
  USEFUL_MESSAGES,
  USEFUL_SPAN,
} from './retry-policy.ts';
import {checkedUrl} from './socket-url.ts';

const HANDSHAKE_TIMEOUT = seconds(10);
/** From the handshake until the connection can be used: keys, subscriptions, their confirmation. */
export const READY_TIMEOUT = seconds(20);
const CLOSE_TIMEOUT = seconds(2);
const PING_EVERY = seconds(5);
/** Pings that may come in one breath: a replay that catches up sends its marks without waiting for pongs. */
const MOST_PENDING_PONGS = 10_000;
/** A half-open connection gives no event at all: after this long without a frame of any kind it counts as dead. */
const SILENCE_LIMIT = seconds(15);
/** A clock that jumped this far means the machine slept: whatever was connected is not any more. */
const CLOCK_JUMP = seconds(5);

export type SocketProgress =
  | {readonly state: 'connecting'}
  | {readonly state: 'retrying'; readonly why: string; readonly retryAt: Instant; readonly limit: boolean}
  | {readonly state: 'stopped'; readonly fault: Fault};

export type SocketOptions = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes; a larger message loses the connection. */
  readonly maxPayload: number;
  readonly clock: Clock;
  /** In [0, 1): spreads the retries of many clients. */
  readonly chance: () => number;
  readonly onProgress: (progress: SocketProgress) => void;
  readonly onOpen: () => void;
  /** One message; answers how many messages of data it held, which is what makes a connection useful. */
  readonly onFrame: (data: Buffer, binary: boolean) => number;
  readonly onPing: (payload: string) => void;
};

export type Socket = {
  /** Sends on the connection of now; nothing happens when there is none. */
  readonly send: (data: string | Uint8Array) => void;
  /** The connection can be used from now on. */
  readonly ready: () => void;
  /** Gives the connection up for a reason found in its messages. */
  readonly lose: (loss: Loss) => void;
  /** Stops and starts reading: the sender then feels that we are behind. */
  readonly hold: (held: boolean) => void;
  /** Closes for good. */
  readonly close: () => void;
};

/**
 * One connection that lasts: connects, watches over it, and connects again by the retry policy until it is closed or a
 * loss is terminal. Callbacks of a connection that was given up are never heard. Throws a `usage` Fault for an address
 * that must not be connected to.
 */
export const startSocket = (options: SocketOptions): Socket => {
  const {clock, chance, onProgress} = options;
  const url = checkedUrl(options.url, 'wss:', 'ws:');
  const agent = url.protocol === 'wss:' ? new Agent({proxyEnv: process.env}) : undefined;
  const settings = {
    headers: {...options.headers},
    maxPayload: options.maxPayload,
    handshakeTimeout: HANDSHAKE_TIMEOUT / 1_000,
    closeTimeout: CLOSE_TIMEOUT / 1_000,
    maxPendingAutoPongs: MOST_PENDING_PONGS,
    perMessageDeflate: false,
    followRedirects: false,
    ...(agent === undefined ? {} : {agent}),
  };
  const place = url.host;
  let epoch = 0;
  let history: RetryHistory = {failures: 0, connects: []};
  let current: WebSocket | undefined;
  let stopper = new AbortController();
  let heardAt = clock.now();
  let readyAt: Instant | undefined;
  let messages = 0;
  let held = false;

  /** Ends the connection of now: whatever it still says belongs to the past. */
  const discard = (): void => {
    epoch += 1;
    stopper.abort();
    current?.terminate();
    current = undefined;
  };

  const lose = (loss: Loss): void => {
    discard();
    if (loss.kind === 'terminal') {
      onProgress({state: 'stopped', fault: loss.fault});
      return;
    }
    const now = clock.now();
    const useful = messages >= USEFUL_MESSAGES || (readyAt !== undefined && between(readyAt, now) >= USEFUL_SPAN);
    if (useful) history = {...history, failures: 0};
    const retryAt = nextConnectAt(history, loss, now, chance());
    history = {...history, failures: history.failures + 1};
    stopper = new AbortController();
    onProgress({state: 'retrying', why: loss.why, retryAt, limit: loss.kind === 'connection-limit'});
    clock.until(retryAt, stopper.signal).then(connect, () => {});
  };

  /** Pings, and gives the connection up when nothing answers or when the clock has jumped. */
  const watch = async (socket: WebSocket, signal: AbortSignal): Promise<void> => {
    for (;;) {
      const due = plus(clock.now(), PING_EVERY);
      await clock.until(due, signal);
      const now = clock.now();
      if (between(due, now) > CLOCK_JUMP) return lose({kind: 'transient', why: `${place}: the clock jumped`});
      if (held) heardAt = now;
      if (between(heardAt, now) >= SILENCE_LIMIT) return lose({kind: 'transient', why: `${place} has fallen silent`});
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }
  };

  /** Gives the connection up unless `isDone` within the time, however much is said meanwhile. */
  const expectWithin = (time: Span, isDone: () => boolean, what: string): void => {
    const {signal} = stopper;
    const giveUp = (): void => {
      if (!isDone()) lose({kind: 'transient', why: `${place} does not ${what}`});
    };
    clock.until(plus(clock.now(), time), signal).then(giveUp, () => {});
  };

  const connect = (): void => {
    const mine = ++epoch;
    const isCurrent = (): boolean => mine === epoch;
    history = afterConnect(history, clock.now());
    messages = 0;
    readyAt = undefined;
    stopper = new AbortController();
    onProgress({state: 'connecting'});
    const socket = new WebSocket(url, settings);
    current = socket;
    expectWithin(HANDSHAKE_TIMEOUT, () => socket.readyState !== WebSocket.CONNECTING, 'finish the handshake');
    const hear = (): void => {
      heardAt = clock.now();
    };
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      if (isCurrent()) {
        lose(lossOfStatus(response.statusCode ?? 0, response.headers['retry-after'], clock.now(), place));
      }
    });
    socket.on('error', error => {
      socket.terminate();
      if (isCurrent()) lose(lossOfError(error, place));
    });
    socket.on('close', (code, reason) => {
      if (isCurrent()) lose(lossOfClose(code, reason.toString(), place));
    });
    socket.on('open', () => {
      if (!isCurrent()) return;
      hear();
      if (held) socket.pause();
      watch(socket, stopper.signal).catch(() => {});
      expectWithin(READY_TIMEOUT, () => readyAt !== undefined, 'get ready');
      options.onOpen();
    });
    socket.on('message', (data: Buffer, binary) => {
      if (!isCurrent()) return;
      hear();
      messages += options.onFrame(data, binary);
    });
    socket.on('ping', data => {
      if (!isCurrent()) return;
      hear();
      options.onPing(data.toString('latin1'));
    });
    socket.on('pong', () => isCurrent() && hear());
  };

  connect();
  return {
    send: data => {
      if (current?.readyState === WebSocket.OPEN) current.send(data);
    },
    ready: () => {
      readyAt = clock.now();
    },
    lose,
    hold: next => {
      if (next === held) return;
      held = next;
      if (held) current?.pause();
      else current?.resume();
    },
    close: () => {
      epoch += 1;
      stopper.abort();
      if (current?.readyState === WebSocket.OPEN) current.close(1000);
      else current?.terminate();
      current = undefined;
    },
  };
};
