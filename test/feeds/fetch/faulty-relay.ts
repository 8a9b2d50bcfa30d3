import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

/** What happens to a request on its way. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: object;
    }
  /** Half of the answer, and then the connection is cut. */
  | {readonly kind: 'cut'}
  /** No answer, and the connection is cut. */
  | {readonly kind: 'drop'}
  /** A page with nothing on it that is not the last. */
  | {readonly kind: 'empty'}
  /** So many items at most. */
  | {readonly kind: 'short'; readonly limit: number};

export type Relay = {
  readonly url: string;
  /** Every request that came, in order. */
  readonly requests: readonly URL[];
};

const EMPTY = 'empty.';
/** Where a provider's address says which page is wanted. */
const PLACES = ['page_token', 'cursor'];

const fetchFrom = async (target: string, request: IncomingMessage, url: URL): Promise<Response> => {
  const headers = Object.entries(request.headers).filter(
    ([name]) => name.startsWith('apca-') || name === 'authorization',
  );
  return fetch(target + url.pathname + url.search, {
    headers: Object.fromEntries(headers.map(([k, v]) => [k, String(v)])),
  });
};

const answer = async (
  target: string,
  here: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<void> => {
  const url = new URL(request.url ?? '/', target);
  const place = PLACES.find(name => url.searchParams.has(name)) ?? 'page_token';
  const token = url.searchParams.get(place) ?? '';
  if (fault?.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'status') {
    response.writeHead(fault.status, {'content-type': 'application/json', ...fault.headers});
    response.end(JSON.stringify(fault.body ?? {message: 'no'}));
    return;
  }
  if (fault?.kind === 'empty') {
    const next = new URL(request.url ?? '/', here);
    next.searchParams.set('cursor', EMPTY + token);
    const page = {trades: {}, bars: {}, news: [], next_page_token: EMPTY + token, results: [], next_url: next.href};
    response.end(JSON.stringify(page));
    return;
  }
  const asked = token.replaceAll(EMPTY, '');
  if (asked === '') url.searchParams.delete(place);
  else url.searchParams.set(place, asked);
  if (fault?.kind === 'short') {
    const limit = Math.min(Number(url.searchParams.get('limit') ?? 1_000), fault.limit);
    url.searchParams.set('limit', String(limit));
  }
  const real = await fetchFrom(target, request, url);
  // A provider whose pages name the next one's address would lead past the relay.
  const body = Buffer.from((await real.text()).replaceAll(target, here));
  const headers = Object.fromEntries([...real.headers].filter(([name]) => name.startsWith('x-ratelimit')));
  response.writeHead(real.status, {...headers, 'content-type': 'application/json', 'content-length': body.length});
  if (fault?.kind === 'cut') response.write(body.subarray(0, body.length >> 1), () => request.socket.destroy());
  else response.end(body);
};

/** A real HTTP server before `target` that does to each request what `faultAt` says. */
export const startFaultyRelay = async (
  target: string,
  faultAt: (number: number, url: URL) => Fault | undefined | Promise<Fault | undefined>,
  onAnswer: (status: number) => void = () => {},
): Promise<Relay> => {
  const requests: URL[] = [];
  let here = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', target);
    requests.push(url);
    const number = requests.length;
    response.on('finish', () => onAnswer(response.statusCode));
    void Promise.resolve(faultAt(number, url))
      .then(fault => answer(target, here, request, response, fault))
      .catch(() => request.socket.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {url: here, requests};
};
