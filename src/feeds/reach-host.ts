import {lookup} from 'node:dns/promises';
import {request as plainRequest} from 'node:http';
import {request as secureRequest} from 'node:https';
import {isIP, type Socket} from 'node:net';
import {connect, type PeerCertificate, TLSSocket} from 'node:tls';
import {Fault} from '../core/fault.ts';
import {between, fromMillis, type Instant, type Span, seconds} from '../core/instant.ts';
import {safeText} from '../news/safe-text.ts';
import {errorCodeOf, networkTrouble} from './network-trouble.ts';
import {agentFor, proxyFor, proxyPlace} from './proxy.ts';

/** What a certificate says of itself. Safe text. */
export type CertificateFacts = {readonly host: string; readonly issuer: string; readonly until: string};

/** How far one question to a host came. What was not reached is undefined; `trouble` says what ended it. */
export type HostReach = {
  /** By what proxy; undefined for none. */
  readonly proxy: string | undefined;
  /** The addresses that the name has here; a proxy looks it up itself. */
  readonly addresses: readonly string[] | undefined;
  /** The address that was connected to. */
  readonly address: string | undefined;
  readonly protocol: string | undefined;
  readonly certificate: CertificateFacts | undefined;
  /** Of HTTP; any answer shows that the host is there. */
  readonly status: number | undefined;
  readonly took: Span | undefined;
  /** How far the host's clock is ahead of this machine's, to about a second. */
  readonly clockAhead: Span | undefined;
  readonly trouble: {readonly what: string; readonly remedy: string} | undefined;
};

const PATIENCE = seconds(10);

const certificateFacts = (certificate: PeerCertificate): CertificateFacts | undefined => {
  const name = (value: unknown): string => safeText(Array.isArray(value) ? value.join(' ') : String(value ?? ''), 80);
  if (certificate.valid_to === undefined) return undefined;
  const {subject, issuer} = certificate;
  return {
    host: name(subject?.CN ?? certificate.subjectaltname),
    issuer: name(issuer?.CN ?? issuer?.O),
    until: name(certificate.valid_to),
  };
};

/** Reads the certificate that was not trusted. Nothing is sent on this connection. */
const untrustedCertificate = (url: URL): Promise<CertificateFacts | undefined> =>
  new Promise(resolve => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const name = isIP(host) === 0 ? {servername: host} : {};
    const socket = connect(
      {host, port: Number(url.port || 443), ...name, timeout: PATIENCE / 1_000, rejectUnauthorized: false},
      () => {
        resolve(certificateFacts(socket.getPeerCertificate()));
        socket.destroy();
      },
    );
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => resolve(undefined));
  });

type Answer = Pick<HostReach, 'address' | 'protocol' | 'certificate' | 'status' | 'took' | 'clockAhead'>;

const ask = (url: URL, now: () => Instant): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const began = now();
    const secure = url.protocol === 'https:';
    const options = {method: 'HEAD', timeout: PATIENCE / 1_000};
    const sent = secure
      ? secureRequest(url, {...options, agent: agentFor(url, process.env)})
      : plainRequest(url, options);
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), {code: 'ETIMEDOUT'})));
    sent.on('error', reject);
    sent.on('response', response => {
      const ended = now();
      const socket: Socket = response.socket;
      const date = Date.parse(response.headers.date ?? '');
      const tls = socket instanceof TLSSocket ? socket : undefined;
      resolve({
        address: socket.remoteAddress,
        protocol: tls?.getProtocol() ?? undefined,
        certificate: tls === undefined ? undefined : certificateFacts(tls.getPeerCertificate()),
        status: response.statusCode,
        took: between(began, ended),
        // A Date is cut to its second: on the whole it was half a second later.
        clockAhead: Number.isNaN(date) ? undefined : between(ended, fromMillis(date + 500)),
      });
      // Not before: a socket that is gone no longer says whose it was.
      response.destroy();
    });
    sent.end();
  });

const addressesOf = async (url: URL): Promise<readonly string[]> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return (await lookup(host, {all: true})).map(({address}) => address);
};

const troubleOf = (error: unknown): HostReach['trouble'] => {
  if (error instanceof Fault) return {what: error.message, remedy: error.remedy ?? ''};
  const thrown = error instanceof Error ? error : new Error(String(error));
  const known = networkTrouble(thrown);
  const code = errorCodeOf(thrown) ?? '';
  return known === undefined
    ? {what: safeText(thrown.message === '' ? code : thrown.message, 160), remedy: 'check the address and the network'}
    : {what: `${known.what} (${code})`, remedy: known.remedy};
};

/**
 * Asks a host for nothing (`HEAD /`), without keys, the way that feeds reach it: name, connection, certificate, answer. Of
 * the addresses of either family the one that answers first is taken. Never throws.
 */
export const reachHost = async (url: URL, now: () => Instant): Promise<HostReach> => {
  const nothing = {address: undefined, protocol: undefined, certificate: undefined, status: undefined, took: undefined};
  let so: HostReach = {...nothing, proxy: undefined, addresses: undefined, clockAhead: undefined, trouble: undefined};
  try {
    const proxy = proxyFor(url, process.env);
    so = {...so, proxy: proxy && proxyPlace(proxy)};
    if (proxy === undefined) so = {...so, addresses: await addressesOf(url)};
    return {...so, ...(await ask(url, now))};
  } catch (error) {
    const isTrust = /CERT|SELF_SIGNED|VERIFY/.test(error instanceof Error ? (errorCodeOf(error) ?? '') : '');
    const certificate = isTrust && so.proxy === undefined ? await untrustedCertificate(url) : undefined;
    return {...so, certificate, trouble: troubleOf(error)};
  }
};
