import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Bar, FeedEvent, Halt, Headline, Trade} from '../../../src/core/events.ts';
import {type Instant, instant, minutes, plus, seconds} from '../../../src/core/instant.ts';
import {atWallTime, type TradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {earlierSessionsFrom} from '../../../src/market/earlier-sessions.ts';
import type {Move} from '../../../src/market/moves/move.ts';
import {movesOf} from '../../../src/market/moves/moves-of.ts';
import type {DayFile, Snapshot} from '../../../src/market/snapshot.ts';
import {type CommittedDay, DAY_NAMES, readDay} from '../../fixtures/committed-day.ts';
import {AMZN, bar, clock, correctionOf, dayFile, headline, MSFT, trade} from '../market-fixtures.ts';
import {fileOf, OPTIONS, publishedAt} from '../reactions/reaction-fixtures.ts';

const NVDA = ticker('NVDA');
const NAMES = [AMZN, MSFT, NVDA];
const DATES = ['2026-01-23', '2026-01-26', '2026-01-27', '2026-01-28', '2026-01-29'] as TradingDate[];

/** A few cents to and fro, the same ones every time. */
const createWobble = () => {
  let turn = 1;
  return (): number => {
    turn = (turn * 48_271) % 2_147_483_647;
    return ((turn % 11) - 5) / 100;
  };
};

const quietSessions = (dates: readonly TradingDate[] = DATES): readonly Bar[] => {
  const wobble = createWobble();
  return dates.flatMap(date =>
    Array.from({length: 78}, (_, index) => plus(atWallTime(date, 9, 30), minutes(index * 5))).flatMap(openAt =>
      NAMES.map(symbol => {
        const close = 200 + wobble();
        return {...bar(openAt, minutes(5), [close, close, close, close], 5_000), symbol};
      }),
    ),
  );
};
const file = (changes: Partial<DayFile> = {}): DayFile => {
  const plain = dayFile();
  const earlier = earlierSessionsFrom(quietSessions(), minutes(5));
  return {...plain, day: {...plain.day, symbols: NAMES}, earlier, ...changes};
};

/** A print of each name every twenty seconds from 09:30 to 12:00; AMZN by `step` higher from each of `since` on. */
const tape = (since: string | readonly string[], step = 0.02): readonly Trade[] => {
  const wobble = createWobble();
  const trades: Trade[] = [];
  for (let at = clock('09:30'); at < clock('12:00'); at = plus(at, seconds(20)))
    for (const symbol of NAMES) {
      const steps = symbol === AMZN ? [since].flat().filter(when => at >= clock(when)).length : 0;
      const moved = (1 + step) ** steps;
      trades.push(trade(at, Math.round((200 + wobble()) * moved * 100) / 100, 1_000, {symbol}));
    }
  return trades;
};
const TAPE = tape('11:01:00');
const told = (id: string, when: string, changes: Partial<Headline> = {}) =>
  headline(id, clock(when), {symbols: [AMZN], headline: `story ${id}`, ...changes});
const seen = (events: readonly FeedEvent[], now: string, day = file()): readonly Move[] =>
  publishedAt(day, events, [clock(now)]).flatMap(snapshot => movesOf(snapshot, OPTIONS.weights));
const halt = (when: string, halted: boolean): Halt => ({
  kind: 'halt',
  symbol: AMZN,
  halted,
  code: halted ? 'T1' : 'T3',
  reason: '',
  tape: 'C',
  at: clock(when),
  receivedAt: clock(when),
});

describe('an unexplained move', () => {
  test('is known two minutes after its five, and not before', () => {
    expect(seen(TAPE, '11:06:59')).toEqual([]);
    const [move, ...others] = seen(TAPE, '11:07:00');
    expect(others).toEqual([]);
    expect(move).toMatchObject({
      symbol: AMZN,
      from: clock('11:00'),
      to: clock('11:05'),
      knownAt: clock('11:07'),
      followedBy: undefined,
    });
    expect(move?.return).toBeCloseTo(0.02, 2);
    expect(move?.t).toBeGreaterThan(3.3);
    expect(move?.volume).toMatchObject({status: 'ok', value: expect.closeTo(3, 1)});
  });

  test.each([
    ['ten minutes before', '10:50:00', 0],
    ['longer before', '10:49:59', 1],
    ['within it', '11:03:00', 0],
    ['two minutes after', '11:07:00', 0],
    ['later', '11:07:01', 1],
  ])('is explained by a headline on the name: %s', (_, when, count) => {
    expect(seen([...TAPE, told('a', when)], '11:30')).toHaveLength(count);
  });

  test('is explained by news of the whole market, and by no news of another name', () => {
    const wide = told('a', '11:01', {symbols: [ticker('QQQ')], headline: 'Fed cuts rates'});
    expect(seen([...TAPE, wide], '11:30')).toEqual([]);
    expect(seen([...TAPE, told('a', '11:01', {symbols: [MSFT]})], '11:30')).toHaveLength(1);
  });

  test('has the headline on another name that was told nearest to its beginning, by then and received by its end', () => {
    const on = (id: string, when: string, changes: Partial<Headline> = {}) =>
      told(id, when, {symbols: [MSFT], headline: WORDS[id] ?? '', ...changes});
    const WORDS: Readonly<Record<string, string>> = {
      a: 'Azure region opens in Chile',
      b: 'Analyst lifts price target',
      c: 'Court hears a patent case',
    };
    const nearOf = (...stories: readonly Headline[]) => seen([...TAPE, ...stories], '11:30').map(({near}) => near);
    const near = (headlineId: string, when: string) => [{headlineId, symbol: MSFT, toldAt: clock(when)}];
    expect(nearOf(on('a', '10:49:59'), on('b', '11:05:01'))).toEqual([undefined]);
    expect(nearOf(on('a', '10:52'), on('b', '10:58'), on('c', '11:04'))).toEqual(near('b', '10:58'));
    expect(nearOf(on('a', '10:52'), on('b', '10:58', {receivedAt: clock('11:06')}))).toEqual(near('a', '10:52'));
  });

  test('stays when a headline comes after it, and is linked to that', () => {
    const [move] = seen([...TAPE, told('a', '11:11')], '11:30');
    expect(move?.followedBy).toEqual({headlineId: 'a', lag: minutes(6)});
    const late = told('b', '11:02', {receivedAt: clock('11:20')});
    expect(seen([...TAPE, late], '11:19')).toHaveLength(1);
    expect(seen([...TAPE, late], '11:30')[0]?.followedBy).toEqual({headlineId: 'b', lag: minutes(-3)});
    expect(seen([...TAPE, told('c', '11:36')], '11:50')[0]?.followedBy).toBeUndefined();
  });

  test('is one while it goes on', () => {
    const twice = TAPE.map(print =>
      print.symbol === AMZN && print.at >= clock('11:06') ? {...print, price: print.price * 1.02} : print,
    );
    expect(seen(twice, '11:30')).toHaveLength(1);
    const apart = TAPE.map(print =>
      print.symbol === AMZN && print.at >= clock('11:31') ? {...print, price: print.price * 1.03} : print,
    );
    expect(seen(apart, '11:50')).toHaveLength(2);
  });

  test('is one of a quarter hour where none of its slots stands out, and is found wherever that begins', () => {
    const found = seen(tape(['11:01:00', '11:06:00', '11:11:00'], 0.00055), '11:30');
    expect(found).toMatchObject([{from: clock('11:00'), to: clock('11:15'), knownAt: clock('11:17')}]);
    expect(found[0]?.return).toBeCloseTo(0.0018, 3);
    expect(found[0]?.t).toBeGreaterThan(3.3);
    const later = seen(tape(['11:06:00', '11:11:00', '11:16:00'], 0.00055), '11:30');
    expect(later).toMatchObject([{from: clock('11:05'), to: clock('11:20')}]);
    const climb = tape(['11:01:00', '11:06:00', '11:11:00'], 0.00055);
    expect(seen([...climb, told('a', '10:50')], '11:30')).toEqual([]);
    expect(seen([...climb, told('a', '11:17')], '11:30')).toEqual([]);
  });

  test('takes at least two earlier sessions', () => {
    const given = (count: number) =>
      file({earlier: earlierSessionsFrom(quietSessions(DATES.slice(-count)), minutes(5))});
    expect(seen(TAPE, '11:30', given(1))).toEqual([]);
    expect(seen(TAPE, '11:30', given(2))).toHaveLength(1);
  });

  test('is none of a bad print, a halt, a stale price, the first print, or without earlier sessions', () => {
    const flat = tape('11:01:00', 0);
    const bad = trade(clock('11:04:59.5'), 230, 100);
    expect(seen([...flat, bad], '11:30')).toEqual([]);
    expect(
      seen([...flat, bad, ...[1, 2].map(n => ({...bad, id: bad.id + n * 1e6, at: plus(bad.at, seconds(n))}))], '11:30'),
    ).not.toEqual([]);
    expect(seen([...TAPE, halt('11:00:30', true), halt('11:00:50', false)], '11:30')).toEqual([]);
    const silent = TAPE.filter(({at, symbol}) => symbol !== AMZN || at < clock('10:52') || at > clock('11:01'));
    expect(seen(silent, '11:30')).toEqual([]);
    expect(
      seen(
        TAPE.filter(({at}) => at >= clock('11:01')),
        '11:30',
      ),
    ).toEqual([]);
    expect(seen(TAPE, '11:30', file({earlier: new Map()}))).toEqual([]);
  });

  test('is what all that moved together is not, but for the fund', () => {
    const QQQ = ticker('QQQ');
    const wobble = createWobble();
    const all = [...NAMES, QQQ];
    const bars = quietSessions().flatMap(one => (one.symbol === AMZN ? [one, {...one, symbol: QQQ}] : [one]));
    const day = file({earlier: earlierSessionsFrom(bars, minutes(5))});
    const together: Trade[] = [];
    for (let at = clock('09:30'); at < clock('12:00'); at = plus(at, seconds(20)))
      for (const symbol of all) {
        const price = (200 + (symbol === AMZN || symbol === QQQ ? 0 : wobble())) * (at >= clock('11:01') ? 1.02 : 1);
        together.push(trade(at, Math.round(price * 100) / 100, 1_000, {symbol}));
      }
    const moves = seen(together, '11:30', {...day, day: {...day.day, benchmark: QQQ}});
    expect(moves.map(({symbol}) => symbol)).toContain(QQQ);
    expect(moves.map(({symbol}) => symbol)).not.toContain(AMZN);
  });
});

describe('the moves of a committed day', () => {
  let days: readonly CommittedDay[];
  let thinned: readonly Trade[];
  beforeAll(async () => {
    days = await Promise.all(DAY_NAMES.map(readDay));
    thinned = (days[0]?.trades ?? []).filter((_, index) => index % 4 === 0);
  }, 120_000);
  const first = (): CommittedDay => {
    const [day] = days;
    if (day === undefined) throw new Error('a day');
    return day;
  };
  const fresh = (snapshot: Snapshot): readonly Move[] =>
    movesOf({...snapshot, file: {...snapshot.file}}, OPTIONS.weights);

  test('are few: none on a quiet day, and only names that no headline names on a loud one', () => {
    const counts = days.map(day => {
      const [snapshot] = publishedAt(fileOf(day), day.events, [day.day.info.endAt]);
      return snapshot === undefined ? [] : movesOf(snapshot, OPTIONS.weights).map(({symbol}) => symbol);
    });
    expect(counts).toEqual([['GOOGL', 'NVDA'], [], []]);
  });

  test('are the same kept from snapshot to snapshot as worked out anew, prints late and corrected', () => {
    const {startAt, endAt} = first().day.info;
    const moment = fc.oneof(
      fc.integer({min: startAt, max: endAt}),
      fc.integer({min: clock('08:00'), max: clock('08:30')}),
    );
    const events = (wire: boolean, rows: readonly (readonly [number, number, number])[]): readonly FeedEvent[] => [
      ...thinned,
      ...(wire ? first().headlines : []),
      ...rows.flatMap(([place, sort, after]): readonly FeedEvent[] => {
        const print = thinned[place];
        if (print === undefined) return [];
        const receivedAt = plus(print.receivedAt, seconds(after));
        if (sort === 0) return [{...print, id: print.id + 50_000_000, price: print.price * 1.02, receivedAt}];
        return [{...correctionOf(print, {price: print.price * 1.02}), at: receivedAt, receivedAt}];
      }),
    ];
    let seenMoves = 0;
    fc.assert(
      fc.property(
        fc.array(moment, {minLength: 2, maxLength: 9}),
        fc.array(fc.tuple(fc.nat(thinned.length - 1), fc.nat(1), fc.integer({min: 1, max: 7_200})), {maxLength: 60}),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (cuts, rows, wire, order) => {
          const moments = cuts.toSorted((a, b) => a - b).map(instant);
          const snapshots = publishedAt(fileOf(first()), events(wire, rows), moments);
          for (const snapshot of snapshots) {
            const moves = movesOf(snapshot, OPTIONS.weights);
            expect(moves).toEqual(fresh(snapshot));
            seenMoves += moves.length;
            for (const {knownAt} of moves) expect(knownAt).toBeLessThanOrEqual(snapshot.clock.now);
          }
          for (let visit = 0; visit < 5; visit++) {
            const snapshot = snapshots[(order.next().value ?? 0) % snapshots.length];
            if (snapshot !== undefined) expect(movesOf(snapshot, OPTIONS.weights)).toEqual(fresh(snapshot));
          }
        },
      ),
      {numRuns: 10},
    );
    expect(seenMoves).toBeGreaterThan(0);
  }, 240_000);

  test('up to a moment are the same when the tape ends there', () => {
    const {startAt, endAt} = first().day.info;
    const [whole] = publishedAt(fileOf(first()), thinned, [endAt]);
    if (whole === undefined) throw new Error('nothing published');
    const all = movesOf(whole, OPTIONS.weights);
    expect(all.length).toBeGreaterThan(2);
    const cutsOf = (at: Instant) => {
      const [cut] = publishedAt(
        fileOf(first()),
        thinned.filter(({receivedAt}) => receivedAt <= at),
        [at],
      );
      return cut === undefined ? [] : movesOf(cut, OPTIONS.weights);
    };
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({min: startAt, max: endAt}), fc.constantFrom(...all.map(({knownAt}) => knownAt))),
        at => {
          expect(cutsOf(instant(at))).toEqual(all.filter(({knownAt}) => knownAt <= at));
        },
      ),
      {numRuns: 8},
    );
  }, 240_000);

  test('take the same array while they are the same', () => {
    const {endAt} = first().day.info;
    const moments = [clock('08:20'), clock('08:20:01'), clock('08:21'), endAt];
    const [one, two, three] = publishedAt(fileOf(first()), thinned, moments).map(snapshot =>
      movesOf(snapshot, OPTIONS.weights),
    );
    expect(one?.length).toBeGreaterThan(0);
    expect(two).toBe(one);
    expect(three).toBe(one);
  });
});
