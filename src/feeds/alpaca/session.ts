import {Fault} from '../../core/fault.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Channel} from '../connection/channel.ts';
import type {Handshake, HandshakeStep} from '../connection/handshake.ts';
import type {Control} from './decode-message.ts';
import {lossOfStreamError} from './error-code.ts';
import type {WireOf} from './schema.ts';

/** What the vendor’s streams can be asked for. */
export type AlpacaChannel = Exclude<Channel, 'prices'>;

export type Keys = {readonly id: string; readonly secret: string};

export type SessionOptions = {
  /** Names the connection in messages: `alpaca/iex`. */
  readonly feed: string;
  readonly keys: Keys;
  readonly channels: readonly AlpacaChannel[];
  /** Empty means all, which only the news channel is asked for. */
  readonly symbols: readonly Ticker[];
  /** `header`: the keys went with the upgrade request, and no message repeats them. */
  readonly auth: 'message' | 'header';
};

/** How far a connection has come. */
export type AlpacaPhase = 'greeting' | 'auth' | 'subscribing' | 'ready';

type Step = HandshakeStep<AlpacaPhase>;

/** The keys as headers of an upgrade or of a request. */
export const keyHeaders = (keys: Keys): Readonly<Record<string, string>> => ({
  'APCA-API-KEY-ID': keys.id,
  'APCA-API-SECRET-KEY': keys.secret,
});

/** The first of the wanted names that the echo lacks, as `trades AMZN`. */
const missing = (
  wanted: readonly string[],
  channels: readonly AlpacaChannel[],
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
 * never changes, so each connection asks for all of it, and is ready once the echo confirms it.
 */
export const createAlpacaHandshake = (options: SessionOptions): Handshake<AlpacaPhase, Control> => {
  const {feed, keys, channels, symbols, auth} = options;
  const wanted: readonly string[] = symbols.length === 0 ? ['*'] : symbols;
  const stay = (phase: AlpacaPhase): Step => ({phase, send: [], ready: false});

  const succeed = (phase: AlpacaPhase, message: string): Step => {
    if (message === 'connected' && phase === 'greeting') {
      if (auth === 'header') return stay('auth');
      return {phase: 'auth', send: [{action: 'auth', key: keys.id, secret: keys.secret}], ready: false};
    }
    if (message === 'authenticated' && (phase === 'greeting' || phase === 'auth')) {
      const names = Object.fromEntries(channels.map(name => [name, wanted]));
      return {phase: 'subscribing', send: [{action: 'subscribe', ...names}], ready: false};
    }
    return stay(phase);
  };

  const confirm = (phase: AlpacaPhase, echo: WireOf<'subscription'>): Step => {
    if (phase !== 'subscribing') return stay(phase);
    const lacking = missing(wanted, channels, echo);
    if (lacking === undefined) return {phase: 'ready', send: [], ready: true};
    const fault = new Fault('feed/limit', `${feed} does not confirm ${lacking}`, {remedy: 'watch fewer symbols'});
    return {...stay(phase), loss: {kind: 'terminal', fault}};
  };

  return {
    begin: () => stay('greeting'),
    receive: (phase, control) => {
      switch (control.T) {
        case 'success':
          return succeed(phase, control.msg);
        case 'subscription':
          return confirm(phase, control);
        case 'error': {
          const loss = lossOfStreamError(control, feed);
          return loss === undefined ? stay(phase) : {...stay(phase), loss};
        }
      }
    },
  };
};
