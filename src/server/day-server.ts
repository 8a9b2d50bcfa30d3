import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
import {Fault} from '../core/fault.ts';
import type {Clock} from '../engine/ports.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {isLoopback} from '../feeds/socket-url.ts';
import {createDayHeadlines, type DayHeadlines} from './day-headlines.ts';
import {createHttpHandler} from './http-handler.ts';
import {listen} from './listen.ts';
import type {Playback} from './playback.ts';
import type {Protocol} from './protocol.ts';
import {createRequestGuard} from './request-guard.ts';
import type {ServedDay} from './served-day.ts';
import {DEFAULT_LIMITS, type ServerLimits} from './server-limits.ts';
import {createUpgradeHandler} from './upgrade-handler.ts';

export type DayServerOptions = {
  readonly day: ServedDay;
  readonly playback: Playback;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** A bearer token that every request must then show; needed for any host that others can reach. */
  readonly token?: string | undefined;
  /** Names, beside loopback and `host`, by which clients may call this server. */
  readonly allowedHosts?: readonly string[];
  /** Send the replay's clock as pings (feeds/replay-mark). */
  readonly marks?: boolean;
  /** Give each subscription everything since the day's beginning; otherwise, as the vendor does, what is new. */
  readonly backlog?: boolean;
  /**
   * Make minute and daily bars out of trades for those who subscribe to bars, as the vendor does. Not by default where
   * marks are sent: our own client makes its own, and of bars wants only the tape's.
   */
  readonly makeBars?: boolean;
  readonly limits?: Partial<ServerLimits>;
  readonly wall?: Clock;
  /** Hears of a day that cannot be read on; the connection concerned is closed. */
  readonly onFault?: (fault: unknown) => void;
};

export type DayServer = {
  readonly port: number;
  /** `127.0.0.1:8765`: what addresses of this server begin with. */
  readonly at: string;
  /** Hangs up on everybody and stops the playback. */
  readonly close: () => Promise<void>;
};

/** What a protocol is made of. */
export type ProtocolParts = {
  readonly day: ServedDay;
  readonly playback: Playback;
  readonly headlines: DayHeadlines;
  readonly limits: ServerLimits;
  readonly wall: Clock;
  readonly token: string | undefined;
};

/** Most bytes of a client's message. */
const MOST_PAYLOAD = 64 * 1024;

/** A client may hold its sockets and ask by REST beside them. */
const CONNECTIONS_A_CLIENT = 4;

const checkHost = (host: string, token: string | undefined): void => {
  if (isLoopback(host) || (token !== undefined && token !== '')) return;
  throw new Fault('server/config', `${host} can be reached from other machines, and no token is set`, {
    remedy: 'set a token, or stay on 127.0.0.1',
  });
};

/**
 * Serves a day in a provider's protocol, over WebSocket and HTTP, and `/replay/clock` to drive it. Fault `server/port` when
 * the port is not to be had.
 */
export const startDayServer = async (
  options: DayServerOptions,
  createProtocol: (parts: ProtocolParts) => Protocol,
): Promise<DayServer> => {
  const {day, playback, token, host = '127.0.0.1', wall = wallClock, marks = false} = options;
  checkHost(host, token);
  const limits = {...DEFAULT_LIMITS, ...options.limits};
  const guard = createRequestGuard({host, allowedHosts: options.allowedHosts ?? [], token});
  const headlines = createDayHeadlines(day);
  const protocol = createProtocol({day, playback, headlines, limits, wall, token});
  const onFault = options.onFault ?? (() => undefined);
  const handle = createHttpHandler({guard, protocol, playback, wall, requests: limits.requests, onFault});
  const sockets = new WebSocketServer({noServer: true, maxPayload: MOST_PAYLOAD, perMessageDeflate: false});
  const upgrade = createUpgradeHandler({
    sockets,
    guard,
    protocol,
    limits,
    day,
    headlines,
    playback,
    wall,
    marks,
    makeBars: options.makeBars ?? !marks,
    backlog: options.backlog ?? false,
    onFault,
  });

  const server = createServer({maxHeaderSize: 16 * 1024, requestTimeout: 10_000}, (request, response) => {
    void handle(request, response);
  });
  server.maxConnections = CONNECTIONS_A_CLIENT * limits.clients;
  server.on('upgrade', upgrade);
  const port = await listen(server, host, options.port);
  server.on('error', () => undefined);

  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const close = async (): Promise<void> => {
    playback.close();
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await protocol.api.close();
  };
  return {port, at, close};
};
