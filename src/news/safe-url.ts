/** The WHATWG parser that every runtime has; it needs no platform, so it may be named in a pure folder. */
declare const URL: {
  new (
    text: string,
  ): {readonly protocol: string; readonly username: string; readonly password: string; readonly href: string};
  canParse(text: string): boolean;
};

const LONGEST_URL = 2_048;

/**
 * An address from outside as it may be shown and opened: http or https, without user name or password, its host in
 * punycode, printable ASCII only. '' for anything else. Idempotent.
 */
export const safeUrl = (raw: string): string => {
  if (raw.length > LONGEST_URL || !URL.canParse(raw)) return '';
  const url = new URL(raw);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return '';
  if (url.username !== '' || url.password !== '') return '';
  return url.href.length <= LONGEST_URL && /^[!-~]+$/.test(url.href) ? url.href : '';
};
