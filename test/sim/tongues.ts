import {floorTo, MILLISECOND} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {Control as AlpacaControl} from '../../src/feeds/alpaca/decode-message.ts';
import {alpacaEventKey} from '../../src/feeds/alpaca/event-key.ts';
import {type AlpacaPhase, createAlpacaHandshake} from '../../src/feeds/alpaca/session.ts';
import type {ConnectionConfig} from '../../src/feeds/connection/connection-state.ts';
import {staleRulesFor} from '../../src/feeds/connection/stale-rules.ts';
import type {Control as MassiveControl} from '../../src/feeds/massive/decode.ts';
import {massiveEventKey} from '../../src/feeds/massive/event-key.ts';
import {createMassiveHandshake, type MassivePhase} from '../../src/feeds/massive/session.ts';
import type {Loss} from '../../src/feeds/retry-policy.ts';
import type {Published} from './exchange.ts';

/** How far a handshake has come, and what a server says of the connection, whichever provider's they are. */
export type Phase = AlpacaPhase | MassivePhase;
export type Control = AlpacaControl | MassiveControl;
export type Config = ConnectionConfig<Phase, Control>;

type Message = Readonly<Record<string, unknown>>;

/** A provider's way of speaking: what its server says when, and the client's own half of it. */
export type Tongue = {
  readonly client: Pick<Config, 'handshake' | 'keyOf' | 'staleRules' | 'symbols'>;
  readonly greeting: Control;
  readonly accepted: Control;
  readonly refused: Control;
  readonly notInPlan: Control;
  readonly confirm: (subscription: Message) => readonly Control[];
  readonly full: Control;
  /** Whether a full house lets a client in, and subscribe, before it says so and hangs up. */
  readonly saysFullLate: boolean;
  /** An event as the stream tells it; questions tell it whole. */
  readonly streamed: (item: Published) => Published;
};

const symbols = [ticker('AMZN')];

const alpaca = (stream: 'stock' | 'news'): Tongue => {
  const channels = stream === 'stock' ? (['trades', 'quotes', 'bars', 'statuses'] as const) : (['news'] as const);
  const keys = {id: 'id', secret: 'secret'};
  const handshake = createAlpacaHandshake({feed: 'simulated', keys, channels, symbols, auth: 'message'});
  return {
    client: {
      symbols,
      keyOf: alpacaEventKey,
      staleRules: staleRulesFor(channels),
      handshake: {
        begin: handshake.begin,
        receive: (phase, control) =>
          typeof phase === 'string' && 'T' in control
            ? handshake.receive(phase, control)
            : {phase, send: [], ready: false},
      },
    },
    greeting: {T: 'success', msg: 'connected'},
    accepted: {T: 'success', msg: 'authenticated'},
    refused: {T: 'error', code: 402, msg: 'auth failed'},
    notInPlan: {T: 'error', code: 409, msg: 'insufficient subscription'},
    confirm: ({action: _, ...wanted}) => [{T: 'subscription', ...wanted}],
    full: {T: 'error', code: 406, msg: 'connection limit exceeded'},
    saysFullLate: false,
    streamed: item => item,
  };
};

const status = (word: string, message: string): MassiveControl => ({ev: 'status', status: word, message});

/** Confirms name by name, stamps to the millisecond, and lets one too many all the way in first. */
const massive = (): Tongue => {
  const prefixes = ['T', 'Q', 'AM'];
  const handshake = createMassiveHandshake({feed: 'simulated', key: () => 'key', prefixes, symbols});
  return {
    client: {
      symbols,
      keyOf: massiveEventKey,
      staleRules: staleRulesFor(['trades', 'quotes', 'bars']),
      handshake: {
        begin: handshake.begin,
        receive: (phase, control) =>
          typeof phase === 'object' && 'ev' in control
            ? handshake.receive(phase, control)
            : {phase, send: [], ready: false},
      },
    },
    greeting: status('connected', 'Connected Successfully'),
    accepted: status('auth_success', 'authenticated'),
    refused: status('auth_failed', 'authentication failed'),
    notInPlan: status('error', 'not authorized'),
    confirm: ({params}) =>
      String(params)
        .split(',')
        .map(name => status('success', `subscribed to: ${name}`)),
    full: status('max_connections', 'Maximum number of websocket connections exceeded.'),
    saysFullLate: true,
    streamed: item => ({...item, event: {...item.event, at: floorTo(item.event.at, MILLISECOND)}}),
  };
};

export const tongueOf = (provider: 'alpaca' | 'massive', stream: 'stock' | 'news'): Tongue =>
  provider === 'massive' ? massive() : alpaca(stream);

/** What a client may do after a word of the server, as its documentation has it; undefined where it says no trouble. */
export const troubleIn = (control: Control): Loss['kind'] | undefined => {
  if ('T' in control) {
    if (control.T !== 'error') return undefined;
    if (control.code === 406) return 'connection-limit';
    return control.code === 402 || control.code === 409 ? 'terminal' : 'transient';
  }
  switch (control.status) {
    case 'max_connections':
      return 'connection-limit';
    case 'auth_failed':
    case 'error':
      return 'terminal';
    default:
      return undefined;
  }
};

/** Whether the keys are accepted and the subscription is not yet confirmed. */
export const isSubscribing = (phase: Phase): boolean =>
  typeof phase === 'string' ? phase === 'subscribing' : phase.at === 'subscribing';
