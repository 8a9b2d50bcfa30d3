import type {Ticker} from '../../core/ticker.ts';
import type {Handshake, HandshakeStep} from '../connection/handshake.ts';
import type {Control} from './decode.ts';
import {lossOfStatusMessage} from './status-loss.ts';

export type SessionOptions = {
  /** Names the connection in messages: `massive/stocks`. */
  readonly feed: string;
  /** Asked at each handshake. */
  readonly key: () => string;
  /** `T`, `Q`, `A`, `AM`. */
  readonly prefixes: readonly string[];
  /** Empty means all. */
  readonly symbols: readonly Ticker[];
};

/** How far a connection has come; `lacking` are the subscriptions that were not confirmed yet. */
export type MassivePhase =
  | {readonly at: 'greeting' | 'auth' | 'ready'}
  | {readonly at: 'subscribing'; readonly lacking: ReadonlySet<string>};

type Step = HandshakeStep<MassivePhase>;

const CONFIRMED = /^subscribed to:\s*(.+)$/i;

/** `subscribed to: T.AAPL`: one message a subscription. */
const confirmedBy = ({status, message}: Control): readonly string[] =>
  (status === 'success' ? (CONFIRMED.exec(message ?? '')?.[1] ?? '') : '').split(',').map(name => name.trim());

const stay = (phase: MassivePhase): Step => ({phase, send: [], ready: false});

/**
 * The client's half of the vendor's handshake, one connection after another: greeting, key, subscriptions. What is wanted
 * never changes, so each connection asks for all of it, and is ready once all of it is confirmed.
 */
export const createMassiveHandshake = (options: SessionOptions): Handshake<MassivePhase, Control> => {
  const {feed, key, prefixes, symbols} = options;
  const names: readonly string[] = symbols.length === 0 ? ['*'] : symbols;
  const wanted = prefixes.flatMap(prefix => names.map(name => `${prefix}.${name}`));

  const confirm = (lacking: ReadonlySet<string>, control: Control): Step => {
    const left = new Set(lacking);
    for (const name of confirmedBy(control)) left.delete(name);
    return left.size === 0 ? {phase: {at: 'ready'}, send: [], ready: true} : stay({at: 'subscribing', lacking: left});
  };

  return {
    begin: () => stay({at: 'greeting'}),
    receive: (phase, control) => {
      const loss = lossOfStatusMessage(control, feed);
      if (loss !== undefined) return {...stay(phase), loss};
      if (phase.at === 'greeting' && control.status === 'connected') {
        return {phase: {at: 'auth'}, send: [{action: 'auth', params: key()}], ready: false};
      }
      if (phase.at === 'auth' && control.status === 'auth_success') {
        const send = [{action: 'subscribe', params: wanted.join(',')}];
        return {phase: {at: 'subscribing', lacking: new Set(wanted)}, send, ready: false};
      }
      return phase.at === 'subscribing' ? confirm(phase.lacking, control) : stay(phase);
    },
  };
};
