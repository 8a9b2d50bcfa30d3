import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {instant, MINUTE, plus, seconds} from '../../src/core/instant.ts';
import type {BarRow} from '../../src/market/bar-series.ts';
import type {Market} from '../../src/market/market.ts';
import {barRow} from '../../src/market/series-reads.ts';
import {
  AMZN,
  anyAmendedPrint,
  anyTrades,
  bar,
  cancelOf,
  clock,
  correctionOf,
  figuresAfter,
  fold,
  headline,
  MSFT,
  snapshotOf,
  status,
  trade,
} from './market-fixtures.ts';

const rowsOf = (market: Market): readonly BarRow[] => {
  const series = snapshotOf(market).bars.get(AMZN);
  return series === undefined ? [] : Array.from({length: series.length}, (_, index) => barRow(series, index));
};

describe('prints', () => {
  test('move the figures that their conditions allow', () => {
    const figures = figuresAfter([
      trade(clock('08:00'), 252, 300, {conditions: ['@', 'T']}),
      trade(clock('09:30:01'), 240, 100),
      trade(clock('09:30:02'), 243, 200),
      trade(clock('09:30:03'), 250, 5, {conditions: ['@', 'I']}),
      trade(clock('09:30:04'), 239, 100),
      trade(clock('09:30:05'), 260, 100, {conditions: ['@', '?']}),
      trade(clock('09:30:06'), 261, 9_999, {conditions: ['M']}),
    ]);
    expect(figures).toMatchObject({
      last: {price: 239, at: clock('09:30:04')},
      extendedLast: {price: 252, at: clock('08:00')},
      lastPrint: {price: 261},
      previousClose: 241.73,
      open: 240,
      high: 243,
      low: 239,
      close: 239,
      volume: 805,
      trades: 6,
      unknownConditions: 1,
    });
    expect(figures.vwap).toBeCloseTo((252 * 300 + 240 * 100 + 243 * 200 + 239 * 100) / 700, 9);
  });

  test('a name without prints has no figures, and no zeros in their place', () => {
    const figures = figuresAfter([], MSFT);
    expect(figures).toMatchObject({last: undefined, open: undefined, high: undefined, vwap: undefined, volume: 0});
    expect(figures.previousClose).toBeUndefined();
  });

  test('the closing print counts for the regular day though it comes after the bell', () => {
    const events = [
      trade(clock('15:59:59'), 240, 100),
      trade(clock('16:00:01'), 239.3, 5_000, {conditions: ['@', '6']}),
      trade(clock('16:00:02'), 245, 100),
    ];
    expect(figuresAfter(events)).toMatchObject({
      close: 239.3,
      low: 239.3,
      high: 240,
      extendedLast: {price: 245},
    });
  });

  test('a late print goes into its own second and never moves the last one back', () => {
    const events = [
      trade(clock('10:00:00'), 240, 100),
      trade(clock('10:00:05'), 241, 100),
      trade(clock('10:00:03'), 239, 100),
      trade(clock('10:00:04'), 250, 100, {conditions: ['Z']}),
    ];
    expect(figuresAfter(events)).toMatchObject({last: {price: 241}, lastPrint: {price: 241}, low: 239, high: 250});
    const rows = rowsOf(fold(events));
    expect(rows.map(row => row.openAt)).toEqual(['10:00:00', '10:00:03', '10:00:04', '10:00:05'].map(clock));
    expect(rows.map(row => row.close)).toEqual([240, 239, Number.NaN, 241]);
    expect(rows.map(row => row.volume)).toEqual([100, 100, 100, 100]);
  });

  test('a print out of sequence opens the day if it is the first, and closes it only until another comes', () => {
    const late = {conditions: ['@', 'Z']};
    const first = trade(clock('10:00:00'), 240, 100, late);
    const second = trade(clock('10:00:01'), 241, 100, late);
    const regular = trade(clock('10:00:02'), 242, 100);
    expect(figuresAfter([first, second])).toMatchObject({open: 240, close: 240, high: 241});
    expect(figuresAfter([first, second, regular])).toMatchObject({open: 240, close: 242});
    expect(figuresAfter([regular, trade(clock('10:00:03'), 243, 100, late)])).toMatchObject({open: 242, close: 242});
  });

  test('bars and figures do not depend on the order of arrival', () => {
    const ordered = anyTrades.map(trades =>
      trades
        .filter(({conditions}) => !conditions.includes('Z'))
        .map((print, index) => ({...print, at: instant(print.at + index)})),
    );
    const orders = ordered.chain(trades =>
      fc.tuple(fc.constant(trades), fc.shuffledSubarray([...trades], {minLength: trades.length})),
    );
    fc.assert(
      fc.property(orders, ([trades, shuffled]) => {
        const days = [shuffled, trades].map(events => ({...snapshotOf(fold(events)), traffic: undefined}));
        expect(days[0]).toEqual(days[1]);
      }),
    );
  });

  test('a print heard twice counts once; the same id on another venue or tape is another print', () => {
    const print = trade(clock('10:00'), 240, 100);
    const others = [
      {...print, venue: 'K'},
      {...print, tape: 'A' as const},
      {...print, symbol: MSFT},
    ];
    expect(figuresAfter([print, print, ...others, print])).toMatchObject({volume: 300, trades: 3});
  });

  test('prints outside of the session leave no trace', () => {
    const events = [trade(clock('03:59:59'), 1, 100), trade(clock('20:00'), 2, 100), trade(clock('34:00'), 3, 100)];
    expect(figuresAfter(events)).toEqual(figuresAfter([]));
  });
});

describe('amendments', () => {
  test('a cancelled high is no high', () => {
    const wrong = trade(clock('10:00:01'), 300, 100);
    const events = [trade(clock('10:00:00'), 240, 100), wrong, trade(clock('10:00:02'), 241, 100)];
    expect(figuresAfter([...events, cancelOf(wrong), cancelOf(wrong)])).toMatchObject({
      high: 241,
      volume: 200,
      trades: 2,
      amended: 1,
    });
    expect(rowsOf(fold([...events, cancelOf(wrong)]))).toHaveLength(2);
  });

  test('a corrected print can be corrected again under its new id, and its old id stays known', () => {
    const print = trade(clock('10:00'), 240, 100);
    const first = correctionOf(print, {price: 250});
    const second = correctionOf({...print, id: first.correctedId}, {price: 245});
    expect(figuresAfter([print, first, second, print, first])).toMatchObject({
      last: {price: 245},
      volume: 100,
      amended: 2,
    });
  });

  test('an amendment of a print never seen changes nothing', () => {
    const print = trade(clock('10:00'), 240, 100);
    expect(figuresAfter([correctionOf(print, {price: 1}), cancelOf(print)])).toMatchObject({volume: 0, low: undefined});
  });

  test('of a print long gone, volume and VWAP are still put right, once', () => {
    const first = trade(clock('09:30'), 300, 100, {id: 1});
    const many = Array.from({length: 70_000}, (_, index) =>
      trade(instant(clock('09:31') + index * 1_000), 240, 100, {id: index + 10}),
    );
    const cancel = cancelOf(first);
    expect(figuresAfter([first, ...many, cancel, cancel])).toMatchObject({volume: 7_000_000, high: 300, vwap: 240});
    const late = many[69_990];
    expect(figuresAfter([first, ...many, late === undefined ? cancel : cancelOf(late)])).toMatchObject({
      volume: 6_999_900 + 100,
      open: 300,
      high: 300,
    });
  });

  test('the market after corrections and cancels is that of a tape which came right', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.option(anyAmendedPrint)), {maxLength: 5});
    fc.assert(
      fc.property(anyTrades, changes, fc.nat(), (trades, amendments, pick) => {
        const cut = pick % (trades.length + 1);
        const right = [...trades];
        const events = amendments.flatMap(([which, print]) => {
          const index = which % Math.max(1, cut);
          const before = right[index];
          if (cut === 0 || before === undefined || before.size === 0) return [];
          right[index] = print === null ? {...before, size: 0} : {...before, ...print, id: before.id + 1_000_000};
          return [print === null ? cancelOf(before) : correctionOf(before, print)];
        });
        const tape = [...trades.slice(0, cut), ...events, ...trades.slice(cut)];
        const [amended, plain] = [snapshotOf(fold(tape)), snapshotOf(fold(right))];
        expect(amended.bars).toEqual(plain.bars);
        for (const [symbol, figures] of plain.figures)
          expect({...amended.figures.get(symbol), amended: 0}).toEqual(figures);
      }),
      {numRuns: 300},
    );
  });
});

describe('bars made elsewhere', () => {
  const opening = bar(clock('09:30'), MINUTE, [240, 244, 239, 243], 1_000);

  test('stand in where there are no prints', () => {
    const early = bar(clock('08:00'), MINUTE, [252, 253, 251, 252.5], 500);
    expect(figuresAfter([early, opening])).toMatchObject({
      last: {price: 243, at: clock('09:31')},
      extendedLast: {price: 252.5},
      lastPrint: undefined,
      open: 240,
      high: 244,
      low: 239,
      close: 243,
      volume: 1_500,
    });
    expect(snapshotOf(fold([early, opening])).bars.get(AMZN)).toMatchObject({span: MINUTE, length: 2});
  });

  test('a later edition takes the place of the first', () => {
    const again = bar(clock('09:30'), MINUTE, [240, 243, 239, 242], 1_100);
    expect(figuresAfter([opening, again])).toMatchObject({high: 243, close: 242, volume: 1_100});
  });

  test('yield to bars made of prints, and prints inside of them add no shares twice', () => {
    const print = trade(clock('09:30:10'), 250, 100);
    expect(figuresAfter([print, opening])).toMatchObject({high: 250, volume: 100});
    expect(figuresAfter([opening, print])).toMatchObject({high: 250, volume: 1_000, lastPrint: {price: 250}});
    expect(rowsOf(fold([opening, print, trade(clock('09:31'), 245, 100)])).map(row => row.volume)).toEqual([
      1_000, 100,
    ]);
    expect(figuresAfter([opening, print, cancelOf(print)])).toMatchObject({
      high: 244,
      volume: 1_000,
      lastPrint: undefined,
    });
    expect(rowsOf(fold([opening, print, cancelOf(print)]))).toEqual(rowsOf(fold([opening])));
    expect(rowsOf(fold([opening, bar(clock('09:30:30'), MINUTE, [1, 1, 1, 1], 1)]))).toHaveLength(1);
  });

  test('a bar of the whole day is none of ours', () => {
    expect(figuresAfter([bar(clock('00:00'), seconds(86_400), [1, 2, 1, 2], 9)])).toEqual(figuresAfter([]));
  });
});

describe('the rest of the day', () => {
  test('a quote is the latest by its own time', () => {
    const quote = {
      kind: 'quote',
      symbol: AMZN,
      at: clock('10:00'),
      receivedAt: clock('10:00'),
      bid: 240,
      bidSize: 100,
      bidVenue: 'Q',
      ask: 240.1,
      askSize: 200,
      askVenue: 'P',
      conditions: ['R'],
      tape: 'C',
    } as const;
    const events = [quote, {...quote, at: clock('09:59'), bid: 1}];
    expect(figuresAfter(events).quote).toEqual({at: clock('10:00'), bid: 240, bidSize: 100, ask: 240.1, askSize: 200});
  });

  test('a halt lasts from its first word to the resumption', () => {
    const halt = {kind: 'halt', symbol: AMZN, receivedAt: clock('10:00'), tape: 'C', reason: 'news pending'} as const;
    const stopped = {...halt, at: clock('10:00'), halted: true, code: 'H'};
    const explained = {...halt, at: clock('10:05'), halted: true, code: 'T2', reason: 'news out'};
    const resumed = {...halt, at: clock('10:10'), halted: false, code: 'T'};
    expect(figuresAfter([stopped, explained]).halted).toEqual({since: clock('10:00'), code: 'T2', reason: 'news out'});
    expect(figuresAfter([stopped, resumed, explained]).halted).toBeUndefined();
  });

  test('halts that are over are kept with the code they ended up with, a bounded number of them', () => {
    const halt = {kind: 'halt', symbol: AMZN, receivedAt: clock('10:00'), tape: 'C', reason: 'news pending'} as const;
    const stopped = {...halt, at: clock('10:00'), halted: true, code: 'H'};
    const explained = {...halt, at: clock('10:05'), halted: true, code: 'T2'};
    const resumed = {...halt, at: clock('10:10'), halted: false, code: 'T'};
    expect(figuresAfter([stopped, explained]).halts).toEqual([]);
    const over = {from: clock('10:00'), to: clock('10:10'), code: 'T2'};
    expect(figuresAfter([stopped, explained, resumed]).halts).toEqual([over]);
    const pauses = Array.from({length: 100}, (_, index) => [
      {...stopped, at: plus(stopped.at, seconds(index))},
      {...resumed, at: plus(stopped.at, seconds(index + 0.5))},
    ]).flat();
    const {halts} = figuresAfter(pauses);
    expect(halts).toHaveLength(64);
    expect(halts.at(-1)?.from).toBe(plus(stopped.at, seconds(99)));
  });

  test('gaps that were filled are gaps no longer; one before them stays', () => {
    const market = fold([
      status('gap', {from: clock('08:50'), at: clock('08:51')}),
      status('gap', {from: clock('09:00'), at: clock('09:02')}),
      status('gap', {from: clock('09:05'), at: clock('09:07')}),
      status('filled', {from: clock('09:00'), at: clock('09:08')}),
    ]);
    expect([...market.feeds.values()].flatMap(({gaps}) => gaps)).toEqual([{from: clock('08:50'), to: clock('08:51')}]);
  });

  test('connections: states, bad messages and gaps are kept a feed', () => {
    const {feeds} = snapshotOf(
      fold([
        status('state'),
        status('bad'),
        status('state', {state: 'retrying', message: 'lost', retryAt: clock('09:01')}),
        status('gap', {from: clock('09:00'), at: clock('09:02')}),
        status('state', {feed: 'alpaca/a-news'}),
      ]),
    );
    expect(feeds.map(feed => feed.feed)).toEqual(['alpaca/a-news', 'alpaca/iex']);
    expect(feeds[1]).toMatchObject({
      state: 'retrying',
      message: 'lost',
      bad: 1,
      reconnects: 1,
      retryAt: clock('09:01'),
      gaps: [{from: clock('09:00'), to: clock('09:02')}],
    });
  });

  test('a rewind leaves the day as it was before its first event', () => {
    const live = status('state');
    const events = [live, trade(clock('10:00'), 240, 100), headline('1', clock('10:00')), status('bad')];
    const again = snapshotOf(fold([...events, status('rewind')]));
    const fresh = snapshotOf(fold([live]));
    expect({...again, feeds: [], traffic: undefined}).toEqual({...fresh, feeds: [], traffic: undefined});
    expect(again.feeds[0]).toMatchObject({state: 'live', bad: 0, heardAt: undefined});
  });
});

describe('figures that cannot be true', () => {
  const at = clock('10:00');
  const first = trade(at, 200, 100);
  const shownWith = (...events: readonly FeedEvent[]) => {
    const {bars, figures} = snapshotOf(fold([first, ...events]));
    return {bars, figures};
  };
  const late = clock('10:05');

  test.each([
    ['a price beyond all markets', trade(late, 1e308, 100)],
    ['a price that is next to nothing', trade(late, 1e-300, 100)],
    ['a size beyond all markets', trade(late, 200, 1e308)],
    ['a bar up to the sky', bar(late, MINUTE, [200, 1e308, 199, 200], 10)],
    ['a bar whose close lies above its high', bar(late, MINUTE, [200, 201, 199, 1e12], 10)],
    ['a correction to a price beyond all markets', correctionOf(first, {price: 1e300})],
    ['a bar that takes shares away', bar(late, MINUTE, [200, 201, 199, 200], -1e300)],
  ])('%s leaves no trace', (_, event) => {
    expect(shownWith(event)).toEqual(shownWith());
  });
});

/** The Market but for how it came. */
const ofTheDay = ({traffic: _, ...rest}: Market) => rest;

describe('determinism', () => {
  test('headlines and prints commute', () => {
    const headlines = [
      headline('1', clock('09:00')),
      headline('2', clock('10:00')),
      headline('1', clock('09:00'), {updatedAt: clock('11:00')}),
    ];
    fc.assert(
      fc.property(anyTrades, fc.array(fc.nat(60), {minLength: 3, maxLength: 3}), (trades, places) => {
        const mixed = [...trades, ...headlines].map((event, index) => ({event, index}));
        const place = (index: number): number =>
          index < trades.length ? index : Math.max(...places.slice(0, index - trades.length + 1)) - 0.5;
        const other = [...mixed].sort((a, b) => place(a.index) - place(b.index)).map(({event}) => event);
        expect(ofTheDay(fold(other))).toEqual(ofTheDay(fold([...trades, ...headlines])));
      }),
    );
  });

  test('nothing of a print but its own time is kept', () => {
    fc.assert(
      fc.property(anyTrades, fc.nat(), (trades, late) => {
        const later = trades.map(print => ({...print, receivedAt: instant(print.receivedAt + late)}));
        expect(ofTheDay(fold(later))).toEqual(ofTheDay(fold(trades)));
      }),
    );
  });
});
