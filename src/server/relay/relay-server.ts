import {createServer as createPlainServer, type RequestListener} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import {WebSocketServer} from 'ws';
import {Fault} from '../../core/fault.ts';
import {plus, seconds} from '../../core/instant.ts';
import type {Clock} from '../../engine/ports.ts';
import {RELAY_PATH, type RelayState, writeRelayState} from '../../feeds/relay/relay-words.ts';
import {isLoopback} from '../../feeds/socket-url.ts';
import type {RecordingLog} from '../../tape/recording/recording-log.ts';
import {listen} from '../listen.ts';
import {refuseUpgrade} from '../refuse-upgrade.ts';
import {createRequestGuard, type Refusal} from '../request-guard.ts';
import {DEFAULT_LIMITS, type ServerLimits} from '../server-limits.ts';
import {startRelayConnection} from './relay-connection.ts';

export type RelayServerOptions = {
  readonly log: RecordingLog;
  readonly state: () => RelayState;
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** A bearer token that every screen must then show; needed for any host that others can reach. */
  readonly token?: string | undefined;
  /** Certificate and key in PEM; without them it speaks plainly. */
  readonly tls?: {readonly cert: Buffer; readonly key: Buffer} | undefined;
  /** Something in front of it speaks TLS, so that it may speak plainly where others can reach it. */
  readonly behindTls?: boolean;
  readonly limits?: Partial<Pick<ServerLimits, 'clients' | 'bufferBytes' | 'drain' | 'auth'>>;
  readonly wall: Clock;
  /** Hears of a log that cannot be read on; the connection concerned is closed. */
  readonly onFault?: (fault: unknown) => void;
};

export type RelayServer = {
  readonly port: number;
  /** `127.0.0.1:8766`: what `watch --relay` takes. */
  readonly at: string;
  /** How many screens are connected. */
  readonly screens: () => number;
  /** The state has changed: everybody is told. */
  readonly tell: () => void;
  /** Tells how things stand a last time, and hangs up. */
  readonly close: () => Promise<void>;
};

/** A desk, and then some. */
const MOST_SCREENS = 256;
/** Most bytes of what a screen says. */
const MOST_PAYLOAD = 16 * 1024;
/** How often the state is said, changed or not: a relay that is silent is dead, a market need not be. */
const BEAT = seconds(5);

const checkHost = ({host = '127.0.0.1', token, tls, behindTls = false}: RelayServerOptions): void => {
  if (isLoopback(host) && !behindTls) return;
  if (tls === undefined && !behindTls)
    throw new Fault('server/config', `${host} can be reached from other machines, and no certificate is given`, {
      remedy: 'name one: --tls-cert, --tls-key; or say --behind-tls where a proxy in front of it has one',
    });
  if (token !== undefined && token !== '') return;
  // A proxy lets the world in, by whatever name: to this side it all comes from this machine.
  const how = isLoopback(host) ? ' by the proxy' : '';
  throw new Fault('server/config', `${host} can be reached from other machines${how}, and no token is set`, {
    remedy: 'set TAPEWIRE_RELAY_TOKEN to a secret of your own here and on the screens, or stay on 127.0.0.1 alone',
  });
};

/** Passes on what is recorded, as it is recorded, to everybody who asks. Fault `server/port` when the port is not to be had. */
export const startRelayServer = async (options: RelayServerOptions): Promise<RelayServer> => {
  const {log, host = '127.0.0.1', token, tls, wall} = options;
  checkHost(options);
  const limits = {...DEFAULT_LIMITS, clients: MOST_SCREENS, ...options.limits};
  const guard = createRequestGuard({host, allowedHosts: [], token, anyHost: true});
  const sockets = new WebSocketServer({noServer: true, maxPayload: MOST_PAYLOAD, perMessageDeflate: false});
  const tellers = new Set<() => void>();
  const stopper = new AbortController();
  const onFault = options.onFault ?? (() => undefined);

  const state = (): string => writeRelayState(options.state());
  const tell = (): void => {
    for (const teller of tellers) teller();
  };

  const handle: RequestListener = (request, response) => {
    const refused = guard(request);
    const isAsked = request.method === 'GET' && request.url === RELAY_PATH;
    const status = refused?.status ?? (isAsked ? 200 : 404);
    response.writeHead(status, {'content-type': 'application/json; charset=utf-8'});
    response.end(status === 200 ? state() : JSON.stringify({message: refused?.message ?? 'not found'}));
  };

  const settings = {maxHeaderSize: 16 * 1024, requestTimeout: 10_000};
  const server =
    tls === undefined ? createPlainServer(settings, handle) : createSecureServer({...settings, ...tls}, handle);
  server.maxConnections = 2 * limits.clients;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refused: Refusal | undefined =
      guard(request) ??
      (request.url === RELAY_PATH ? undefined : {status: 404, message: 'not found'}) ??
      (sockets.clients.size < limits.clients ? undefined : {status: 503, message: 'too many screens'});
    if (refused !== undefined) {
      refuseUpgrade(socket, refused.status, {message: refused.message});
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => {
      const teller = startRelayConnection({socket: client, log, state, wall, limits, onFault});
      tellers.add(teller);
      client.on('close', () => tellers.delete(teller));
    });
  });
  const port = await listen(server, host, options.port);
  server.on('error', () => undefined);

  const beat = async (): Promise<void> => {
    for (;;) {
      await wall.until(plus(wall.now(), BEAT), stopper.signal);
      tell();
    }
  };
  beat().catch(() => undefined);

  return {
    port,
    at: `${host.includes(':') ? `[${host}]` : host}:${port}`,
    screens: () => sockets.clients.size,
    tell,
    close: async () => {
      stopper.abort(new Error('closed'));
      tell();
      for (const socket of sockets.clients) socket.close(1001, 'the relay ends');
      const late = new AbortController();
      const hangUp = wall.until(plus(wall.now(), seconds(1)), late.signal).then(
        () => {
          for (const socket of sockets.clients) socket.terminate();
          server.closeAllConnections();
        },
        () => undefined,
      );
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      late.abort(new Error('closed'));
      await hangUp;
    },
  };
};
