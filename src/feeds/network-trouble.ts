/** Why a host could not be reached, in words, and what a person can do. */
export type NetworkTrouble = {readonly what: string; readonly remedy: string};

const TRUST = 'set NODE_EXTRA_CA_CERTS to a file with the certificate that signed it';
const UNKNOWN_ISSUER: NetworkTrouble = {
  what: 'its certificate is signed by an authority that this machine does not know',
  remedy: `a proxy that reads traffic does that: if you trust it, ${TRUST}`,
};
const UNREACHABLE: NetworkTrouble = {what: 'there is no way to it', remedy: 'check the network'};

/** By Node's name of the error: of the system's calls, of OpenSSL's verification, of Node's own checks. */
const TROUBLES: Readonly<Record<string, NetworkTrouble>> = {
  ENOTFOUND: {what: 'no host has that name', remedy: 'check the address and the network'},
  EAI_AGAIN: {what: 'its name cannot be looked up now', remedy: 'check the network and its name server'},
  ECONNREFUSED: {what: 'it refuses connections', remedy: 'check the address and its port'},
  ECONNRESET: {what: 'the connection was cut', remedy: 'check the network if it stays so'},
  ETIMEDOUT: {what: 'it does not answer', remedy: 'check the network, or whether a proxy is needed'},
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  CERT_HAS_EXPIRED: {
    what: 'its certificate has expired',
    remedy: 'check this machine’s clock; where that is right, its owner has to renew it',
  },
  CERT_NOT_YET_VALID: {what: 'its certificate is not valid yet', remedy: 'check this machine’s clock'},
  CERT_REVOKED: {what: 'its certificate was taken back', remedy: 'do not use this address'},
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: 'its certificate is for another host',
    remedy: 'check the address, and whether the network asks for a login first',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    what: 'its certificate is signed by nobody but itself',
    remedy: 'if you trust it, set NODE_EXTRA_CA_CERTS to a file with it',
  },
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  EPROTO: {what: 'it does not speak TLS', remedy: 'check the address and its port'},
  ERR_SSL_WRONG_VERSION_NUMBER: {what: 'it does not speak TLS', remedy: 'check the address and its port'},
  ERR_SSL_PACKET_LENGTH_TOO_LONG: {what: 'it does not speak TLS', remedy: 'check the address and its port'},
  ERR_PROXY_TUNNEL: {what: 'the proxy does not let us through to it', remedy: 'check HTTPS_PROXY and NO_PROXY'},
};

/** An error's name as Node has it; where several addresses were tried, that of the last that has one. */
export const errorCodeOf = (error: Error): string | undefined => {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  return inner.map(one => (one instanceof Error ? errorCodeOf(one) : undefined)).findLast(code => code !== undefined);
};

/** What an error of a connection means; undefined for one that is none of the network. */
export const networkTrouble = (error: Error): NetworkTrouble | undefined => TROUBLES[errorCodeOf(error) ?? ''];
