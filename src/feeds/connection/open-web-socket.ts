import WebSocket from 'ws';
import {isFault} from '../../core/fault.ts';
import {type Instant, seconds} from '../../core/instant.ts';
import {lossOfClose, lossOfError, lossOfStatus} from '../close-reason.ts';
import {agentFor, proxyFor, proxyPlace} from '../proxy.ts';
import type {Loss} from '../retry-policy.ts';
import {HANDSHAKE_TIMEOUT} from './turn.ts';

const CLOSE_TIMEOUT = seconds(2);
/** Pings that may come in one breath: a replay that catches up sends its marks without waiting for pongs. */
const MOST_PENDING_PONGS = 10_000;

export type WebSocketOptions = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes; a larger message loses the connection. */
  readonly maxPayload: number;
  readonly now: () => Instant;
  readonly onOpened: () => void;
  readonly onMessage: (data: Buffer, binary: boolean) => void;
  readonly onPing: (payload: string) => void;
  readonly onPong: () => void;
  /** May come more than once, and after the socket was dropped. */
  readonly onLost: (loss: Loss) => void;
};

/** One socket, from its connect to its end. */
export type OpenWebSocket = {
  /** Sends where the socket is open; nothing happens where it is not. */
  readonly send: (data: string | Uint8Array) => void;
  readonly ping: () => void;
  /** Stops and starts reading: the sender then feels that we are behind. */
  readonly hold: (held: boolean) => void;
  readonly drop: () => void;
  /** Says farewell first. */
  readonly close: () => void;
};

/** What stands in for a socket that could not even be made. */
const NEVER_OPENED: OpenWebSocket = {send: () => {}, ping: () => {}, hold: () => {}, drop: () => {}, close: () => {}};

/** What a secure address is reached by; undefined for a plain one. */
const wayTo = (url: URL) => {
  if (url.protocol !== 'wss:') return {place: url.host, agent: undefined};
  const proxy = proxyFor(url, process.env);
  return {
    place: proxy === undefined ? url.host : `${url.host} by proxy ${proxyPlace(proxy)}`,
    agent: agentFor(url, process.env),
  };
};

/** Connects once. Everything that happens is told as it is; what to do about it is decided elsewhere. */
export const openWebSocket = (options: WebSocketOptions): OpenWebSocket => {
  const {url, onLost} = options;
  let way: ReturnType<typeof wayTo>;
  try {
    way = wayTo(url);
  } catch (error) {
    if (!isFault(error)) throw error;
    onLost({kind: 'terminal', fault: error});
    return NEVER_OPENED;
  }
  const {place, agent} = way;
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
  const socket = new WebSocket(url, settings);
  socket.on('unexpected-response', (request, response) => {
    request.destroy();
    onLost(lossOfStatus(response.statusCode ?? 0, response.headers['retry-after'], options.now(), place));
  });
  socket.on('error', error => {
    // After a protocol error it would hang in CLOSING for half a minute.
    socket.terminate();
    onLost(lossOfError(error, place));
  });
  socket.on('close', (code, reason) => onLost(lossOfClose(code, reason.toString(), place)));
  socket.on('open', options.onOpened);
  socket.on('message', (data: Buffer, binary) => options.onMessage(data, binary));
  socket.on('ping', data => options.onPing(data.toString('latin1')));
  socket.on('pong', options.onPong);
  const isOpen = (): boolean => socket.readyState === WebSocket.OPEN;
  return {
    send: data => {
      if (isOpen()) socket.send(data);
    },
    ping: () => {
      if (isOpen()) socket.ping();
    },
    hold: held => {
      if (held) socket.pause();
      else socket.resume();
    },
    drop: () => socket.terminate(),
    close: () => {
      if (isOpen()) socket.close(1000);
      else socket.terminate();
    },
  };
};
