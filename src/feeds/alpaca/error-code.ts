import {Fault, type FaultCode} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';
import type {Loss} from '../retry-policy.ts';
import type {WireOf} from './schema.ts';

const TERMINAL: Readonly<Record<number, {readonly code: FaultCode; readonly what: string; readonly remedy: string}>> = {
  400: {code: 'feed/protocol', what: 'does not accept the subscription', remedy: 'check the symbols'},
  402: {
    code: 'feed/auth',
    what: 'refused the keys',
    remedy: 'check the keys: tapewire keys, or APCA_API_KEY_ID and APCA_API_SECRET_KEY',
  },
  405: {code: 'feed/limit', what: 'allows fewer symbols', remedy: 'watch fewer symbols, or use a larger plan'},
  408: {code: 'feed/entitlement', what: 'is not part of the plan', remedy: 'use the iex feed'},
  409: {code: 'feed/entitlement', what: 'is not part of the plan', remedy: 'use the iex feed'},
  410: {code: 'feed/protocol', what: 'does not carry these channels', remedy: 'check the address'},
  411: {code: 'feed/entitlement', what: 'is not allowed for these keys', remedy: 'use keys with a wider scope'},
  412: {code: 'feed/protocol', what: 'speaks msgpack only', remedy: 'choose the msgpack codec'},
  413: {code: 'feed/protocol', what: 'does not allow every symbol at once', remedy: 'name the symbols'},
};

/**
 * What an error message means for the connection, or undefined for one that does no harm.
 * @see https://docs.alpaca.markets/docs/streaming-market-data#errors
 */
export const lossOfStreamError = (error: WireOf<'error'>, feed: string): Loss | undefined => {
  if (error.code === 403) return undefined;
  const said = `${safeText(error.msg, 80)}, ${error.code}`;
  const fatal = TERMINAL[error.code];
  if (fatal !== undefined) {
    return {kind: 'terminal', fault: new Fault(fatal.code, `${feed} ${fatal.what} (${said})`, {remedy: fatal.remedy})};
  }
  if (error.code === 406) {
    return {kind: 'connection-limit', why: `${feed} already has a connection with these keys (${said})`};
  }
  return {kind: 'transient', why: `${feed}: ${said}`};
};
