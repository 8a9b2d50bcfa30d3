import {describe, expect, test} from 'vitest';
import {instant} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {
  createImpersonatedSession,
  type ImpersonatedSession,
  type SessionOptions,
} from '../../../src/feeds/alpaca/impersonate-session.ts';

const KEYS = {id: 'K', secret: 'S', token: 'T'};
const AUTH = {action: 'auth', key: 'K', secret: 'S'};

const open = (options: Partial<SessionOptions> = {}): ImpersonatedSession =>
  createImpersonatedSession({endpoint: 'sip', keys: KEYS, headerAuth: 'none', ...options});

const ready = (options: Partial<SessionOptions> = {}): ImpersonatedSession => {
  const session = open(options);
  session.greet();
  session.receive(AUTH);
  return session;
};

const error = (code: number, msg: string) => ({messages: [{T: 'error', code, msg}], close: false});
const says = (session: ImpersonatedSession, message: unknown) => session.receive(message).messages[0];

describe('authentication', () => {
  test('by message, after the greeting', () => {
    const session = open();
    expect(session.greet()).toEqual({messages: [{T: 'success', msg: 'connected'}], close: false});
    expect(session.isReady()).toBe(false);
    expect(session.receive(AUTH)).toEqual({messages: [{T: 'success', msg: 'authenticated'}], close: false});
    expect(session.isReady()).toBe(true);
  });

  test.each(['oauth', 'access_token'])('by token under the name %s', key => {
    expect(says(open(), {action: 'auth', key, secret: 'T'})).toEqual({T: 'success', msg: 'authenticated'});
    expect(open().receive({action: 'auth', key, secret: 'S'})).toEqual(error(402, 'auth failed'));
  });

  test('by header, with the second frame', () => {
    expect(open({headerAuth: 'accepted'}).greet().messages).toEqual([
      {T: 'success', msg: 'connected'},
      {T: 'success', msg: 'authenticated'},
    ]);
    expect(open({headerAuth: 'refused'}).greet().messages[1]).toMatchObject({code: 402});
  });

  test('refuses, in the vendor’s words', () => {
    expect(open().receive({...AUTH, secret: 'wrong'})).toEqual(error(402, 'auth failed'));
    expect(open().receive({...AUTH, key: 7})).toEqual(error(400, 'invalid syntax'));
    expect(open().receive({action: 'subscribe', trades: ['AMZN']})).toEqual(error(401, 'not authenticated'));
    expect(ready().receive(AUTH)).toEqual(error(403, 'already authenticated'));
    expect(open({admit: () => false}).receive(AUTH)).toEqual(error(406, 'connection limit exceeded'));
    expect(open({entitled: false}).receive(AUTH)).toEqual(error(409, 'insufficient subscription'));
  });

  test('has its time, and only until it is done', () => {
    expect(open().expire()).toEqual({messages: [{T: 'error', code: 404, msg: 'auth timeout'}], close: true});
    expect(ready().expire()).toEqual({messages: [], close: false});
  });
});

describe('subscriptions', () => {
  test('are echoed whole every time, corrections and cancels with the trades', () => {
    const session = ready();
    const echo = {
      T: 'subscription',
      trades: ['AMZN'],
      quotes: ['MSFT'],
      bars: ['*'],
      updatedBars: [],
      dailyBars: [],
      statuses: [],
      lulds: [],
      corrections: ['AMZN'],
      cancelErrors: ['AMZN'],
    };
    const asked = {action: 'subscribe', trades: ['AMZN'], quotes: ['MSFT', 'MSFT'], bars: ['*'], corrections: []};
    expect(says(session, asked)).toEqual(echo);
    expect(says(session, {action: 'subscribe', trades: ['NVDA'], lulds: ['*']})).toEqual({
      ...echo,
      trades: ['AMZN', 'NVDA'],
      lulds: ['*'],
      corrections: ['AMZN', 'NVDA'],
      cancelErrors: ['AMZN', 'NVDA'],
    });
    expect(says(session, {action: 'unsubscribe', trades: ['NVDA', 'ZZZ'], lulds: ['*']})).toEqual(echo);
  });

  test('take the channels that no tape has anything for, and echo them', () => {
    const asked = {action: 'subscribe', lulds: ['AMZN'], imbalances: ['AMZN']};
    expect(says(ready(), asked)).toMatchObject({trades: [], lulds: ['AMZN'], imbalances: ['AMZN']});
    expect(says(ready({endpoint: 'test'}), asked)).toMatchObject({code: 410});
  });

  test('have the keys of their endpoint', () => {
    expect(says(ready({endpoint: 'test'}), {action: 'subscribe', trades: ['FAKEPACA']})).toEqual({
      T: 'subscription',
      trades: ['FAKEPACA'],
      quotes: [],
      bars: [],
    });
    expect(says(ready({endpoint: 'news'}), {action: 'subscribe', news: ['*']})).toEqual({
      T: 'subscription',
      news: ['*'],
    });
  });

  test.each([
    ['no channel', {action: 'subscribe'}],
    ['not a list', {action: 'subscribe', trades: 'AMZN'}],
    ['not a symbol', {action: 'subscribe', trades: ['amzn']}],
    ['not text', {action: 'subscribe', trades: [1]}],
    ['no action', {trades: ['AMZN']}],
    ['not a record', ['subscribe']],
    ['nothing that could be read', undefined],
  ])('refuse %s as bad syntax', (_, message) => {
    expect(ready().receive(message)).toEqual(error(400, 'invalid syntax'));
  });

  test('refuse what the feed does not have, and then change nothing', () => {
    const session = ready({endpoint: 'news'});
    session.receive({action: 'subscribe', news: ['AMZN']});
    expect(session.receive({action: 'subscribe', news: ['MSFT'], trades: ['AMZN']})).toEqual(
      error(410, 'invalid subscribe action for this feed'),
    );
    expect(says(session, {action: 'subscribe', news: []})).toEqual({T: 'subscription', news: ['AMZN']});
  });

  test('count the names of trades and quotes against the cap', () => {
    const session = ready({symbolCap: 3});
    session.receive({action: 'subscribe', trades: ['A', 'B'], quotes: ['A'], bars: ['C', 'D', 'E', '*']});
    expect(session.receive({action: 'subscribe', quotes: ['B']})).toEqual(error(405, 'symbol limit exceeded'));
    expect(says(session, {action: 'unsubscribe', trades: ['B']})).toMatchObject({trades: ['A'], quotes: ['A']});
    expect(says(session, {action: 'subscribe', quotes: ['B']})).toMatchObject({quotes: ['A', 'B']});
    expect(session.receive({action: 'subscribe', trades: ['*']})).toEqual(error(405, 'symbol limit exceeded'));
  });

  test('refuse lists without end', () => {
    const bars = Array.from({length: 20_001}, (_, index) => `A${index}`);
    expect(ready().receive({action: 'subscribe', bars})).toEqual(error(405, 'symbol limit exceeded'));
  });

  test('pick events by channel and name; a filter does not move on', () => {
    const session = ready();
    const at = instant(0);
    const stamp = {at, receivedAt: at, symbol: ticker('AMZN'), tape: 'C', venue: 'Q'} as const;
    const cancel = {...stamp, kind: 'cancel', id: 1, price: 1, size: 1, action: 'C'} as const;
    const halt = {...stamp, kind: 'halt', halted: true, code: 'T1', reason: ''} as const;
    session.receive({action: 'subscribe', trades: ['*']});
    const earlier = session.subscriptions.filter();
    expect([earlier(cancel), earlier(halt)]).toEqual([true, false]);
    session.receive({action: 'subscribe', statuses: ['AMZN']});
    expect(earlier(halt)).toBe(false);
    expect(session.subscriptions.filter()(halt)).toBe(true);
  });
});
