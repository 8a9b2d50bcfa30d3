import {Agent} from 'node:https';
import {Fault} from '../core/fault.ts';
import {isLoopback} from './socket-url.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The first Node that takes a proxy for a connection, by its line. */
const PROXY_SINCE: Readonly<Record<number, number>> = {22: 21, 23: Number.POSITIVE_INFINITY, 24: 5};

/** Whether a Node of this version can go through a proxy. */
export const knowsProxies = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return minor >= (PROXY_SINCE[major] ?? 0);
};

const setting = (env: Environment, name: string): string | undefined => {
  // The small letters first, as everything that reads these variables does.
  const value = env[name.toLowerCase()] ?? env[name];
  return value === '' ? undefined : value;
};

const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '');

/** One entry of NO_PROXY: `*`, a host, a host and everything under it (`.example.com`, `*.example.com`), any of them with a port. */
const isExempt = (entry: string, host: string, port: string): boolean => {
  if (entry === '*') return true;
  const [, name = '', only] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const wanted = bare(name).replace(/^\*/, '');
  return wanted.startsWith('.') ? host.endsWith(wanted) || host === wanted.slice(1) : host === wanted;
};

/**
 * The proxy that a secure address is reached by: HTTPS_PROXY, unless NO_PROXY names the host; none for this machine. Fault
 * `settings/broken` for one that cannot be used; it does not repeat the variable, which may hold a password.
 */
export const proxyFor = (url: URL, env: Environment): URL | undefined => {
  const named = setting(env, 'HTTPS_PROXY');
  if (named === undefined || isLoopback(url.hostname) || !/^(?:wss|https):$/.test(url.protocol)) return undefined;
  const host = bare(url.hostname);
  const port = url.port === '' ? '443' : url.port;
  const exempt = (setting(env, 'NO_PROXY') ?? '').split(/[\s,]+/).filter(entry => entry !== '');
  if (exempt.some(entry => isExempt(entry, host, port))) return undefined;
  const proxy = URL.canParse(named) ? new URL(named) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol) || proxy.hostname === '')
    throw new Fault('settings/broken', 'HTTPS_PROXY does not name a proxy that can be used', {
      remedy: 'set it to http://HOST:PORT, or unset it',
    });
  if (!knowsProxies(process.versions.node))
    throw new Fault('settings/broken', `Node ${process.versions.node} cannot go through a proxy`, {
      remedy: 'install Node 24.5 or later, or unset HTTPS_PROXY',
    });
  return proxy;
};

/** `proxy.example.com:3128`: a proxy as it may be shown, without name or password. */
export const proxyPlace = (proxy: URL): string => proxy.host;

/** What holds the connections to a secure address, through the proxy that `proxyFor` finds. Certificates are checked. */
export const agentFor = (url: URL, env: Environment, keepAlive = false): Agent => {
  const proxy = proxyFor(url, env);
  return new Agent({keepAlive, ...(proxy === undefined ? {} : {proxyEnv: {HTTPS_PROXY: proxy.href}})});
};
