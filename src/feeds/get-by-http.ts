import {type IncomingMessage, request as plainRequest} from 'node:http';
import {type Agent, request as secureRequest} from 'node:https';
import {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {agentFor, proxyFor} from './proxy.ts';

export type HttpQuestion = {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** Connections are used again: one agent for each way out. */
const agents = new Map<string, Agent>();

const keptAgent = (url: URL): Agent => {
  const way = proxyFor(url, process.env)?.href ?? '';
  const agent = agents.get(way) ?? agentFor(url, process.env, true);
  agents.set(way, agent);
  return agent;
};

const headersOf = (message: IncomingMessage): Headers => {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
};

/** Statuses whose answers have no body (Fetch Standard, "null body status"). */
const BODILESS = new Set([204, 205, 304]);

const responseOf = (message: IncomingMessage): Response => {
  const status = message.statusCode ?? 0;
  const packed = /^(?:x-)?gzip$/i.test(message.headers['content-encoding'] ?? '');
  const body = packed ? message.pipe(createGunzip()) : message;
  // A connection cut in the middle must not look like the end.
  if (packed) message.on('error', error => body.destroy(error));
  const init = {status, headers: headersOf(message)};
  if (!BODILESS.has(status)) return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, init);
  message.resume();
  return new Response(null, init);
};

/**
 * Asks as `fetch` does, and through the proxy that streams go through as well. Redirects are answers, not followed. Rejects
 * with what the connection threw, its code on it, or with the reason of the abort.
 */
export const getByHttp = (url: URL, {headers, signal}: HttpQuestion): Promise<Response> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const options = {headers: {'Accept-Encoding': 'gzip', ...headers}};
    const sent =
      url.protocol === 'https:' ? secureRequest(url, {...options, agent: keptAgent(url)}) : plainRequest(url, options);
    let answer: IncomingMessage | undefined;
    const abort = (): void => {
      answer?.destroy(signal.reason);
      sent.destroy(signal.reason);
    };
    signal.addEventListener('abort', abort, {once: true});
    sent.on('close', () => signal.removeEventListener('abort', abort));
    sent.on('error', reject);
    sent.on('response', message => {
      answer = message;
      try {
        resolve(responseOf(message));
      } catch (error) {
        message.destroy();
        reject(error);
      }
    });
    sent.end();
  });
