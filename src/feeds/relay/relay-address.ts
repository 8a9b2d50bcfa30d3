import {Fault} from '../../core/fault.ts';
import {checkedUrl, isLoopback} from '../socket-url.ts';
import {RELAY_PATH, RELAY_PORT} from './relay-words.ts';

const PLACE = /^(?:\[([0-9a-f:.]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?$/i;

/**
 * `desk`, `desk:9000`, `wss://desk:9000` as the address of a relay. A place without a scheme is asked by TLS unless it is
 * this machine. Fault `usage` for what is none, and for a plain address of another machine.
 */
export const relayUrl = (text: string): URL => {
  if (/^[a-z]+:\/\//i.test(text)) {
    const url = checkedUrl(text, 'wss:', 'ws:');
    if (url.pathname === '/') url.pathname = RELAY_PATH;
    return url;
  }
  const [, six, name, port] = PLACE.exec(text) ?? [];
  const host = six ?? name;
  if (host === undefined)
    throw new Fault('usage', 'that is no address of a relay', {remedy: 'write --relay HOST or --relay HOST:PORT'});
  const shown = six === undefined ? host : `[${six}]`;
  return checkedUrl(`${isLoopback(host) ? 'ws' : 'wss'}://${shown}:${port ?? RELAY_PORT}${RELAY_PATH}`, 'wss:', 'ws:');
};
