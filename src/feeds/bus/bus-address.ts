import {Fault} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';
import {isLoopback, withoutSecrets} from '../socket-url.ts';

/** Where a bus is: one or several servers of one cluster. */
export type BusAddress = {
  /** `host:port` of each. */
  readonly servers: readonly string[];
  /** Whether the connection must be by TLS. */
  readonly tls: boolean;
};

const NATS_PORT = '4222';

/** Whether an address is one of a bus. */
export const isBusAddress = (text: string): boolean => /^(?:nats|tls):\/\//i.test(text);

/**
 * `nats://127.0.0.1`, `tls://a.example.com:4222,tls://b.example.com:4222`. Fault `usage` for what is none, for a plain address
 * of another machine, and for one that holds a secret.
 */
export const parseBusAddress = (text: string): BusAddress => {
  const refuse = (remedy: string): Fault => {
    return new Fault('usage', `cannot connect to "${safeText(withoutSecrets(text), 200)}"`, {remedy});
  };
  const urls = text.split(',').map(part => {
    if (!isBusAddress(part.trim()) || !URL.canParse(part.trim()))
      throw refuse('write --bus tls://HOST:PORT, or nats:// on this machine');
    return new URL(part.trim());
  });
  const tls = urls[0]?.protocol === 'tls:';
  for (const url of urls) {
    if (url.username !== '' || url.password !== '')
      throw refuse('a password does not belong in an address: tapewire keys set nats');
    if (url.hostname === '' || (url.pathname !== '' && url.pathname !== '/'))
      throw refuse('write a host and a port alone');
    if ((url.protocol === 'tls:') !== tls) throw refuse('all servers of a bus are reached in one way');
    if (!tls && !isLoopback(url.hostname)) throw refuse('use tls://; nats:// is for this machine only');
  }
  return {servers: urls.map(({hostname, port}) => `${hostname}:${port === '' ? NATS_PORT : port}`), tls};
};
