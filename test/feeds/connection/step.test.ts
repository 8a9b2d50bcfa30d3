import {describe, expect, test} from 'vitest';
import {Fault} from '../../../src/core/fault.ts';
import {minus, minutes, seconds} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {staleRulesFor} from '../../../src/feeds/connection/stale-rules.ts';
import {CONNECTION_LIMIT_PAUSE} from '../../../src/feeds/retry-policy.ts';
import {OPENING, print, walkConnection} from './walk-connection.ts';

type Walk = ReturnType<typeof walkConnection>;

const last = (walk: Walk) => walk.statuses().at(-1);
/** A trade a second. */
const trade = (walk: Walk, count: number): void => {
  for (let index = 0; index < count; index++) {
    walk.trades(print(walk.now() + index, walk.now()));
    walk.pass(seconds(1));
  }
};
const stale = (start = OPENING): Walk => walkConnection({staleRules: staleRulesFor(['trades', 'quotes'])}, start);

describe('a clock that jumps', () => {
  test('costs the socket, and the next one is opened at once, whatever failed before', () => {
    const walk = walkConnection();
    for (let failure = 0; failure < 5; failure++) {
      walk.drop();
      walk.pass(minutes(1));
    }
    walk.opened();
    walk.set(minutes(60));
    const opens = walk.opens();
    walk.happen({kind: 'wake'});
    expect(last(walk)).toMatchObject({state: 'connecting', at: walk.now()});
    expect(walk.opens()).toBe(opens + 1);
  });

  test('is noticed by whatever happens first', () => {
    const walk = walkConnection();
    walk.opened();
    walk.set(minutes(60));
    walk.trades(print(1, walk.now()));
    expect(walk.emitted()).toEqual([]);
    expect(walk.opens()).toBe(2);
  });

  test('back leaves nobody waiting for a time that is long to come', () => {
    const walk = walkConnection();
    walk.drop({kind: 'connection-limit', why: 'full'});
    walk.pass(seconds(10));
    walk.set(seconds(-3_600));
    walk.happen({kind: 'wake'});
    walk.pass(CONNECTION_LIMIT_PAUSE);
    expect(walk.opens()).toBe(2);
  });

  test('back does not make a stream look as if it had spoken in the future', () => {
    const walk = stale();
    walk.set(minutes(30));
    walk.happen({kind: 'wake'});
    walk.opened();
    trade(walk, 30);
    walk.set(minutes(-30));
    walk.happen({kind: 'wake'});
    walk.opened();
    const opens = walk.opens();
    walk.pass(seconds(40));
    expect(walk.opens()).toBe(opens + 1);
  });

  test('does not make it deaf to how long the server says to stay away', () => {
    const walk = walkConnection();
    walk.set(minutes(5));
    walk.drop({kind: 'throttled', why: 'pause', pause: seconds(20)});
    walk.pass(seconds(19));
    expect(walk.opens()).toBe(1);
    walk.pass(seconds(2));
    expect(walk.opens()).toBe(2);
  });

  test('does not let more connects through than any ten seconds may have', () => {
    const walk = walkConnection();
    for (let jump = 0; jump < 20; jump++) {
      walk.set(minutes(1));
      walk.happen({kind: 'wake'});
    }
    expect(walk.opens()).toBe(12);
    walk.pass(seconds(11));
    expect(walk.opens()).toBe(13);
  });
});

describe('a connection that is refused for good', () => {
  const REFUSED = {kind: 'terminal', fault: new Fault('feed/auth', 'wrong keys', {remedy: 'check them'})} as const;

  test('rests until a person acts, and then tries at once', () => {
    const walk = walkConnection();
    walk.drop(REFUSED);
    expect(last(walk)).toMatchObject({state: 'stopped', code: 'feed/auth', message: 'wrong keys: check them'});
    walk.pass(minutes(600));
    expect(walk.opens()).toBe(1);
    walk.happen({kind: 'again'});
    expect(walk.opens()).toBe(2);
  });

  test('is not woken by a person while it lives', () => {
    const walk = walkConnection();
    walk.opened();
    expect(walk.happen({kind: 'again'})).toEqual([]);
  });

  test('once stopped by hand, hears nothing any more', () => {
    const walk = walkConnection({since: OPENING});
    walk.opened();
    expect(walk.happen({kind: 'stop'}).map(({kind}) => kind)).toEqual(['forget', 'close']);
    expect(walk.state().wakeAt).toBeUndefined();
    expect(walk.trades(print(1, OPENING))).toEqual([]);
    expect(walk.drop()).toEqual([]);
  });
});

describe('a connection that is open and mute', () => {
  test('was busy: half a minute of trading hours is enough, whatever it answers to pings', () => {
    const walk = stale();
    walk.opened();
    trade(walk, 30);
    walk.pass(seconds(28));
    expect(walk.opens()).toBe(1);
    walk.pass(seconds(6));
    expect(walk.opens()).toBe(2);
    expect(walk.statuses().find(({state}) => state === 'retrying')?.message).toMatch(/^host: no trades for 3\d s$/);
  });

  test('is given longer each time that it did not help', () => {
    const walk = stale();
    walk.opened();
    trade(walk, 30);
    const opened: number[] = [];
    for (let second = 0; second < 300; second++) {
      const opens = walk.opens();
      walk.pass(seconds(1));
      if (walk.opens() > opens) {
        opened.push(second);
        walk.opened();
      }
    }
    expect(opened.map((at, index) => Math.round((at - (opened[index - 1] ?? 0)) / 30))).toEqual([1, 2, 4]);
  });

  test('was quiet: five minutes', () => {
    const walk = stale();
    walk.opened();
    trade(walk, 5);
    walk.pass(seconds(290));
    expect(walk.opens()).toBe(1);
    walk.pass(seconds(15));
    expect(walk.opens()).toBe(2);
  });

  test('before the opening may be quiet for as long as it likes', () => {
    const walk = stale(minus(OPENING, minutes(90)));
    walk.opened();
    trade(walk, 60);
    walk.pass(minutes(89));
    expect(walk.opens()).toBe(1);
  });

  test('when all its names are halted has nothing to say', () => {
    const symbol = ticker('AMZN');
    const walk = walkConnection({staleRules: staleRulesFor(['trades', 'quotes']), symbols: [symbol]});
    walk.opened();
    trade(walk, 30);
    const halt = {kind: 'halt', symbol, at: OPENING, receivedAt: OPENING, code: '', reason: '', tape: 'C'} as const;
    walk.trades({...halt, halted: true});
    walk.pass(minutes(20));
    expect(walk.opens()).toBe(1);
    walk.trades({...halt, halted: false});
    walk.pass(seconds(40));
    expect(walk.opens()).toBe(2);
  });

  test('because nobody reads is not', () => {
    const walk = stale();
    walk.opened();
    trade(walk, 30);
    walk.happen({kind: 'hold', held: true});
    walk.pass(minutes(2));
    walk.happen({kind: 'hold', held: false});
    walk.pass(seconds(25));
    expect(walk.opens()).toBe(1);
  });
});

test('a reader that holds back gives the server all the time to get ready', () => {
  const waiting = {phase: '', send: [], ready: false};
  const walk = walkConnection({handshake: {begin: () => waiting, receive: () => waiting}});
  walk.opened();
  walk.happen({kind: 'hold', held: true});
  walk.pass(minutes(3));
  expect(walk.opens()).toBe(1);
  walk.happen({kind: 'hold', held: false});
  walk.pass(seconds(21));
  expect(walk.opens()).toBe(2);
});

test('what an older socket says late is not heard', () => {
  const walk = walkConnection();
  walk.drop();
  walk.pass(seconds(0));
  walk.opened();
  const late = {epoch: 1} as const;
  expect(walk.happen({kind: 'frame', ...late, events: [print(1, OPENING)], controls: []})).toEqual([]);
  expect(walk.happen({kind: 'lost', ...late, loss: {kind: 'transient', why: 'late'}})).toEqual([]);
  expect(walk.happen({kind: 'opened', ...late})).toEqual([]);
  const before = walk.state();
  walk.pass(seconds(1));
  walk.happen({kind: 'heard', ...late});
  expect(walk.state().link).toEqual(before.link);
});
