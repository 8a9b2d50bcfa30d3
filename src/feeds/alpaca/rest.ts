import {Fault} from '../../core/fault.ts';
import {plus, SECOND, seconds, span} from '../../core/instant.ts';
import type {Clock, Tap} from '../../engine/ports.ts';
import {safeText} from '../../news/safe-text.ts';
import {lossOfError, lossOfStatus} from '../close-reason.ts';
import type {RequestPace} from '../request-pace.ts';
import {backoff, type Loss, SHORTEST_THROTTLE} from '../retry-policy.ts';
import {checkedUrl} from '../socket-url.ts';
import type {Page} from './rest-pages.ts';
import {type Keys, keyHeaders} from './session.ts';

/** What a request needs besides its question. */
export type RestAccess = {
  /** `https://data.alpaca.markets`, or http on this machine. */
  readonly restUrl: string;
  readonly keys: Keys;
  readonly clock: Clock;
  /** In [0, 1): spreads retries. */
  readonly chance: () => number;
  /** Hears each page of an answer as it came. */
  readonly tap?: Tap | undefined;
  /** Holds requests back before the server has to. */
  readonly pace?: RequestPace | undefined;
  /** How often a page is asked for before it is given up. */
  readonly attempts?: number | undefined;
};

/** A page of an answer, parsed and as it came. */
export type RestPage = {readonly body: Page; readonly bytes: Buffer};

export type Params = Readonly<Record<string, string>>;

const REQUEST_TIMEOUT = seconds(30);
const MOST_ATTEMPTS = 5;
/** Bytes of one answer. */
const LARGEST_ANSWER = 64 * 1_048_576;
/** Pages of one question: far more than any day has, so that an answer without end ends. */
const MOST_PAGES = 20_000;

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

/** The free plan has the consolidated tape, but not its last quarter of an hour. */
const RECENT_REMEDY = 'wait 15 minutes, or use --source iex';

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is Page =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{"code":42210000,"message":"subscription does not permit querying recent SIP data"}` */
const complaintIn = (text: string): string => {
  const body = parseBody(text);
  return isRecord(body) && typeof body['message'] === 'string' ? safeText(body['message'], 160) : '';
};

type Answer = {readonly page: RestPage} | {readonly loss: Loss};

const refusal = (status: number, complaint: string, place: string): Loss | undefined =>
  status === 400 || status === 404 || status === 422 || (status === 403 && complaint.includes('subscription'))
    ? {
        kind: 'terminal',
        fault: new Fault(
          status === 403 || complaint.includes('subscription') ? 'feed/entitlement' : 'feed/protocol',
          `${place} does not answer this question (HTTP ${status}${complaint === '' ? '' : `: ${complaint}`})`,
          {remedy: complaint.includes('recent') ? RECENT_REMEDY : 'check the dates, the symbols and the plan'},
        ),
      }
    : undefined;

const ask = async (url: URL, {keys, clock, pace}: RestAccess, signal: AbortSignal): Promise<Answer> => {
  const place = url.host;
  await pace?.turn(signal);
  const timeout = new AbortController();
  const patience = new AbortController();
  const late = clock.until(plus(clock.now(), REQUEST_TIMEOUT), patience.signal);
  late.then(() => timeout.abort(new Error('no answer within 30 s'))).catch(() => {});
  try {
    const response = await fetch(url, {
      headers: {...keyHeaders(keys), Accept: 'application/json'},
      redirect: 'error',
      signal: AbortSignal.any([signal, timeout.signal]),
    });
    pace?.heard(response.headers);
    const bytes = await readBody(response, place);
    const text = bytes.toString('utf8');
    if (!response.ok) {
      const resetAt = Number(response.headers.get('x-ratelimit-reset') ?? Number.NaN);
      const untilReset = Math.max(0, Math.ceil(resetAt - clock.now() / SECOND));
      const pause =
        response.headers.get('retry-after') ?? (Number.isFinite(untilReset) ? String(untilReset) : undefined);
      const complaint = complaintIn(text);
      return {
        loss: refusal(response.status, complaint, place) ?? lossOfStatus(response.status, pause, clock.now(), place),
      };
    }
    const body = parseBody(text);
    return isRecord(body)
      ? {page: {body, bytes}}
      : {loss: {kind: 'transient', why: `${place} did not answer with JSON`}};
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

/** One answer, asked for again after what passes by itself; a Fault otherwise. */
const askPatiently = async (url: URL, access: RestAccess, signal: AbortSignal): Promise<RestPage> => {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(url, access, signal);
    if ('page' in answer) return answer.page;
    const {loss} = answer;
    if (loss.kind === 'terminal') throw loss.fault;
    if (attempt >= (access.attempts ?? MOST_ATTEMPTS))
      throw new Fault('feed/unreachable', loss.why, {terminal: false, remedy: 'try again later'});
    const jitter = backoff(attempt, access.chance());
    const pause = loss.kind === 'throttled' ? Math.max(loss.pause, SHORTEST_THROTTLE) + jitter : jitter;
    await access.clock.until(plus(access.clock.now(), span(pause)), signal);
  }
};

/**
 * The pages of one question, from the token `from` on where one is given. Only the token says whether there are more: a page may be short, or empty, and not the last.
 * @see https://docs.alpaca.markets/reference/stockbars
 */
export async function* fetchPages(
  path: string,
  params: Params,
  access: RestAccess,
  signal: AbortSignal,
  from?: string,
): AsyncGenerator<RestPage> {
  const base = checkedUrl(access.restUrl, 'https:', 'http:');
  let token = from;
  for (let count = 0; count < MOST_PAGES; count++) {
    const url = new URL(base.href.replace(/\/+$/, '') + path);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    if (token !== undefined) url.searchParams.set('page_token', token);
    const page = await askPatiently(url, access, signal);
    yield page;
    const following = page.body['next_page_token'];
    if (typeof following !== 'string' || following === '') return;
    if (following === token) break;
    token = following;
  }
  throw new Fault('feed/protocol', `${base.host} pages without end`);
}
