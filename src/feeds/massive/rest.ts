import {Fault} from '../../core/fault.ts';
import {seconds} from '../../core/instant.ts';
import type {Clock, Tap} from '../../engine/ports.ts';
import {askRest, complaintIn, type RestAnswer, type RestBody} from '../ask-rest.ts';
import type {Loss} from '../retry-policy.ts';
import {checkedUrl} from '../socket-url.ts';
import type {RestPace} from './rest-pace.ts';
import {CHECK_KEY} from './status-loss.ts';

/** What a request needs besides its question. */
export type RestAccess = {
  /** `https://api.massive.com`, or http on this machine. */
  readonly restUrl: string;
  /** Asked each time: it may be mended. */
  readonly key: () => string;
  /** Shared by all who ask with one key. */
  readonly pace: RestPace;
  readonly clock: Clock;
  /** In [0, 1): spreads retries. */
  readonly chance: () => number;
  /** Hears each page of an answer as it came. */
  readonly tap?: Tap | undefined;
  /** How often a page is asked for before it is given up. */
  readonly attempts?: number | undefined;
};

export type Params = Readonly<Record<string, string>>;

/** Pages of one question: far more than any day has, so that an answer without end ends. */
const MOST_PAGES = 20_000;
/** Characters of the address of a page. */
const LONGEST_ADDRESS = 4_000;
/** With five retries, as long as the minute for which a plan's questions are counted. */
const TOO_MANY_PAUSE = seconds(15);

/** Nanoseconds since 1970 are more than a double holds: they are read as text. */
const NANOSECONDS = /"((?:sip|participant|trf)_timestamp)"\s*:\s*(\d{16,20})/g;
export const quoteNanoseconds = (text: string): string => text.replace(NANOSECONDS, '"$1":"$2"');

/** `{"status":"NOT_AUTHORIZED","message":"You are not entitled to this data. …"}` · `{"status":"ERROR","error":"…"}` */
const lossOfAnswer = (status: number, body: RestBody | undefined, place: string): Loss | undefined => {
  const complaint = complaintIn(body, 'message') || complaintIn(body, 'error');
  const said = `(HTTP ${status}${complaint === '' ? '' : `: ${complaint}`})`;
  const terminal = (fault: Fault): Loss => ({kind: 'terminal', fault});
  if (status === 403 && body?.['status'] === 'NOT_AUTHORIZED') {
    const remedy = 'ask for less, or use a larger plan';
    return terminal(
      new Fault('feed/entitlement', `${place} says that the plan does not include this ${said}`, {remedy}),
    );
  }
  if (status === 401 || status === 403)
    return terminal(new Fault('feed/auth', `${place} refused the keys ${said}`, {remedy: CHECK_KEY}));
  if (status === 429) return {kind: 'throttled', why: `${place} asks for a pause ${said}`, pause: TOO_MANY_PAUSE};
  if (status !== 400 && status !== 404) return undefined;
  const remedy = 'check the dates, the symbols and the plan';
  return terminal(new Fault('feed/protocol', `${place} does not answer this question ${said}`, {remedy}));
};

/** The origin of what is asked, without the path that a host of one's own may have. */
const originOf = (restUrl: string): URL => checkedUrl(restUrl, 'https:', 'http:');

/** Of the place `from` in one answer: its address, on the host that was asked first whatever it says. */
const addressOf = (from: string, base: URL): URL => {
  const url = new URL(base.origin + from);
  if (from.startsWith('/') && url.origin === base.origin) return url;
  throw new Fault('feed/protocol', `${base.host} has no such page`);
};

/**
 * Where the page after this one begins: path and question, without the key, which goes to nobody but who was asked first and
 * stands in no address; undefined after the last.
 */
export const nextPlace = (body: RestBody, restUrl: string): string | undefined => {
  const next = body['next_url'];
  if (typeof next !== 'string' || next === '') return undefined;
  const base = originOf(restUrl);
  const url = URL.canParse(next) ? new URL(next) : undefined;
  if (url === undefined || url.origin !== base.origin || url.href.length > LONGEST_ADDRESS)
    throw new Fault('feed/protocol', `${base.host} sends us elsewhere for its next page`);
  url.searchParams.delete('apiKey');
  return url.pathname + url.search;
};

/**
 * The pages of one question, from the place `from` on where one is given. The key goes in a header, so that no address ever
 * holds it.
 * @see https://massive.com/docs/rest/quickstart
 */
export async function* fetchPages(
  path: string,
  params: Params,
  access: RestAccess,
  signal: AbortSignal,
  from?: string,
): AsyncGenerator<RestAnswer> {
  const base = originOf(access.restUrl);
  const first = new URL(base.href.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(params)) first.searchParams.set(name, value);
  let url = from === undefined ? first : addressOf(from, base);
  for (let count = 0; ; count++) {
    const lossOf = (status: number, body: RestBody | undefined): Loss | undefined => {
      if (status === 429) access.pace.refused();
      return lossOfAnswer(status, body, base.host);
    };
    const headers = {Authorization: `Bearer ${access.key()}`};
    const page = await askRest({url, headers, lossOf, prepare: quoteNanoseconds, pace: access.pace}, access, signal);
    yield page;
    const next = nextPlace(page.body, access.restUrl);
    if (next === undefined) return;
    const following = addressOf(next, base);
    if (following.href === url.href || count >= MOST_PAGES)
      throw new Fault('feed/protocol', `${base.host} pages without end`);
    url = following;
  }
}
