import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../src/core/events.ts';
import {instant, plus, SECOND, span} from '../../src/core/instant.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {CHUNK_BARS} from '../../src/market/bar-series.ts';
import {collectChange, hasChanged} from '../../src/market/collect-change.ts';
import {createMarket} from '../../src/market/market.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {
  AMZN,
  anyTrades,
  cancelOf,
  clock,
  dayFile,
  FACE,
  fold,
  headline,
  MSFT,
  snapshotOf,
  status,
  trade,
} from './market-fixtures.ts';

/** Folds the events and publishes after each of the cuts, as another thread would see it. */
const publishedAt = (events: readonly FeedEvent[], cuts: ReadonlySet<number>): readonly Snapshot[] => {
  const market = createMarket({file: dayFile()});
  const snapshots: Snapshot[] = [];
  const publish = (): void => {
    snapshots.push(applyChange(snapshots.at(-1), structuredClone(collectChange(market, FACE))));
  };
  events.forEach((event, index) => {
    if (cuts.has(index)) publish();
    applyEvent(market, event);
  });
  publish();
  return snapshots;
};

const manySeconds = (count: number, from = clock('09:30')): readonly FeedEvent[] =>
  Array.from({length: count}, (_, index) => trade(plus(from, span(index * SECOND)), 240, 100));

describe('publishing', () => {
  test('any cut into changes gives the snapshot of one change, and earlier snapshots stay', () => {
    const others = fc.array(
      fc.constantFrom<FeedEvent>(
        headline('1', clock('09:00')),
        headline('2', clock('09:00')),
        headline('1', clock('09:00'), {updatedAt: clock('09:05'), headline: 'another'}),
        status('state'),
        status('gap'),
        status('rewind'),
      ),
      {maxLength: 6},
    );
    fc.assert(
      fc.property(anyTrades, others, fc.uniqueArray(fc.nat(70)), fc.nat(), (trades, rest, cuts, pick) => {
        const mixed: FeedEvent[] = [...trades];
        for (const [index, event] of rest.entries()) mixed.splice((pick + index * 7) % (mixed.length + 1), 0, event);
        mixed.push(...trades.slice(0, 3).map(cancelOf));
        const snapshots = publishedAt(mixed, new Set(cuts));
        const copies = snapshots.map(snapshot => structuredClone(snapshot));
        const whole = snapshotOf(fold(mixed));
        expect({...snapshots.at(-1), revision: 1}).toEqual(whole);
        expect(snapshots).toEqual(copies);
        expect(snapshots.map(snapshot => snapshot.revision)).toEqual(snapshots.map((_, index) => index + 1));
      }),
      {numRuns: 200},
    );
  });

  test('over many chunks, with late prints and bars that vanish at a chunk border', () => {
    const day = manySeconds(1_025);
    const late = trade(instant(clock('09:30') + 500_000_000 + 1), 241, 100);
    const early = trade(clock('08:00'), 250, 100);
    const last = day[1_024];
    const cancels = last?.kind === 'trade' ? [cancelOf(last), cancelOf(early)] : [];
    const events = [...day, late, early, ...cancels];
    const snapshots = publishedAt(events, new Set([300, 600, 1_025, 1_026, 1_027, 1_028]));
    expect(snapshots.map(snapshot => snapshot.bars.get(AMZN)?.length)).toEqual([
      300, 600, 1_025, 1_025, 1_026, 1_025, 1_024,
    ]);
    expect(snapshots.at(-1)?.bars).toEqual(snapshotOf(fold(events)).bars);
    expect(snapshots.at(-1)?.bars.get(AMZN)?.chunks).toHaveLength(1_024 / CHUNK_BARS);
  });

  test('a change holds only what changed, and what did not stays the same object', () => {
    const market = fold([
      ...manySeconds(600),
      trade(clock('10:00'), 430, 100, {symbol: MSFT}),
      headline('1', clock('09:00')),
    ]);
    const before = applyChange(undefined, collectChange(market, FACE));
    expect(hasChanged(market)).toBe(false);
    applyEvent(market, trade(plus(clock('09:30'), span(599 * SECOND)), 241, 100));
    expect(hasChanged(market)).toBe(true);
    const change = collectChange(market, {...FACE});
    expect(change).toMatchObject({file: undefined, wire: [], feeds: undefined});
    expect(change.chunks.map(({symbol, index}) => [symbol, index])).toEqual([[AMZN, Math.floor(599 / CHUNK_BARS)]]);
    const after = applyChange(before, change);
    expect(after.bars.get(AMZN)?.chunks[0]).toBe(before.bars.get(AMZN)?.chunks[0]);
    expect(after.bars.get(MSFT)).toBe(before.bars.get(MSFT));
    expect(after.figures.get(MSFT)).toBe(before.figures.get(MSFT));
    expect([after.wire, after.feeds, after.file, after.clock]).toEqual([
      before.wire,
      before.feeds,
      before.file,
      before.clock,
    ]);
    expect(after.wire).toBe(before.wire);
    expect(after.clock).toBe(before.clock);
  });

  test('when nothing happened, every part is the same', () => {
    const market = fold(manySeconds(10));
    const before = applyChange(undefined, collectChange(market, FACE));
    const after = applyChange(before, collectChange(market, FACE));
    expect(after).toEqual({...before, revision: 2});
    expect(after.bars).toBe(before.bars);
    expect(after.figures).toBe(before.figures);
  });

  test('a change with nothing before it must bring the day', () => {
    const market = fold([]);
    collectChange(market, FACE);
    expect(() => applyChange(undefined, collectChange(market, FACE))).toThrow('file of its day');
  });
});
