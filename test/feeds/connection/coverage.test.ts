import {describe, expect, test} from 'vitest';
import {Fault} from '../../../src/core/fault.ts';
import {minus, plus, seconds} from '../../../src/core/instant.ts';
import {OVERLAP, SETTLED_AFTER} from '../../../src/feeds/connection/coverage.ts';
import {OPENING, print, walkConnection} from './walk-connection.ts';

const REFUSED = {kind: 'terminal', fault: new Fault('feed/protocol', 'no')} as const;
const LATER = {kind: 'transient', why: 'later'} as const;

const ranges = (walk: ReturnType<typeof walkConnection>) => walk.questions().map(({from, to}) => [from, to]);
const words = (walk: ReturnType<typeof walkConnection>) =>
  walk.statuses().flatMap(({topic, from, at}) => (topic === 'state' ? [] : [{topic, from, to: at}]));
/** The question under way is answered; the last moments are not asked for yet. */
const fill = (walk: ReturnType<typeof walkConnection>) =>
  walk.happen({kind: 'filled', question: walk.questions().at(-1)?.id ?? 0});

describe('filling gaps', () => {
  test('the first connection misses nothing', () => {
    const walk = walkConnection();
    walk.drop();
    walk.pass(seconds(1));
    walk.opened();
    walk.pass(seconds(60));
    expect(walk.questions()).toEqual([]);
  });

  test('where the day had begun before it, that is missing, once', () => {
    const since = minus(OPENING, seconds(600));
    const walk = walkConnection({since});
    walk.opened();
    walk.happen({kind: 'page', question: 1, events: [print(0, minus(OPENING, seconds(1)))]});
    fill(walk);
    walk.pass(SETTLED_AFTER);
    fill(walk);
    walk.trades(print(1, walk.now()));
    const heardTo = walk.now();
    walk.drop();
    walk.pass(seconds(0));
    walk.opened();
    expect(ranges(walk)).toEqual([
      [minus(since, OVERLAP), OPENING],
      [minus(minus(OPENING, SETTLED_AFTER), OVERLAP), plus(OPENING, SETTLED_AFTER)],
      [minus(heardTo, OVERLAP), heardTo],
    ]);
  });

  test('nothing is missing of a day that has yet to begin', () => {
    const walk = walkConnection({since: plus(OPENING, seconds(600))});
    walk.opened();
    walk.pass(seconds(60));
    expect(walk.questions()).toEqual([]);
  });

  test('a fill cut short by another loss begins again from before the first one', () => {
    const walk = walkConnection();
    walk.opened();
    walk.pass(seconds(10));
    walk.trades(print(1, walk.now()));
    const watermark = walk.now();
    walk.drop();
    walk.pass(seconds(0));
    walk.opened();
    walk.pass(seconds(3));
    walk.trades(print(2, walk.now()));
    const {id} = walk.questions()[0] ?? {id: 0};
    expect(walk.drop()).toContainEqual(expect.objectContaining({kind: 'forget'}));
    expect(walk.happen({kind: 'page', question: id, events: [print(3, watermark)]})).toEqual([]);
    walk.happen({kind: 'filled', question: id});
    walk.pass(seconds(1));
    walk.opened();
    expect(walk.questions().map(({from}) => from)).toEqual([watermark, watermark].map(at => minus(at, OVERLAP)));
  });

  test('goes by the clock of the events, so that a slow line hides nothing', () => {
    const walk = walkConnection();
    walk.opened();
    walk.pass(seconds(30));
    const at = minus(walk.now(), seconds(8));
    walk.trades(print(1, at));
    walk.drop();
    walk.pass(seconds(1));
    walk.opened();
    expect(walk.questions()[0]?.from).toBe(minus(at, OVERLAP));
  });

  test('an event from the future moves nothing beyond the present', () => {
    const walk = walkConnection();
    walk.opened();
    walk.pass(seconds(30));
    walk.trades(print(1, plus(walk.now(), seconds(3_600))));
    walk.drop();
    const lostAt = walk.now();
    walk.pass(seconds(1));
    walk.opened();
    expect(walk.questions()[0]?.from).toBe(minus(lostAt, OVERLAP));
  });

  test('what came already does not come again', () => {
    const walk = walkConnection({since: OPENING});
    walk.opened();
    walk.trades(print(1, OPENING), print(2, OPENING), print(1, OPENING));
    walk.happen({kind: 'page', question: 1, events: [print(2, OPENING), print(3, OPENING)]});
    walk.trades(print(3, OPENING));
    expect(walk.emitted()).toMatchObject([{id: 1}, {id: 2}, {id: 3}]);
  });

  test('what is refused is said once for each loss, and asked for again after the next', () => {
    const walk = walkConnection();
    walk.opened();
    for (let loss = 0; loss < 3; loss++) {
      walk.drop();
      walk.pass(seconds(9));
      walk.opened();
      walk.happen({kind: 'unanswered', question: walk.questions().at(-1)?.id ?? 0, loss: REFUSED});
      walk.pass(seconds(60));
    }
    expect(walk.questions().map(({from}) => from)).toEqual([0, 1, 2].map(() => minus(OPENING, OVERLAP)));
    expect(words(walk)).toEqual([
      {topic: 'gap', from: OPENING, to: plus(OPENING, seconds(9))},
      {topic: 'gap', from: plus(OPENING, seconds(9)), to: plus(OPENING, seconds(78))},
      {topic: 'gap', from: plus(OPENING, seconds(78)), to: plus(OPENING, seconds(147))},
    ]);
  });

  test('what failed is a gap until it is had after all', () => {
    const walk = walkConnection({since: OPENING});
    walk.opened();
    walk.happen({kind: 'unanswered', question: 1, loss: LATER});
    expect(words(walk)).toEqual([{topic: 'gap', from: OPENING, to: OPENING}]);
    walk.pass(seconds(30));
    expect(walk.questions()).toHaveLength(2);
    fill(walk);
    expect(words(walk)[1]).toMatchObject({topic: 'filled', from: OPENING});
  });

  test('a server that asks for a pause gets it', () => {
    const walk = walkConnection({since: OPENING});
    walk.opened();
    walk.happen({kind: 'unanswered', question: 1, loss: {kind: 'throttled', why: '', pause: seconds(40)}});
    walk.pass(seconds(39));
    expect(walk.questions()).toHaveLength(1);
    walk.pass(seconds(2));
    expect(walk.questions()).toHaveLength(2);
  });

  test('nor does a new connection end the pause', () => {
    const walk = walkConnection({since: OPENING});
    walk.opened();
    walk.happen({kind: 'unanswered', question: 1, loss: {kind: 'throttled', why: '', pause: seconds(40)}});
    walk.drop();
    walk.pass(seconds(1));
    walk.opened();
    walk.pass(seconds(38));
    expect(walk.questions()).toHaveLength(1);
    walk.pass(seconds(3));
    expect(walk.questions()).toHaveLength(2);
  });

  test('a clock that is behind the stream says so, and nothing counts as filled until it is right', () => {
    const since = minus(OPENING, seconds(600));
    const walk = walkConnection({since});
    walk.opened();
    fill(walk);
    walk.pass(SETTLED_AFTER);
    fill(walk);
    walk.trades(print(1, plus(walk.now(), seconds(60))));
    expect(walk.statuses().at(-1)?.message).toBe('the clock of this machine is behind');
    walk.set(seconds(60));
    walk.happen({kind: 'wake'});
    walk.opened();
    expect(walk.questions().at(-1)).toMatchObject({from: minus(since, OVERLAP), to: walk.now()});
  });

  test('without a place to ask, every gap is said', () => {
    const walk = walkConnection({gaps: 'say'});
    walk.opened();
    walk.drop();
    walk.pass(seconds(7));
    walk.opened();
    walk.pass(seconds(7));
    walk.drop();
    walk.pass(seconds(1));
    walk.opened();
    expect(walk.questions()).toEqual([]);
    expect(words(walk)).toEqual([
      {topic: 'gap', from: OPENING, to: plus(OPENING, seconds(7))},
      {topic: 'gap', from: plus(OPENING, seconds(7)), to: plus(OPENING, seconds(15))},
    ]);
  });
});
