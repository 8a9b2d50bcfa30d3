import {describe, expect, test} from 'vitest';
import {ticker} from '../../../src/core/ticker.ts';
import {createAlpacaHandshake} from '../../../src/feeds/alpaca/session.ts';

const options = {
  feed: 'alpaca/iex',
  keys: {id: 'id', secret: 'secret'},
  channels: ['trades', 'quotes'],
  symbols: [ticker('AMZN'), ticker('MSFT')],
  auth: 'message',
} as const;
const wanted = {action: 'subscribe', trades: ['AMZN', 'MSFT'], quotes: ['AMZN', 'MSFT']};
const connected = {T: 'success', msg: 'connected'} as const;
const authenticated = {T: 'success', msg: 'authenticated'} as const;

type Session = ReturnType<typeof createAlpacaHandshake>;
type Heard = Parameters<Session['receive']>[1];

/** Walks through a connection, message after message, and tells the last step. */
const walk = (session: Session, ...heard: readonly Heard[]) =>
  heard.reduce((step, control) => session.receive(step.phase, control), session.begin());

describe('the handshake', () => {
  test('greeting, keys, subscription, ready; and the same again on the next connection', () => {
    const session = createAlpacaHandshake(options);
    for (let connection = 0; connection < 2; connection++) {
      expect(walk(session)).toEqual({phase: 'greeting', send: [], ready: false});
      expect(walk(session, connected).send).toEqual([{action: 'auth', key: 'id', secret: 'secret'}]);
      expect(walk(session, connected, authenticated).send).toEqual([wanted]);
      const echo: Heard = {T: 'subscription', trades: ['AMZN', 'MSFT'], quotes: ['*']};
      const last = walk(session, connected, authenticated, echo);
      expect(last).toEqual({phase: 'ready', send: [], ready: true});
    }
  });

  test('with the keys in the headers no message repeats them', () => {
    const session = createAlpacaHandshake({...options, auth: 'header'});
    expect(walk(session, connected)).toEqual({phase: 'auth', send: [], ready: false});
    expect(walk(session, connected, authenticated).send).toEqual([wanted]);
  });

  test('no symbols means all', () => {
    const session = createAlpacaHandshake({...options, channels: ['news'], symbols: []});
    expect(walk(session, connected, authenticated).send).toEqual([{action: 'subscribe', news: ['*']}]);
  });

  test('an echo without a name that was asked for is a fault, not silence', () => {
    const session = createAlpacaHandshake(options);
    const {loss, ready} = walk(session, connected, authenticated, {T: 'subscription', trades: ['AMZN'], quotes: null});
    expect(ready).toBe(false);
    expect(loss).toMatchObject({kind: 'terminal', fault: {message: 'alpaca/iex does not confirm trades MSFT'}});
  });

  test.each([
    [400, 'terminal', 'feed/protocol'],
    [401, 'transient', undefined],
    [402, 'terminal', 'feed/auth'],
    [404, 'transient', undefined],
    [405, 'terminal', 'feed/limit'],
    [406, 'connection-limit', undefined],
    [407, 'transient', undefined],
    [408, 'terminal', 'feed/entitlement'],
    [409, 'terminal', 'feed/entitlement'],
    [410, 'terminal', 'feed/protocol'],
    [411, 'terminal', 'feed/entitlement'],
    [500, 'transient', undefined],
    [999, 'transient', undefined],
  ])('error %d is %s', (code, kind, faultCode) => {
    const {loss} = createAlpacaHandshake(options).receive('auth', {T: 'error', code, msg: 'no\u001b[2J'});
    expect(loss?.kind).toBe(kind);
    expect(loss?.kind === 'terminal' ? loss.fault.code : undefined).toBe(faultCode);
    expect(JSON.stringify(loss)).not.toContain('\\u001b');
  });

  test('error 403 does no harm', () => {
    const session = createAlpacaHandshake(options);
    const step = session.receive('subscribing', {T: 'error', code: 403, msg: 'already authenticated'});
    expect(step).toEqual({phase: 'subscribing', send: [], ready: false});
  });
});
