import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Clock} from '../engine/ports.ts';
import type {Playback} from './playback.ts';
import type {Protocol} from './protocol.ts';
import {type Allowance, createRateLimit} from './rate-limit.ts';
import {clockAnswer, obeyClockRequest} from './replay-control.ts';
import type {RequestGuard} from './request-guard.ts';
import {BadRequest} from './rest-query.ts';

export type HttpHandlerOptions = {
  readonly guard: RequestGuard;
  readonly protocol: Protocol;
  readonly playback: Playback;
  readonly wall: Clock;
  readonly requests: number;
  /** Hears of a day that cannot be read. */
  readonly onFault: (fault: unknown) => void;
};

/** Only paths and queries are read. */
const BASE = 'http://localhost';

type Answer = {readonly status: number; readonly body: object};

export const createHttpHandler = (options: HttpHandlerOptions) => {
  const {guard, protocol, playback, wall} = options;
  const refusal = (status: number, message: string): Answer => ({status, body: protocol.refusal(status, message)});
  const allow = createRateLimit(options.requests);

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const target = request.url ?? '/';
    if (!URL.canParse(target, BASE)) throw new BadRequest('invalid path');
    const url = new URL(target, BASE);
    if (url.pathname === '/replay/clock') {
      if (request.method === 'POST') return {status: 200, body: await obeyClockRequest(request, playback)};
      if (request.method === 'GET') return {status: 200, body: clockAnswer(playback)};
    } else if (request.method === 'GET') {
      const body = await protocol.api.answer(url.pathname, url.searchParams, `http://${request.headers.host}`);
      return body === undefined ? refusal(404, 'endpoint not found') : {status: 200, body};
    }
    return refusal(405, 'method not allowed');
  };

  const answerSafely = async (request: IncomingMessage): Promise<Answer> => {
    const auth = protocol.authOf(request);
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
