import type {Half} from '../../../src/feeds/provider.ts';
import type {Script, ScriptedConnection} from '../scripted-server.ts';

export const MASSIVE_KEY = 'massive-key-1234';

/** A status as the vendor writes it. */
export const status = (name: string, message = ''): object => ({ev: 'status', status: name, message});

/** Greets, takes the key, confirms each subscription by itself, and answers by REST with what it is given. */
export const massiveScript = (
  {prices, news}: Readonly<Record<Half, readonly object[]>> = {prices: [], news: []},
  answer: (path: string) => object | undefined = () => undefined,
): Script => ({
  onConnection: connection => connection.send(status('connected', 'Connected Successfully')),
  onMessage: (connection, {action, params}) => {
    if (action === 'auth') {
      const isRight = params === MASSIVE_KEY;
      connection.send(
        isRight ? status('auth_success', 'authenticated') : status('auth_failed', 'authentication failed'),
      );
    } else if (action === 'subscribe') {
      for (const name of String(params).split(',')) connection.send(status('success', `subscribed to: ${name}`));
      if (prices.length > 0) connection.send(...prices);
    }
  },
  onRequest: ({url = '', headers}, response) => {
    if (headers.authorization !== `Bearer ${MASSIVE_KEY}`) {
      response.statusCode = 401;
      response.end('{"status":"ERROR","request_id":"1","error":"Unknown API Key"}');
      return;
    }
    const results = url.startsWith('/v2/reference/news') ? news : [];
    response.end(JSON.stringify({status: 'OK', results, ...answer(url)}));
  },
});

/** What a connection subscribed to, a line a name. */
export const subscribedTo = ({received}: ScriptedConnection): readonly string[] =>
  received.flatMap(({action, params}) => (action === 'subscribe' ? String(params).split(',') : []));
