import type {RequestAuth} from '../impersonated.ts';
import {sameSecret} from '../same-secret.ts';

/** What a server of ours accepts as an account's keys; `token`, when there is one, also opens as OAuth would. */
export type Keys = {readonly id: string; readonly secret: string; readonly token?: string | undefined};

/** True for the account's own pair and for `oauth`/`access_token` with its token. */
export const acceptsKeys = (keys: Keys, id: string, secret: string): boolean => {
  if (id === 'oauth' || id === 'access_token') return keys.token !== undefined && sameSecret(secret, keys.token);
  const sameId = sameSecret(id, keys.id);
  return sameSecret(secret, keys.secret) && sameId;
};

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

/** The token of `Authorization: Bearer …`, if a request carries one. */
export const bearerToken = (headers: Headers): string | undefined =>
  /^Bearer (\S+)$/i.exec(single(headers['authorization']) ?? '')?.[1];

/** Reads the pair `APCA-API-KEY-ID`, `APCA-API-SECRET-KEY`, a bearer token, or HTTP Basic, as the vendor does. */
export const checkHeaders = (headers: Headers, keys: Keys): RequestAuth => {
  const id = single(headers['apca-api-key-id']);
  const secret = single(headers['apca-api-secret-key']);
  if (id !== undefined || secret !== undefined) {
    return acceptsKeys(keys, id ?? '', secret ?? '') ? 'accepted' : 'refused';
  }
  const token = bearerToken(headers);
  if (token !== undefined) return acceptsKeys(keys, 'oauth', token) ? 'accepted' : 'refused';
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(single(headers['authorization']) ?? '')?.[1];
  if (basic === undefined) return 'none';
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return 'refused';
  return acceptsKeys(keys, pair.slice(0, colon), pair.slice(colon + 1)) ? 'accepted' : 'refused';
};
