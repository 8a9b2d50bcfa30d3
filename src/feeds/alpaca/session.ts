import {Fault} from '../../core/fault.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Loss} from '../retry-policy.ts';
import type {Control} from './decode-message.ts';
import {lossOfStreamError} from './error-code.ts';
import type {WireOf} from './schema.ts';

export type Keys = {readonly id: string; readonly secret: string};

export type Channel = 'trades' | 'quotes' | 'bars' | 'statuses' | 'news';

export type SessionOptions = {
  /** Names the connection in messages: `alpaca/iex`. */
  readonly feed: string;
  readonly keys: Keys;
  readonly channels: readonly Channel[];
  /** Empty means all, which only the news channel is asked for. */
  readonly symbols: readonly Ticker[];
  /** `header`: the keys went with the upgrade request, and no message repeats them. */
  readonly auth: 'message' | 'header';
};

/** What to do next: messages to send, whether the connection can be used from now on, why it must be given up. */
export type Step = {
  readonly send: readonly Readonly<Record<string, unknown>>[];
  readonly ready: boolean;
  readonly loss?: Loss;
};

export type AlpacaSession = {
  /** The socket is open: everything starts anew. */
  readonly opened: () => Step;
  readonly receive: (control: Control) => Step;
};

/** The keys as headers of an upgrade or of a request. */
export const keyHeaders = (keys: Keys): Readonly<Record<string, string>> => ({
  'APCA-API-KEY-ID': keys.id,
  'APCA-API-SECRET-KEY': keys.secret,
});

const IDLE: Step = {send: [], ready: false};

/** The first of the wanted names that the echo lacks, as `trades AMZN`. */
const missing = (
  wanted: readonly string[],
  channels: readonly Channel[],
  echo: WireOf<'subscription'>,
): string | undefined => {
  for (const channel of channels) {
    const got = new Set(echo[channel] ?? []);
    const lacking = got.has('*') ? undefined : wanted.find(name => !got.has(name));
    if (lacking !== undefined) return `${channel} ${lacking}`;
  }
  return undefined;
};

/**
 * The client's half of the vendor's handshake, one connection after another: greeting, keys, subscription. What is wanted
 * never changes, so each connection asks for all of it, and is ready once the echo confirms it. Pure: messages in, steps
 * out.
 */
export const createAlpacaSession = ({feed, keys, channels, symbols, auth}: SessionOptions): AlpacaSession => {
  const wanted: readonly string[] = symbols.length === 0 ? ['*'] : symbols;
  let phase: 'greeting' | 'auth' | 'subscribing' | 'ready' = 'greeting';

  const subscribe = (): Step => {
    phase = 'subscribing';
    return {send: [{action: 'subscribe', ...Object.fromEntries(channels.map(name => [name, wanted]))}], ready: false};
  };

  const succeed = (message: string): Step => {
    if (message === 'connected' && phase === 'greeting') {
      phase = 'auth';
      return auth === 'header' ? IDLE : {send: [{action: 'auth', key: keys.id, secret: keys.secret}], ready: false};
    }
    if (message === 'authenticated' && (phase === 'greeting' || phase === 'auth')) return subscribe();
    return IDLE;
  };

  const confirm = (echo: WireOf<'subscription'>): Step => {
    if (phase !== 'subscribing') return IDLE;
    const lacking = missing(wanted, channels, echo);
    if (lacking !== undefined) {
      const fault = new Fault('feed/limit', `${feed} does not confirm ${lacking}`, {remedy: 'watch fewer symbols'});
      return {...IDLE, loss: {kind: 'terminal', fault}};
    }
    phase = 'ready';
    return {send: [], ready: true};
  };

  return {
    opened: () => {
      phase = 'greeting';
      return IDLE;
    },
    receive: control => {
      switch (control.T) {
        case 'success':
          return succeed(control.msg);
        case 'subscription':
          return confirm(control);
        case 'error': {
          const loss = lossOfStreamError(control, feed);
          return loss === undefined ? IDLE : {...IDLE, loss};
        }
      }
    },
  };
};
