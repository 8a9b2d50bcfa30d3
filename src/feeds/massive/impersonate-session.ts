import {parseTicker} from '../../core/ticker.ts';
import type {ServerSession, SessionReply} from '../impersonated.ts';
import {sameSecret} from '../same-secret.ts';
import type {EventFilter, WireEvent, WireMessage} from '../wire-event.ts';
import {statusMessage} from './impersonate.ts';

export type SessionOptions = {
  /** Any of these opens. */
  readonly keys: readonly string[];
  /** Asked once the key is right: false when the account has as many connections as it may. */
  readonly admit: () => boolean;
};

const PREFIXES = ['T', 'Q', 'A', 'AM'] as const;
type Prefix = (typeof PREFIXES)[number];
const SUBSCRIPTION = /^(T|Q|A|AM)\.(.+)$/;
/** More names than any market has: past this a list is an attack. */
const MOST_NAMES = 20_000;
const MOST_AT_ONCE = 1_000;

const say = (...messages: readonly WireMessage[]): SessionReply => ({messages, close: false});

const prefixOf = (event: WireEvent): Prefix | undefined => {
  switch (event.kind) {
    case 'trade':
      return 'T';
    case 'quote':
      return 'Q';
    case 'bar':
      return event.span < 60_000_000 ? 'A' : 'AM';
    case 'madeBar':
      return event.type === 's' ? 'A' : event.type === 'b' ? 'AM' : undefined;
    default:
      return undefined;
  }
};

const isRecord = (value: unknown): value is WireMessage =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The server's half of the vendor's handshake: a key, then any number of subscriptions, each confirmed by itself. */
export const createMassiveSession = ({keys, admit}: SessionOptions): ServerSession => {
  let isReady = false;
  let names: ReadonlySet<string> = new Set();

  const authenticate = (key: unknown): SessionReply => {
    const isRight = typeof key === 'string' && keys.filter(known => sameSecret(key, known)).length > 0;
    if (!isRight) return {messages: [statusMessage('auth_failed', 'authentication failed')], close: true};
    if (!admit()) {
      const message = 'Maximum number of websocket connections exceeded.';
      return {messages: [statusMessage('max_connections', message)], close: true};
    }
    isReady = true;
    return say(statusMessage('auth_success', 'authenticated'));
  };

  const change = (params: unknown, remove: boolean): SessionReply => {
    const asked = typeof params === 'string' ? params.split(',').map(name => name.trim()) : [];
    if (asked.length === 0 || asked.length > MOST_AT_ONCE) return say(statusMessage('error', 'invalid params'));
    const next = new Set(names);
    const messages = asked.map(name => {
      const [, prefix, symbol = ''] = SUBSCRIPTION.exec(name) ?? [];
      if (prefix === undefined || (symbol !== '*' && parseTicker(symbol) === undefined))
        return statusMessage('error', 'invalid subscription');
      if (remove) next.delete(name);
      else next.add(name);
      return statusMessage('success', `${remove ? 'unsubscribed' : 'subscribed'} to: ${name}`);
    });
    if (next.size > MOST_NAMES) return say(statusMessage('error', 'too many subscriptions'));
    names = next;
    return say(...messages);
  };

  const filter = (): EventFilter => {
    const wanted = names;
    return event => {
      const prefix = prefixOf(event);
      return (
        prefix !== undefined &&
        'symbol' in event &&
        (wanted.has(`${prefix}.${event.symbol}`) || wanted.has(`${prefix}.*`))
      );
    };
  };

  return {
    greet: () => say(statusMessage('connected', 'Connected Successfully')),
    receive: message => {
      if (!isRecord(message)) return say(statusMessage('error', 'invalid message'));
      const {action, params} = message;
      if (action === 'auth') return isReady ? say() : authenticate(params);
      if (!isReady) return say(statusMessage('error', 'not authorized'));
      if (action === 'subscribe' || action === 'unsubscribe') return change(params, action === 'unsubscribe');
      return say(statusMessage('error', 'unknown action'));
    },
    expire: () =>
      isReady ? say() : {messages: [statusMessage('auth_timeout', 'No authentication request received.')], close: true},
    filter,
    isEcho: ({status, message}) =>
      status === 'success' && typeof message === 'string' && message.includes('subscribed to:'),
    wantsBars: () => [...names].some(name => name.startsWith('A')),
  };
};
