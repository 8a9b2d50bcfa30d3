import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocketServer} from 'ws';
import type {Clock} from '../engine/ports.ts';
import {checkHeaders, type Keys} from '../feeds/alpaca/impersonate-auth.ts';
import {codecFor, type WireCodec} from '../feeds/alpaca/impersonate-codec.ts';
import type {Endpoint} from '../feeds/alpaca/impersonate-subscriptions.ts';
import {createBarMaker} from './bar-maker.ts';
import {createClientStream} from './client-stream.ts';
import {type ConnectionParts, type ConnectionStream, startConnection} from './connection.ts';
import {type DayHeadlines, headlineSource} from './day-headlines.ts';
import type {Playback} from './playback.ts';
import type {Refusal, RequestGuard} from './request-guard.ts';
import {beforeDay, type ServedDay} from './served-day.ts';
import type {ServerLimits} from './server-limits.ts';
import {createTestStream} from './test-stream.ts';

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/v2/iex': 'iex',
  '/v2/sip': 'sip',
  '/v2/delayed_sip': 'delayed_sip',
  '/v2/test': 'test',
  '/v1beta1/news': 'news',
};

const BAR_CHANNELS = ['bars', 'updatedBars', 'dailyBars'] as const;

export type UpgradeHandlerOptions = {
  readonly sockets: WebSocketServer;
  readonly guard: RequestGuard;
  readonly keys: Keys;
  readonly limits: ServerLimits;
  readonly day: ServedDay;
  readonly headlines: DayHeadlines;
  readonly playback: Playback;
  readonly wall: Clock;
  readonly marks: boolean;
  readonly makeBars: boolean;
  readonly backlog: boolean;
  readonly onFault: (fault: unknown) => void;
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  421: 'Misdirected Request',
  503: 'Service Unavailable',
};

const refuse = (socket: Duplex, status: number, message: string): void => {
  const body = JSON.stringify({code: status * 100_000, message});
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};

/** Lets a client in by its path, codec and headers, or tells it in HTTP why not. */
export const createUpgradeHandler = (options: UpgradeHandlerOptions) => {
  const {sockets, guard, keys, limits, day, playback, wall} = options;
  const news = headlineSource(options.headlines);
  const admitted = new Map<Endpoint, number>();

  /** Takes one of the endpoint's places; gives it back, once, when called again. */
  const takePlace = (endpoint: Endpoint): (() => void) | undefined => {
    const taken = admitted.get(endpoint) ?? 0;
    if (limits.perEndpoint !== undefined && taken >= limits.perEndpoint) return undefined;
    admitted.set(endpoint, taken + 1);
    return () => admitted.set(endpoint, (admitted.get(endpoint) ?? 1) - 1);
  };

  const openStream = (endpoint: Endpoint, codec: WireCodec, parts: ConnectionParts): ConnectionStream => {
    const {writer, subscriptions} = parts;
    if (endpoint === 'test') return createTestStream({wall, writer, codec});
    return createClientStream({
      source: endpoint === 'news' ? news : day.events,
      beforeAll: beforeDay(day),
      playback,
      writer,
      codec,
      marks: options.marks,
      backlog: options.backlog,
      markEach: endpoint === 'news',
      wantsBars: () => options.makeBars && BAR_CHANNELS.some(subscriptions.has),
      createBars: () => createBarMaker(day.info),
      onFault: fault => {
        options.onFault(fault);
        parts.onFault(fault);
      },
    });
  };

  const refusalOf = (request: IncomingMessage, endpoint: Endpoint | undefined): Refusal | undefined => {
    const refused = guard(request);
    if (refused !== undefined) return refused;
    if (endpoint === undefined) return {status: 404, message: 'endpoint not found'};
    return sockets.clients.size >= limits.clients ? {status: 503, message: 'too many clients'} : undefined;
  };

  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const endpoint = ENDPOINTS[(request.url ?? '').split('?')[0] ?? ''];
    const refused = refusalOf(request, endpoint);
    if (refused !== undefined || endpoint === undefined) {
      refuse(socket, refused?.status ?? 404, refused?.message ?? '');
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => {
      const codec = codecFor(request.headers['content-type']);
      let leave: (() => void) | undefined;
      client.once('close', () => leave?.());
      startConnection({
        socket: client,
        codec,
        session: {
          endpoint,
          keys,
          headerAuth: checkHeaders(request.headers, keys),
          symbolCap: limits.symbols,
          entitled: limits.plan?.includes(endpoint) ?? true,
          admit: () => {
            leave = takePlace(endpoint);
            return leave !== undefined;
          },
        },
        wall,
        limits,
        openStream: parts => openStream(endpoint, codec, parts),
      });
    });
  };
};
