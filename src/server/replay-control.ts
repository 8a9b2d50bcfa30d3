import type {IncomingMessage} from 'node:http';
import {formatInstant} from '../core/instant.ts';
import {parseInstant} from '../core/parse-instant.ts';
import type {Playback} from './playback.ts';
import {BadRequest} from './rest-query.ts';

/** Most bytes of a command's body. */
const MOST_BYTES = 4_096;

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > MOST_BYTES) throw new BadRequest(`the body is larger than ${MOST_BYTES} bytes`);
    parts.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new BadRequest('the body is not JSON');
  }
};

/** The replay's clock as JSON: `now`, `state`, `speed`. */
export const clockAnswer = (playback: Playback): object => {
  const {now, state, speed} = playback.face();
  return {now: formatInstant(now), state, speed};
};

/** Obeys `{speed?, to?, paused?}` in that order; a body with anything wrong in it changes nothing. */
export const obeyClockRequest = async (request: IncomingMessage, playback: Playback): Promise<object> => {
  const body = await readBody(request);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadRequest('expected a JSON object');
  const {speed, to, paused, ...others} = body as Readonly<Record<string, unknown>>;
  if (Object.keys(others).length > 0) throw new BadRequest('expected only speed, to and paused');
  if (speed !== undefined && !(typeof speed === 'number' && speed >= 1 && speed <= 3_600)) {
    throw new BadRequest('speed: expected 1 to 3600');
  }
  if (paused !== undefined && typeof paused !== 'boolean') throw new BadRequest('paused: expected true or false');
  const target = typeof to === 'string' ? parseInstant(to) : undefined;
  if (to !== undefined && target === undefined) throw new BadRequest('to: expected an RFC 3339 time');
  if (speed !== undefined) playback.send({kind: 'speed', speed});
  if (target !== undefined) playback.send({kind: 'seek', to: target});
  if (paused !== undefined) playback.send({kind: paused ? 'pause' : 'resume'});
  return clockAnswer(playback);
};
