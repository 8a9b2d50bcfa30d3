import {parseTicker} from '../../core/ticker.ts';
import type {ServerSession, SessionReply} from '../impersonated.ts';
import type {EventFilter, WireMessage} from '../wire-event.ts';
import {errorMessage} from './impersonate.ts';

export type SessionOptions = {
  /** Names of trades that a connection may have. */
  readonly symbolCap: number;
  /** Takes the one place that a key has; false when it is taken. */
  readonly admit: () => boolean;
};

/** More names than any plan has of news: past this a client only takes memory. */
const MOST_NEWS = 1_000;
const CHANGES: Readonly<Record<string, {readonly news: boolean; readonly remove: boolean}>> = {
  subscribe: {news: false, remove: false},
  unsubscribe: {news: false, remove: true},
  'subscribe-news': {news: true, remove: false},
  'unsubscribe-news': {news: true, remove: true},
};

const say = (...messages: readonly WireMessage[]): SessionReply => ({messages, close: false});
const SILENCE = say();
const CHANGED: SessionReply = {messages: [], close: false, changed: true};

const isRecord = (value: unknown): value is WireMessage =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The server's half of a connection whose key came with its address: nothing is greeted and nothing confirmed, one name a
 * message. A name that no market has is taken like any other, and stays silent.
 */
export const createFinnhubSession = ({symbolCap, admit}: SessionOptions): ServerSession => {
  let trades: ReadonlySet<string> = new Set();
  let news: ReadonlySet<string> = new Set();

  const filter = (): EventFilter => {
    const [wanted, told] = [trades, news];
    return event => {
      if (event.kind === 'trade') return wanted.has(event.symbol);
      return event.kind === 'headline' && event.symbols.some(symbol => told.has(symbol));
    };
  };

  return {
    greet: () =>
      admit() ? SILENCE : {messages: [errorMessage('Only one connection is allowed for an API key')], close: true},
    receive: message => {
      if (!isRecord(message) || typeof message['type'] !== 'string') return say(errorMessage('Invalid message'));
      const {type, symbol} = message;
      // A client may answer pings, and need not.
      if (type === 'ping' || type === 'pong') return SILENCE;
      const change = CHANGES[type];
      if (change === undefined) return say(errorMessage('Invalid message type'));
      if (typeof symbol !== 'string' || symbol === '' || symbol.length > 40) return say(errorMessage('Invalid symbol'));
      const name = parseTicker(symbol) ?? symbol;
      const next = new Set(change.news ? news : trades);
      if (change.remove) next.delete(name);
      else next.add(name);
      if (next.size > (change.news ? MOST_NEWS : symbolCap))
        return say(errorMessage('Subscribing to too many symbols'));
      if (change.news) news = next;
      else trades = next;
      return CHANGED;
    },
    expire: () => SILENCE,
    filter,
    isEcho: () => false,
    wantsBars: () => false,
  };
};
