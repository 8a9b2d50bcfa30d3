/** The WHATWG parser that every runtime has; it needs no platform, so it may be named in a pure folder. */
declare const URL: {
  new (
    text: string,
    base?: string,
  ): {readonly protocol: string; readonly username: string; readonly password: string; readonly href: string};
  canParse(text: string, base?: string): boolean;
};

const LONGEST_URL = 2_048;

/**
 * An address from outside as it may be shown and opened: http or https, without user name or password, its host in
 * punycode, printable ASCII only. '' for anything else. Idempotent. With a `base`, an address may leave out what it shares
 * with that.
 */
export const safeUrl = (raw: string, base = ''): string => {
  const from = base === '' ? undefined : base;
  if (raw.length > LONGEST_URL || !URL.canParse(raw, from)) return '';
  const url = new URL(raw, from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return '';
  if (url.username !== '' || url.password !== '') return '';
  return url.href.length <= LONGEST_URL && /^[!-~]+$/.test(url.href) ? url.href : '';
};
