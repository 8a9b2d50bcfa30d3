import {Fault} from '../core/fault.ts';
import {plus, seconds, span} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';
import {safeText} from '../news/safe-text.ts';
import {lossOfError, lossOfStatus} from './close-reason.ts';
import {getByHttp} from './get-by-http.ts';
import type {RequestPace} from './request-pace.ts';
import {backoff, type Loss, SHORTEST_THROTTLE} from './retry-policy.ts';

/** The body of an answer, parsed. */
export type RestBody = Readonly<Record<string, unknown>>;

/** An answer, parsed and as it came. */
export type RestAnswer = {readonly body: RestBody; readonly bytes: Buffer};

/** One question, and how its provider says no. */
export type RestQuestion = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** What another status than 200 means where it says more than `lossOfStatus` knows; `body` is undefined for no JSON. */
  readonly lossOf?: (status: number, body: RestBody | undefined) => Loss | undefined;
  /** How many seconds to stay away, where the provider has its own header for that. */
  readonly pauseIn?: (headers: Headers) => string | undefined;
  /** Numbers that a double cannot hold are put in quotes here, before the text is parsed. */
  readonly prepare?: (text: string) => string;
  /** Holds each attempt back until its turn, and hears what every answer says of turns to come. */
  readonly pace?: Pick<RequestPace, 'turn' | 'heard'> | undefined;
};

const REQUEST_TIMEOUT = seconds(30);
const MOST_ATTEMPTS = 5;
/** Bytes of one answer. */
const LARGEST_ANSWER = 64 * 1_048_576;

/** The body, given up once it is larger than any answer should be. */
const readBody = async (response: Response, place: string): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_ANSWER) throw new Fault('feed/protocol', `${place} sent an answer larger than 64 MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const parseBody = (text: string): RestBody | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : undefined;
  } catch {
    return undefined;
  }
};

/** The provider's own words in a body, made safe: the text under `key`, '' when there is none. */
export const complaintIn = (body: RestBody | undefined, key: string): string => {
  const said = body?.[key];
  return typeof said === 'string' ? safeText(said, 160) : '';
};

const ask = async (
  question: RestQuestion,
  clock: Clock,
  signal: AbortSignal,
): Promise<{readonly answer: RestAnswer} | {readonly loss: Loss}> => {
  const {url} = question;
  const place = url.host;
  await question.pace?.turn(signal);
  const timeout = new AbortController();
  const patience = new AbortController();
  const late = clock.until(plus(clock.now(), REQUEST_TIMEOUT), patience.signal);
  late.then(() => timeout.abort(new Error('no answer within 30 s'))).catch(() => {});
  try {
    const response = await getByHttp(url, {
      headers: {...question.headers, Accept: 'application/json'},
      signal: AbortSignal.any([signal, timeout.signal]),
    });
    question.pace?.heard(response.headers);
    const bytes = await readBody(response, place);
    const text = bytes.toString('utf8');
    const body = parseBody(question.prepare?.(text) ?? text);
    if (!response.ok) {
      const pause = response.headers.get('retry-after') ?? question.pauseIn?.(response.headers);
      const usual = lossOfStatus(response.status, pause, clock.now(), place);
      const loss = question.lossOf?.(response.status, body) ?? usual;
      // However a provider words its refusal, how long to stay away is never less than it asks for.
      if (pause === undefined || loss.kind !== 'throttled' || usual.kind !== 'throttled') return {loss};
      return {loss: {...loss, pause: span(Math.max(loss.pause, usual.pause))}};
    }
    return body === undefined
      ? {loss: {kind: 'transient', why: `${place} did not answer with JSON`}}
      : {answer: {body, bytes}};
  } catch (error) {
    if (signal.aborted || error instanceof Fault) throw error;
    const cause = timeout.signal.aborted
      ? timeout.signal.reason
      : error instanceof Error
        ? (error.cause ?? error)
        : error;
    return {loss: lossOfError(cause instanceof Error ? cause : new Error(String(cause)), place)};
  } finally {
    patience.abort();
  }
};

export type RestPatience = {
  readonly clock: Clock;
  /** In [0, 1): spreads retries. */
  readonly chance: () => number;
  /** How often a question is asked before it is given up. */
  readonly attempts?: number | undefined;
};

/** One answer, asked for again after what passes by itself; a Fault otherwise. */
export const askRest = async (
  question: RestQuestion,
  {clock, chance, attempts = MOST_ATTEMPTS}: RestPatience,
  signal: AbortSignal,
): Promise<RestAnswer> => {
  for (let attempt = 1; ; attempt++) {
    const asked = await ask(question, clock, signal);
    if ('answer' in asked) return asked.answer;
    const {loss} = asked;
    if (loss.kind === 'terminal') throw loss.fault;
    if (attempt >= attempts)
      throw new Fault('feed/unreachable', loss.why, {terminal: false, remedy: 'try again later'});
    const jitter = backoff(attempt, chance());
    const pause = loss.kind === 'throttled' ? Math.max(loss.pause, SHORTEST_THROTTLE) + jitter : jitter;
    await clock.until(plus(clock.now(), span(pause)), signal);
  }
};
