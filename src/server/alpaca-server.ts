import {checkHeaders} from '../feeds/alpaca/impersonate-auth.ts';
import {codecFor} from '../feeds/alpaca/impersonate-codec.ts';
import {createImpersonatedSession} from '../feeds/alpaca/impersonate-session.ts';
import type {Endpoint} from '../feeds/alpaca/impersonate-subscriptions.ts';
import {createBarMaker} from './bar-maker.ts';
import {type DayServer, type DayServerOptions, type ProtocolParts, startDayServer} from './day-server.ts';
import type {Protocol, StreamRequest} from './protocol.ts';
import {createRestApi} from './rest-api.ts';
import {createTestStream} from './test-stream.ts';

type Keys = {readonly id: string; readonly secret: string};

export type AlpacaServerOptions = DayServerOptions & {readonly keys: Keys};

export type AlpacaServer = DayServer & {
  readonly stockUrl: string;
  readonly newsUrl: string;
  readonly restUrl: string;
};

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/v2/iex': 'iex',
  '/v2/sip': 'sip',
  '/v2/delayed_sip': 'delayed_sip',
  '/v2/test': 'test',
  '/v1beta1/news': 'news',
};

const createAlpacaProtocol = (account: Keys, {token, limits, wall, ...parts}: ProtocolParts): Protocol => {
  const keys = {...account, token};
  const carriesOf = (endpoint: Endpoint, codec: StreamRequest['codec']): StreamRequest['carries'] => {
    if (endpoint === 'test') return writer => createTestStream({wall, writer, codec});
    return endpoint === 'news' ? 'news' : 'day';
  };
  return {
    // The vendor's codes are the HTTP status and four digits more.
    refusal: (status, message) => ({code: status * 100_000, message}),
    authOf: ({headers}) => checkHeaders(headers, keys),
    streamOf: ({url = '', headers}) => {
      const endpoint = ENDPOINTS[url.split('?')[0] ?? ''];
      if (endpoint === undefined) return undefined;
      const codec = codecFor(headers['content-type']);
      return {
        endpoint,
        codec,
        openSession: admit =>
          createImpersonatedSession({
            endpoint,
            keys,
            headerAuth: checkHeaders(headers, keys),
            symbolCap: limits.symbols,
            entitled: limits.plan?.includes(endpoint) ?? true,
            admit,
          }),
        carries: carriesOf(endpoint, codec),
      };
    },
    createBars: createBarMaker,
    api: createRestApi(parts),
  };
};

/**
 * Serves a day as if it were Alpaca: `/v2/{iex,sip,delayed_sip,test}` and `/v1beta1/news` over WebSocket, the historical
 * endpoints over HTTP.
 */
export const startAlpacaServer = async ({keys, ...options}: AlpacaServerOptions): Promise<AlpacaServer> => {
  const server = await startDayServer(options, parts => createAlpacaProtocol(keys, parts));
  const {at} = server;
  return {...server, stockUrl: `ws://${at}/v2/sip`, newsUrl: `ws://${at}/v1beta1/news`, restUrl: `http://${at}`};
};
