import {Fault, isFault} from '../../core/fault.ts';
import {type Instant, MINUTE, minutes, plus, seconds, span} from '../../core/instant.ts';
import type {Clock} from '../../engine/ports.ts';
import {lossOfError, lossOfStatus, retryAfter} from '../close-reason.ts';
import {getByHttp} from '../get-by-http.ts';
import type {Loss} from '../retry-policy.ts';
import {checkedUrl} from '../socket-url.ts';

/** What a server said by which it can tell later whether anything is new. */
export type Validators = {readonly etag?: string; readonly modified?: string};

export type PageAnswer =
  | {readonly kind: 'page'; readonly text: string; readonly validators: Validators}
  /** Nothing is new. */
  | {readonly kind: 'same'}
  | {readonly kind: 'lost'; readonly loss: Loss};

export type PageRequest = {
  readonly url: string;
  readonly userAgent: string;
  readonly accept: string;
  readonly validators: Validators;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a status means to this provider, where it is not what it means to others. */
  readonly lossOf?: (status: number) => Loss | undefined;
  readonly clock: Clock;
};

const REQUEST_TIMEOUT = seconds(30);
/** Bytes of a body, unpacked. */
const LARGEST_PAGE = 4 * 1_048_576;
const MOST_REDIRECTS = 3;
/** How long a server that turned us away, for asking too often or for a name it does not like, goes on doing so. */
const COOL_DOWN = minutes(10);
const VALIDATOR = /^[ -~]{1,200}$/;

const lossOfAnswer = ({status, headers}: Response, now: Instant, place: string): Loss => {
  const told = retryAfter(headers.get('retry-after') ?? undefined, now);
  // Whoever asks for a pause without saying how long turns us away, and the SEC says longer by a page that nobody reads.
  if (status === 403 || (status === 429 && told === 0)) {
    const pause = span(Math.max(COOL_DOWN, told));
    const why = `${place} turned us away (HTTP ${status}): ${Math.ceil(pause / MINUTE)} minutes of rest`;
    return {kind: 'throttled', why, pause};
  }
  if (status === 401 || status === 404 || status === 410) {
    const fault = new Fault('feed/protocol', `${place} has no such feed (HTTP ${status})`, {
      remedy: 'check its address',
    });
    return {kind: 'terminal', fault};
  }
  return lossOfStatus(status, headers.get('retry-after') ?? undefined, now, place);
};

/** The text in the charset that the server or the document names; a charset nobody knows is read as UTF-8. */
const decodeText = (bytes: Buffer, contentType: string): string => {
  const head = bytes.subarray(0, 200).toString('latin1');
  const named =
    /charset="?([\w.:-]{1,40})/i.exec(contentType) ?? /^[^<]{0,9}<\?xml[^>]*encoding=["']([\w.:-]{1,40})/i.exec(head);
  try {
    return new TextDecoder(named?.[1] ?? 'utf-8').decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
};

const readBody = async (response: Response, place: string): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_PAGE) throw new Error(`${place} sent more than 4 MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const validatorsOf = (headers: Headers): Validators => {
  const [etag, modified] = ['etag', 'last-modified'].map(name => headers.get(name) ?? '');
  return {
    ...(etag !== undefined && VALIDATOR.test(etag) ? {etag} : {}),
    ...(modified !== undefined && VALIDATOR.test(modified) ? {modified} : {}),
  };
};

/** Where a redirect leads, if that is no worse a place: the same server, or one by https. */
const redirected = (from: URL, location: string | null): URL | undefined => {
  if (location === null || !URL.canParse(location, from.href)) return undefined;
  const to = new URL(location, from);
  return to.origin === from.origin || to.protocol === 'https:' ? to : undefined;
};

/** One page by HTTP, unless it is what it was. Whatever goes wrong is told as a loss; only an abort throws. */
export const getPage = async (request: PageRequest, signal: AbortSignal): Promise<PageAnswer> => {
  const {userAgent, accept, validators, clock} = request;
  let url = checkedUrl(request.url, 'https:', 'http:');
  const place = url.host;
  const timeout = new AbortController();
  const patience = new AbortController();
  const late = clock.until(plus(clock.now(), REQUEST_TIMEOUT), patience.signal);
  late.then(() => timeout.abort(new Error('no answer within 30 s'))).catch(() => {});
  const headers = {
    ...request.headers,
    'User-Agent': userAgent,
    Accept: accept,
    ...(validators.etag === undefined ? {} : {'If-None-Match': validators.etag}),
    ...(validators.modified === undefined ? {} : {'If-Modified-Since': validators.modified}),
  };
  try {
    for (let hops = 0; ; hops++) {
      const stop = AbortSignal.any([signal, timeout.signal]);
      const response = await getByHttp(url, {headers, signal: stop});
      if (response.ok) {
        const bytes = await readBody(response, place);
        const text = decodeText(bytes, response.headers.get('content-type') ?? '');
        return {kind: 'page', text, validators: validatorsOf(response.headers)};
      }
      await response.body?.cancel();
      if (response.status === 304) return {kind: 'same'};
      const next = response.status < 400 ? redirected(url, response.headers.get('location')) : undefined;
      if (next === undefined || hops >= MOST_REDIRECTS)
        return {kind: 'lost', loss: request.lossOf?.(response.status) ?? lossOfAnswer(response, clock.now(), place)};
      url = next;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    if (isFault(error)) return {kind: 'lost', loss: {kind: 'terminal', fault: error}};
    const thrown = timeout.signal.aborted ? timeout.signal.reason : error;
    const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
    return {kind: 'lost', loss: lossOfError(cause instanceof Error ? cause : new Error(String(cause)), place)};
  } finally {
    patience.abort(new Error('answered'));
  }
};
