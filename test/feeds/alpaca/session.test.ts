import {describe, expect, test} from 'vitest';
import {ticker} from '../../../src/core/ticker.ts';
import {createAlpacaSession} from '../../../src/feeds/alpaca/session.ts';

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
const idle = {send: [], ready: false};

describe('the handshake', () => {
  test('greeting, keys, subscription, ready; and the same again on the next connection', () => {
    const session = createAlpacaSession(options);
    for (let connection = 0; connection < 2; connection++) {
      expect(session.opened()).toEqual(idle);
      expect(session.receive(connected).send).toEqual([{action: 'auth', key: 'id', secret: 'secret'}]);
      expect(session.receive(authenticated).send).toEqual([wanted]);
      expect(session.receive({T: 'subscription', trades: ['AMZN', 'MSFT'], quotes: ['*']})).toEqual({
        send: [],
        ready: true,
      });
    }
  });

  test('with the keys in the headers no message repeats them', () => {
    const session = createAlpacaSession({...options, auth: 'header'});
    session.opened();
    expect(session.receive(connected)).toEqual(idle);
    expect(session.receive(authenticated).send).toEqual([wanted]);
  });

  test('no symbols means all', () => {
    const session = createAlpacaSession({...options, channels: ['news'], symbols: []});
    session.opened();
    session.receive(connected);
    expect(session.receive(authenticated).send).toEqual([{action: 'subscribe', news: ['*']}]);
  });

  test('an echo without a name that was asked for is a fault, not silence', () => {
    const session = createAlpacaSession(options);
    session.opened();
    session.receive(connected);
    session.receive(authenticated);
    const {loss, ready} = session.receive({T: 'subscription', trades: ['AMZN'], quotes: null});
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
    const {loss} = createAlpacaSession(options).receive({T: 'error', code, msg: 'no\u001b[2J'});
    expect(loss?.kind).toBe(kind);
    expect(loss?.kind === 'terminal' ? loss.fault.code : undefined).toBe(faultCode);
    expect(JSON.stringify(loss)).not.toContain('\\u001b');
  });

  test('error 403 does no harm', () => {
    expect(createAlpacaSession(options).receive({T: 'error', code: 403, msg: 'already authenticated'})).toEqual(idle);
  });
});
