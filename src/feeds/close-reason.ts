import {Fault} from '../core/fault.ts';
import {fromMillis, type Instant, type Span, seconds, span} from '../core/instant.ts';
import {safeText} from '../news/safe-text.ts';
import {errorCodeOf, networkTrouble} from './network-trouble.ts';
import type {Loss} from './retry-policy.ts';

/** Said of any provider: the command lists each with its place and its variables. */
const CHECK_KEYS = 'check the keys: tapewire keys';
const LONGEST_PAUSE = seconds(3_600);

/** Retry-After (RFC 9110 §10.2.3: seconds, or a date) as a pause from `now`; 0 when there is none that can be read. */
export const retryAfter = (header: string | undefined, now: Instant): Span => {
  if (header === undefined) return span(0);
  const pause = /^\d{1,9}$/.test(header) ? seconds(Number(header)) : fromMillis(Date.parse(header)) - now;
  return Number.isFinite(pause) ? span(Math.min(Math.max(0, pause), LONGEST_PAUSE)) : span(0);
};

/** What an HTTP status means in place of an upgrade, or as the answer to a request. `place` names the host. */
export const lossOfStatus = (status: number, header: string | undefined, now: Instant, place: string): Loss => {
  const terminal = (code: 'feed/auth' | 'feed/entitlement' | 'feed/protocol', what: string, remedy: string): Loss => ({
    kind: 'terminal',
    fault: new Fault(code, `${place} ${what} (HTTP ${status})`, {remedy}),
  });
  if (status === 401 || status === 403) return terminal('feed/auth', 'refused the keys', CHECK_KEYS);
  if (status === 402 || status === 409) {
    return terminal('feed/entitlement', 'says the plan does not include this feed', 'choose a feed that your plan has');
  }
  if (status === 429)
    return {kind: 'throttled', why: `${place} asks for a pause (HTTP 429)`, pause: retryAfter(header, now)};
  if (status === 408 || status === 425 || status >= 500) {
    const why = `${place} is not available (HTTP ${status})`;
    return header === undefined ? {kind: 'transient', why} : {kind: 'throttled', why, pause: retryAfter(header, now)};
  }
  return terminal('feed/protocol', 'does not answer as a feed does', 'check the address');
};

/** What a WebSocket close code (RFC 6455 §7.4) means. No code by itself says that trying again cannot help. */
export const lossOfClose = (code: number, reason: string, place: string): Loss => {
  const said = safeText(reason, 120);
  return {kind: 'transient', why: `${place} closed the connection (${code}${said === '' ? '' : `: ${said}`})`};
};

/** What a socket's error means, and what to do about it: refused, unknown host, bad certificate, bad frame, too large a message. */
export const lossOfError = (error: Error, place: string): Loss => {
  const code = errorCodeOf(error);
  const trouble = networkTrouble(error);
  if (trouble !== undefined)
    return {kind: 'transient', why: `${place}: ${trouble.what} (${code ?? ''}): ${trouble.remedy}`};
  const said = safeText(error.message === '' ? (code ?? 'unknown error') : error.message, 160);
  return {kind: 'transient', why: `${place}: ${said}`};
};
