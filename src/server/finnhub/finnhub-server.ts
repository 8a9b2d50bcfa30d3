import type {IncomingMessage} from 'node:http';
import {finnhubCodec} from '../../feeds/finnhub/impersonate.ts';
import {createFinnhubSession} from '../../feeds/finnhub/impersonate-session.ts';
import type {RequestAuth} from '../../feeds/impersonated.ts';
import {sameSecret} from '../../feeds/same-secret.ts';
import {createBarMaker} from '../bar-maker.ts';
import {type DayServer, type DayServerOptions, type ProtocolParts, startDayServer} from '../day-server.ts';
import type {Protocol} from '../protocol.ts';
import {createFinnhubRest} from './finnhub-rest.ts';

export type FinnhubServerOptions = DayServerOptions & {readonly key: string};

export type FinnhubServer = DayServer & {readonly streamUrl: string; readonly restUrl: string};

/** What a key that costs nothing has: one connection, fifty names. */
const FREE_PLAN = {perEndpoint: 1, symbols: 50};

const createFinnhubProtocol = (key: string, {token, ...parts}: ProtocolParts): Protocol => {
  const {headlines, playback, limits} = parts;
  const keys = token === undefined ? [key] : [key, token];
  const authOf = ({headers, url = ''}: IncomingMessage): RequestAuth => {
    const given = headers['x-finnhub-token'] ?? new URLSearchParams(url.split('?')[1] ?? '').get('token');
    if (typeof given !== 'string') return 'none';
    return keys.filter(known => sameSecret(given, known)).length > 0 ? 'accepted' : 'refused';
  };
  return {
    refusal: (_, error) => ({error}),
    authOf,
    streamOf: request =>
      (request.url ?? '').split('?')[0] === '/'
        ? {
            endpoint: 'trades',
            codec: finnhubCodec,
            atDoor: isFull => {
              if (authOf(request) !== 'accepted') return {status: 401, message: 'Invalid API key'};
              return isFull ? {status: 429, message: 'Only one connection is allowed for an API key'} : undefined;
            },
            openSession: admit => createFinnhubSession({symbolCap: limits.symbols ?? Number.POSITIVE_INFINITY, admit}),
            carries: 'day',
          }
        : undefined,
    createBars: createBarMaker,
    api: createFinnhubRest(headlines, playback),
  };
};

/**
 * Serves a day as if it were Finnhub: trades and headlines over WebSocket, with the limits of a key that costs nothing unless
 * told otherwise, and the articles on a name over HTTP.
 */
export const startFinnhubServer = async ({key, ...options}: FinnhubServerOptions): Promise<FinnhubServer> => {
  const limits = {...FREE_PLAN, ...options.limits};
  const server = await startDayServer({...options, limits}, parts => createFinnhubProtocol(key, parts));
  const {at} = server;
  return {...server, streamUrl: `ws://${at}`, restUrl: `http://${at}`};
};
