import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Clock} from '../engine/ports.ts';
import {checkHeaders, type Keys} from '../feeds/alpaca/impersonate-auth.ts';
import type {Playback} from './playback.ts';
import {type Allowance, createRateLimit} from './rate-limit.ts';
import {clockAnswer, obeyClockRequest} from './replay-control.ts';
import type {RequestGuard} from './request-guard.ts';
import type {RestApi} from './rest-api.ts';
import {BadRequest} from './rest-query.ts';

export type HttpHandlerOptions = {
  readonly guard: RequestGuard;
  readonly keys: Keys;
  readonly api: RestApi;
  readonly playback: Playback;
  readonly wall: Clock;
  readonly requests: number;
  /** Hears of a day that cannot be read. */
  readonly onFault: (fault: unknown) => void;
};

/** Only paths and queries are read. */
const BASE = 'http://localhost';

type Answer = {readonly status: number; readonly body: object};

/** The vendor's codes are the HTTP status and four digits more. */
const refusal = (status: number, message: string): Answer => ({status, body: {code: status * 100_000, message}});

export const createHttpHandler = (options: HttpHandlerOptions) => {
  const {guard, keys, api, playback, wall} = options;
  const allow = createRateLimit(options.requests);

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const target = request.url ?? '/';
    if (!URL.canParse(target, BASE)) throw new BadRequest('invalid path');
    const url = new URL(target, BASE);
    if (url.pathname === '/replay/clock') {
      if (request.method === 'POST') return {status: 200, body: await obeyClockRequest(request, playback)};
      if (request.method === 'GET') return {status: 200, body: clockAnswer(playback)};
    } else if (request.method === 'GET') {
      const body = await api.answer(url.pathname, url.searchParams);
      return body === undefined ? refusal(404, 'endpoint not found') : {status: 200, body};
    }
    return refusal(405, 'method not allowed');
  };

  const answerSafely = async (request: IncomingMessage): Promise<Answer> => {
    const auth = checkHeaders(request.headers, keys);
    if (auth === 'none') return refusal(401, 'unauthorized.');
    if (auth === 'refused') return refusal(403, 'forbidden.');
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof BadRequest) return refusal(400, error.message);
      options.onFault(error);
      return refusal(500, 'the day could not be read');
    }
  };

  const respond = (response: ServerResponse, {status, body}: Answer, headers: Allowance['headers'] = {}): void => {
    response.writeHead(status, {...headers, 'content-type': 'application/json; charset=utf-8'});
    response.end(JSON.stringify(body));
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = guard(request);
    if (refused !== undefined) {
      respond(response, refusal(refused.status, refused.message));
      return;
    }
    const {allowed, headers} = allow(wall.now());
    respond(response, allowed ? await answerSafely(request) : refusal(429, 'too many requests.'), headers);
  };
};
