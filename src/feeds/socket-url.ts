import {Fault} from '../core/fault.ts';
import {safeText} from '../news/safe-text.ts';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\]|localhost)$/;

/** Whether `host`, an address or a name, in brackets or not, can only be this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** What was typed as an address, to be shown: all up to the last @ may be a password, whatever is in it. */
export const withoutSecrets = (text: string): string =>
  text.replace(/^([a-z]+:\/\/)?.*@/is, '$1…@').replace(/\?.*/s, '');

/**
 * `text` as an address keys may be sent to: `secure` (wss, https), or `plain` (ws, http) on this machine only; no user
 * name or password in it. Throws a `usage` Fault otherwise.
 */
export const checkedUrl = (text: string, secure: 'wss:' | 'https:', plain: 'ws:' | 'http:'): URL => {
  const shown = safeText(withoutSecrets(text), 100);
  const refuse = (remedy: string): Fault => new Fault('usage', `cannot connect to "${shown}"`, {remedy});
  if (!URL.canParse(text)) throw refuse(`give an address that begins with ${secure}//`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refuse('keys do not belong in an address');
  url.hash = '';
  if (url.protocol === secure) return url;
  if (url.protocol !== plain) throw refuse(`give an address that begins with ${secure}//`);
  if (!isLoopback(url.hostname)) throw refuse(`use ${secure}//; ${plain}// is for this machine only`);
  return url;
};
