import type {IncomingMessage} from 'node:http';
import type {RequestAuth} from '../../feeds/impersonated.ts';
import {yahooCodec} from '../../feeds/yahoo/impersonate.ts';
import {createYahooSession} from '../../feeds/yahoo/impersonate-session.ts';
import {type DayServer, type DayServerOptions, type ProtocolParts, startDayServer} from '../day-server.ts';
import type {Protocol} from '../protocol.ts';
import {createLookMaker} from './look-maker.ts';

export type YahooServer = DayServer & {readonly streamUrl: string};

/** Names that a connection can have. */
const MOST_SYMBOLS = 100;

const versionOf = ({url = ''}: IncomingMessage): 1 | 2 =>
  new URLSearchParams(url.split('?')[1] ?? '').get('version') === '2' ? 2 : 1;

/** Nobody is asked who they are; the token of a server that others can reach is asked for before (createRequestGuard). */
const authOf = (): RequestAuth => 'accepted';

const createYahooProtocol = ({limits}: ProtocolParts): Protocol => ({
  refusal: (_, error) => ({error}),
  authOf,
  streamOf: request =>
    (request.url ?? '').split('?')[0] === '/'
      ? {
          endpoint: 'prices',
          codec: yahooCodec(versionOf(request)),
          openSession: admit => {
            admit();
            return createYahooSession(limits.symbols ?? MOST_SYMBOLS);
          },
          carries: 'day',
        }
      : undefined,
  createBars: createLookMaker,
  api: {answer: async () => undefined, close: async () => undefined},
});

/**
 * Serves a day as Yahoo's own pages get it: looks at prices, one a second of each name that moved, made out of prints unless
 * they are on the tape. There is no REST beside it.
 */
export const startYahooServer = async (options: DayServerOptions): Promise<YahooServer> => {
  const server = await startDayServer({...options, makeBars: true}, createYahooProtocol);
  return {...server, streamUrl: `ws://${server.at}`};
};
