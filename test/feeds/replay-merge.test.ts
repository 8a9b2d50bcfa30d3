import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent, Headline, Trade} from '../../src/core/events.ts';
import {type Instant, instant} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {createReplayMerge, type Release, type ReplayMerge, type Side} from '../../src/feeds/replay-merge.ts';

const AMZN = ticker('AMZN');
const trade = (id: number, at: number): Trade => ({
  kind: 'trade',
  at: instant(at),
  receivedAt: instant(at),
  symbol: AMZN,
  id,
  venue: 'Q',
  tape: 'C',
  price: 1,
  size: 1,
  conditions: [],
});
const headline = (id: string, at: number): Headline => ({
  kind: 'headline',
  at: instant(at),
  receivedAt: instant(at),
  id,
  updatedAt: instant(at),
  headline: id,
  summary: '',
  content: '',
  author: '',
  source: '',
  url: '',
  symbols: [],
});
const mark = (epoch: number, at: number) => ({epoch, at: instant(at)});
const keys = (events: readonly FeedEvent[]): readonly string[] =>
  events.map(
    event => `${event.kind === 'trade' || event.kind === 'headline' ? event.id : event.kind}@${event.receivedAt}`,
  );
const told = (release: Release | undefined): readonly string[] | undefined => release && keys(release.events);

describe('two sockets of one replay', () => {
  test('nothing is told before both marks have passed it', () => {
    const merge = createReplayMerge();
    merge.add('stock', [trade(1, 10), trade(2, 20)]);
    expect(merge.mark('stock', mark(1, 20))).toBeUndefined();
    expect(merge.mark('news', mark(1, 15))).toMatchObject({at: 15, rewind: false});
    expect(merge.mark('news', mark(1, 30))).toMatchObject({at: 20});
  });

  test('in order of receipt, stock first on a tie; a headline is known at its mark, a late print after the mark before', () => {
    const merge = createReplayMerge();
    merge.mark('stock', mark(1, 0));
    merge.mark('news', mark(1, 0));
    merge.add('news', [headline('a', 3)]);
    merge.mark('news', mark(1, 20));
    merge.add('stock', [trade(1, 10), trade(2, 20), trade(3, 5), trade(4, 25)]);
    expect(told(merge.mark('stock', mark(1, 22)))).toEqual(['1@10', '2@20', '3@20', 'a@20']);
    merge.add('stock', [trade(5, 1)]);
    expect(told(merge.mark('news', mark(1, 40)))).toEqual(['4@22']);
    expect(told(merge.mark('stock', mark(1, 30)))).toEqual(['5@22']);
  });

  test('time goes on without events', () => {
    const merge = createReplayMerge();
    merge.mark('stock', mark(1, 5));
    expect(merge.mark('news', mark(1, 5))).toEqual({rewind: false, events: [], epoch: 1, at: 5});
    expect(merge.mark('news', mark(1, 6))).toBeUndefined();
    expect(merge.mark('stock', mark(1, 7))).toEqual({rewind: false, events: [], epoch: 1, at: 6});
  });

  test('a rewind is told once, drops what the old epoch left on both sides, and waits for both', () => {
    const merge = createReplayMerge();
    merge.add('stock', [trade(1, 10)]);
    merge.mark('stock', mark(1, 50));
    merge.add('news', [headline('old', 60)]);
    merge.mark('news', mark(1, 60));
    merge.add('stock', [trade(2, 70)]);
    expect(merge.mark('stock', mark(2, 0))).toEqual({rewind: true, events: [], epoch: 2, at: 0});
    merge.add('stock', [trade(1, 10)]);
    expect(merge.mark('stock', mark(2, 10))).toBeUndefined();
    merge.add('news', [headline('older', 61)]);
    expect(merge.mark('news', mark(1, 61))).toBeUndefined();
    expect(merge.mark('news', mark(2, 0))).toMatchObject({rewind: false, events: [], at: 0});
    expect(told(merge.mark('news', mark(2, 10)))).toEqual(['1@10']);
  });

  test('a new connection of the same epoch goes on; what comes again counts as known by then', () => {
    const merge = createReplayMerge();
    merge.add('stock', [trade(1, 10)]);
    merge.mark('stock', mark(1, 10));
    expect(told(merge.mark('news', mark(1, 10)))).toEqual(['1@10']);
    merge.add('stock', [trade(2, 12)]);
    merge.restart('stock');
    expect(merge.mark('news', mark(1, 20))).toBeUndefined();
    merge.add('stock', [trade(1, 10), trade(2, 12), trade(3, 18)]);
    expect(told(merge.mark('stock', mark(1, 20)))).toEqual(['1@10', '2@12', '3@18']);
  });

  test('a new connection into a new epoch keeps what came before its first mark', () => {
    const merge = createReplayMerge();
    merge.mark('stock', mark(1, 10));
    merge.mark('news', mark(1, 10));
    merge.restart('stock');
    merge.add('stock', [trade(1, 3)]);
    expect(merge.mark('stock', mark(2, 5))).toMatchObject({rewind: true});
    expect(told(merge.mark('news', mark(2, 5)))).toEqual(['1@3']);
  });

  test('however the sockets interleave: each event once, in order, never before its mark', () => {
    type Step = {readonly side: Side; readonly gap: number; readonly late: number};
    const step: fc.Arbitrary<Step> = fc.record({
      side: fc.constantFrom<Side>('stock', 'news'),
      gap: fc.integer({min: 0, max: 50}),
      late: fc.integer({min: -100, max: 20}),
    });
    fc.assert(
      fc.property(fc.array(step, {maxLength: 60}), steps => {
        const merge: ReplayMerge = createReplayMerge();
        const marks: Record<Side, number> = {stock: 0, news: 0};
        const released: FeedEvent[] = [];
        let at: Instant = instant(-1);
        const take = (release: Release | undefined): void => {
          if (release === undefined) return;
          expect(release.at).toBeGreaterThanOrEqual(at);
          for (const event of release.events) {
            expect(event.receivedAt).toBeGreaterThanOrEqual(released.at(-1)?.receivedAt ?? -1);
            expect(event.receivedAt).toBeLessThanOrEqual(release.at);
            released.push(event);
          }
          at = release.at;
        };
        take(merge.mark('stock', mark(1, 0)));
        take(merge.mark('news', mark(1, 0)));
        steps.forEach(({side, gap, late}, id) => {
          const event = side === 'stock' ? trade(id, marks.stock + late) : headline(String(id), marks.news + late);
          merge.add(side, [event]);
          marks[side] += gap;
          take(merge.mark(side, mark(1, marks[side])));
        });
        const end = Math.max(marks.stock, marks.news);
        take(merge.mark('stock', mark(1, end)));
        take(merge.mark('news', mark(1, end)));
        expect(released.length).toBe(steps.length);
      }),
    );
  });
});
