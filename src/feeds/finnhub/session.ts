import {Fault} from '../../core/fault.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Handshake} from '../connection/handshake.ts';
import type {Loss} from '../retry-policy.ts';
import {type FinnhubError, TRADES_CHANNEL} from './decode-trades.ts';

/** What a complaint means for the connection. It never says which name it is about, so one refused name costs all. */
const lossOfComplaint = ({message}: FinnhubError): Loss => {
  const said = message === '' ? 'no reason given' : message;
  const terminal = (code: 'feed/auth' | 'feed/limit' | 'feed/entitlement', what: string, remedy: string): Loss => ({
    kind: 'terminal',
    fault: new Fault(code, `${TRADES_CHANNEL} ${what} (${said})`, {remedy}),
  });
  if (/too many symbols/i.test(message)) return terminal('feed/limit', 'allows fewer symbols', 'watch fewer symbols');
  if (/api ?key|token/i.test(message))
    return terminal('feed/auth', 'refused the keys', 'check the keys: tapewire keys');
  if (/access|permission|premium|plan/i.test(message))
    return terminal(
      'feed/entitlement',
      'is not part of the plan',
      'watch names of the United States, or use a larger plan',
    );
  return {kind: 'transient', why: `${TRADES_CHANNEL}: ${said}`};
};

/** The key goes with the address and nothing is confirmed: each connection asks for every name and is ready. */
export const createFinnhubHandshake = (symbols: readonly Ticker[]): Handshake<'open', FinnhubError> => ({
  begin: () => ({phase: 'open', send: symbols.map(symbol => ({type: 'subscribe', symbol})), ready: true}),
  receive: (phase, complaint) => ({phase, send: [], ready: false, loss: lossOfComplaint(complaint)}),
});
