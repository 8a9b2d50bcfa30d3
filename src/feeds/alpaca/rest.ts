import {Fault} from '../../core/fault.ts';
import {SECOND} from '../../core/instant.ts';
import type {Clock, Tap} from '../../engine/ports.ts';
import {askRest, complaintIn, type RestAnswer, type RestBody} from '../ask-rest.ts';
import type {RequestPace} from '../request-pace.ts';
import type {Loss} from '../retry-policy.ts';
import {checkedUrl} from '../socket-url.ts';
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

export type Params = Readonly<Record<string, string>>;

/** Pages of one question: far more than any day has, so that an answer without end ends. */
const MOST_PAGES = 20_000;

/** The free plan has the consolidated tape, but not its last quarter of an hour. */
const RECENT_REMEDY = 'wait 15 minutes, or use --source iex';

/** `{"code":42210000,"message":"subscription does not permit querying recent SIP data"}` */
const lossOfAnswer = (status: number, body: RestBody | undefined, place: string): Loss | undefined => {
  const complaint = complaintIn(body, 'message');
  const isEntitlement = complaint.includes('subscription');
  if (status !== 400 && status !== 404 && status !== 422 && !(status === 403 && isEntitlement)) return undefined;
  const said = complaint === '' ? '' : `: ${complaint}`;
  const fault = new Fault(
    isEntitlement ? 'feed/entitlement' : 'feed/protocol',
    `${place} does not answer this question (HTTP ${status}${said})`,
    {remedy: complaint.includes('recent') ? RECENT_REMEDY : 'check the dates, the symbols and the plan'},
  );
  return {kind: 'terminal', fault};
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
): AsyncGenerator<RestAnswer> {
  const {clock, keys, pace} = access;
  const base = checkedUrl(access.restUrl, 'https:', 'http:');
  const untilReset = (headers: Headers): string | undefined => {
    const resetAt = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
    const pause = Math.max(0, Math.ceil(resetAt - clock.now() / SECOND));
    return Number.isFinite(pause) ? String(pause) : undefined;
  };
  let token = from;
  for (let count = 0; count < MOST_PAGES; count++) {
    const url = new URL(base.href.replace(/\/+$/, '') + path);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    if (token !== undefined) url.searchParams.set('page_token', token);
    const page = await askRest(
      {
        url,
        headers: keyHeaders(keys),
        lossOf: (status, body) => lossOfAnswer(status, body, url.host),
        pauseIn: untilReset,
        pace,
      },
      access,
      signal,
    );
    yield page;
    const following = page.body['next_page_token'];
    if (typeof following !== 'string' || following === '') return;
    if (following === token) break;
    token = following;
  }
  throw new Fault('feed/protocol', `${base.host} pages without end`);
}
