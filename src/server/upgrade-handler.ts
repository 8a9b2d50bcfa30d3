import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocketServer} from 'ws';
import type {Clock} from '../engine/ports.ts';
import {createClientStream} from './client-stream.ts';
import {type ConnectionParts, type ConnectionStream, startConnection} from './connection.ts';
import {type DayHeadlines, headlineSource} from './day-headlines.ts';
import type {Playback} from './playback.ts';
import type {Protocol, StreamRequest} from './protocol.ts';
import {refuseUpgrade} from './refuse-upgrade.ts';
import type {Refusal, RequestGuard} from './request-guard.ts';
import {beforeDay, type ServedDay} from './served-day.ts';
import type {ServerLimits} from './server-limits.ts';

export type UpgradeHandlerOptions = {
  readonly sockets: WebSocketServer;
  readonly guard: RequestGuard;
  readonly protocol: Protocol;
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

/** Lets a client in by its path and headers, or tells it in HTTP why not. */
export const createUpgradeHandler = (options: UpgradeHandlerOptions) => {
  const {sockets, guard, protocol, limits, day, playback, wall} = options;
  const news = headlineSource(options.headlines);
  const admitted = new Map<string, number>();

  const isFull = (endpoint: string): boolean =>
    limits.perEndpoint !== undefined && (admitted.get(endpoint) ?? 0) >= limits.perEndpoint;

  /** Takes one of the endpoint's places; gives it back, once, when called again. */
  const takePlace = (endpoint: string): (() => void) | undefined => {
    if (isFull(endpoint)) return undefined;
    admitted.set(endpoint, (admitted.get(endpoint) ?? 0) + 1);
    return () => admitted.set(endpoint, (admitted.get(endpoint) ?? 1) - 1);
  };

  const openStream = (
    {carries, codec}: StreamRequest,
    wantsBars: () => boolean,
    parts: ConnectionParts,
  ): ConnectionStream => {
    const {writer} = parts;
    if (typeof carries === 'function') return carries(writer);
    return createClientStream({
      source: carries === 'news' ? news : day.events,
      beforeAll: beforeDay(day),
      playback,
      writer,
      codec,
      marks: options.marks,
      backlog: options.backlog,
      markEach: carries === 'news',
      wantsBars: () => options.makeBars && wantsBars(),
      createBars: () => protocol.createBars(day.info),
      onFault: fault => {
        options.onFault(fault);
        parts.onFault(fault);
      },
    });
  };

  const refusalOf = (request: IncomingMessage, stream: StreamRequest | undefined): Refusal | undefined => {
    const refused = guard(request);
    if (refused !== undefined) return refused;
    if (stream === undefined) return {status: 404, message: 'endpoint not found'};
    if (sockets.clients.size >= limits.clients) return {status: 503, message: 'too many clients'};
    return stream.atDoor?.(isFull(stream.endpoint));
  };

  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const stream = protocol.streamOf(request);
    const refused = refusalOf(request, stream);
    if (refused !== undefined || stream === undefined) {
      const {status, message} = refused ?? {status: 404, message: ''};
      refuseUpgrade(socket, status, protocol.refusal(status, message));
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => {
      let leave: (() => void) | undefined;
      client.once('close', () => leave?.());
      const session = stream.openSession(() => {
        leave = takePlace(stream.endpoint);
        return leave !== undefined;
      });
      startConnection({
        socket: client,
        codec: stream.codec,
        session,
        wall,
        limits,
        openStream: parts => openStream(stream, session.wantsBars, parts),
      });
    });
  };
};
