import type {IncomingMessage} from 'node:http';
import type {DayInfo} from '../../core/provenance.ts';
import {bearerToken} from '../../feeds/alpaca/impersonate-auth.ts';
import type {RequestAuth} from '../../feeds/impersonated.ts';
import {massiveCodec} from '../../feeds/massive/impersonate.ts';
import {createMassiveSession} from '../../feeds/massive/impersonate-session.ts';
import {sameSecret} from '../../feeds/same-secret.ts';
import {type BarMaker, createBarMaker} from '../bar-maker.ts';
import {type DayServer, type DayServerOptions, type ProtocolParts, startDayServer} from '../day-server.ts';
import type {Protocol} from '../protocol.ts';
import {createSecondBarMaker} from '../second-bars.ts';
import {createMassiveRest} from './massive-rest.ts';

export type MassiveServerOptions = DayServerOptions & {readonly key: string};

export type MassiveServer = DayServer & {readonly stockUrl: string; readonly restUrl: string};

/** The vendor's paths of its stock stream; each is the same day. */
const STREAMS: ReadonlySet<string> = new Set(['/stocks', '/delayed/stocks']);

/** Bars of minutes and of seconds. */
const createBars = (day: DayInfo): BarMaker => {
  const [minutes, seconds] = [createBarMaker(day), createSecondBarMaker(day)];
  return {
    apply: event => [...minutes.apply(event), ...seconds.apply(event)],
    advance: now => [...minutes.advance(now), ...seconds.advance(now)],
  };
};

const createMassiveProtocol = (key: string, {token, ...parts}: ProtocolParts): Protocol => {
  const keys = token === undefined ? [key] : [key, token];
  const authOf = ({headers, url = ''}: IncomingMessage): RequestAuth => {
    const given = bearerToken(headers) ?? new URLSearchParams(url.split('?')[1] ?? '').get('apiKey');
    if (given === null) return 'none';
    return keys.filter(known => sameSecret(given, known)).length > 0 ? 'accepted' : 'refused';
  };
  return {
    refusal: (status, error) => ({status: status === 404 ? 'NOT_FOUND' : 'ERROR', request_id: 'tapewire', error}),
    authOf,
    streamOf: ({url = ''}) =>
      STREAMS.has(url.split('?')[0] ?? '')
        ? {
            endpoint: 'stocks',
            codec: massiveCodec,
            openSession: admit => createMassiveSession({keys, admit}),
            carries: 'day',
          }
        : undefined,
    createBars,
    api: createMassiveRest(parts),
  };
};

/** Serves a day as if it were Massive: `/stocks` over WebSocket; prints, bars and news over HTTP. */
export const startMassiveServer = async ({key, ...options}: MassiveServerOptions): Promise<MassiveServer> => {
  const server = await startDayServer(options, parts => createMassiveProtocol(key, parts));
  const {at} = server;
  return {...server, stockUrl: `ws://${at}/stocks`, restUrl: `http://${at}`};
};
