import type {IncomingMessage} from 'node:http';
import {isIP} from 'node:net';
import {bearerToken} from '../feeds/alpaca/impersonate-auth.ts';
import {sameSecret} from '../feeds/same-secret.ts';
import {isLoopback} from '../feeds/socket-url.ts';

/** Why a request is turned away before anything else looks at it. */
export type Refusal = {readonly status: number; readonly message: string};

export type RequestGuard = (request: IncomingMessage) => Refusal | undefined;

/** What this machine calls itself. */
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** The name in a Host header, without port and brackets; undefined when it is not one. */
const hostName = (header: string | undefined): string | undefined => {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
};

export type RequestGuardOptions = {
  readonly host: string;
  /** Further names by which clients may call this server. */
  readonly allowedHosts: readonly string[];
  readonly token: string | undefined;
  /** By whatever name, where a token is shown: no page that makes its own name point here has that. */
  readonly anyHost?: boolean;
};

/**
 * Web pages carry an Origin and are never served; a page that makes its own name point here is found out by the Host;
 * where a token is set, every request shows it.
 */
export const createRequestGuard = ({host, allowedHosts, token, anyHost = false}: RequestGuardOptions): RequestGuard => {
  const names = new Set([...LOOPBACK, host, ...allowedHosts].map(name => name.toLowerCase()));
  return ({headers}) => {
    if (headers.origin !== undefined) return {status: 403, message: 'requests from web pages are refused'};
    const name = hostName(headers.host);
    if (name === undefined) return {status: 400, message: 'the Host header is missing or malformed'};
    const bound =
      (anyHost && token !== undefined) || (isLoopback(host) ? names.has(name) : names.has(name) || isIP(name) !== 0);
    if (!bound) return {status: 421, message: 'this Host is not on the list of allowed hosts'};
    if (token === undefined) return undefined;
    const given = bearerToken(headers);
    return given !== undefined && sameSecret(given, token)
      ? undefined
      : {status: 401, message: 'a bearer token is required'};
  };
};
