import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../../src/core/events.ts';
import {plus, SECOND, span} from '../../../src/core/instant.ts';
import {applyChange} from '../../../src/market/apply-change.ts';
import {applyEvent} from '../../../src/market/apply-event.ts';
import {anyChangedSince, changedSince} from '../../../src/market/bar-chunks.ts';
import {collectChange} from '../../../src/market/collect-change.ts';
import {createMarket} from '../../../src/market/market.ts';
import {firstDifference, NEVER} from '../../../src/market/reactions/series-difference.ts';
import type {Snapshot} from '../../../src/market/snapshot.ts';
import {AMZN, anyTrades, cancelOf, clock, dayFile, FACE, MSFT, status, trade} from '../market-fixtures.ts';

/** A snapshot after each of the events. */
const published = (events: readonly FeedEvent[]): readonly Snapshot[] => {
  const market = createMarket({file: dayFile()});
  let snapshot: Snapshot | undefined;
  return events.map(event => {
    applyEvent(market, event);
    snapshot = applyChange(snapshot, structuredClone(collectChange(market, FACE)));
    return snapshot;
  });
};

/** What a look at every bar says: of a copy nobody knows what it was made of. */
const compared = (before: Snapshot, after: Snapshot, symbol: typeof AMZN) => {
  const [old, next] = [before.bars.get(symbol), after.bars.get(symbol)];
  return firstDifference(old && {...old}, next && {...next}, NEVER);
};

describe('what changed in a series', () => {
  test('is never said to begin later than it does, prints late and taken back, days begun anew, snapshots left out', () => {
    let [told, toldOfAll] = [0, 0];
    fc.assert(
      fc.property(
        anyTrades,
        fc.array(fc.tuple(fc.nat(90), fc.boolean()), {maxLength: 6}),
        fc.integer({min: 1, max: 4}),
        (...given) => {
          const [trades, turns, step] = given;
          const events: FeedEvent[] = [...trades];
          for (const [place, again] of turns) {
            const known = events[place % Math.max(1, events.length)];
            if (again) events.splice(place % (events.length + 1), 0, status('rewind'));
            else if (known?.kind === 'trade') events.push(cancelOf(known));
          }
          const snapshots = published(events).filter((_, index) => index % step === 0);
          for (const [index, after] of snapshots.entries()) {
            const before = snapshots[index - 1];
            if (before === undefined) continue;
            const any = anyChangedSince(before.bars, after.bars);
            if (any !== undefined) toldOfAll++;
            for (const symbol of [AMZN, MSFT]) {
              const [old, next] = [before.bars.get(symbol), after.bars.get(symbol)];
              const said = firstDifference(old, next, NEVER);
              expect(said).toBeLessThanOrEqual(compared(before, after, symbol));
              if (any !== undefined) expect(any).toBeLessThanOrEqual(compared(before, after, symbol));
              if (old !== undefined && next !== undefined && changedSince(old, next) !== undefined) told++;
            }
          }
        },
      ),
      {numRuns: 300},
    );
    expect(told).toBeGreaterThan(0);
    expect(toldOfAll).toBeGreaterThan(0);
  });

  test('is the bar that came, and nothing of two that do not follow each other', () => {
    const times = [0, 1, 2, 700].map(seconds => plus(clock('09:30'), span(seconds * SECOND)));
    const series = published(times.map(at => trade(at, 240, 100))).map(({bars}) => bars.get(AMZN));
    const [first, second, third, fourth] = series;
    if (!(first && second && third && fourth)) throw new Error('no bars');
    expect(changedSince(first, second)).toBe(times[1]);
    expect(changedSince(third, fourth)).toBe(times[3]);
    expect(changedSince(first, third)).toBeUndefined();
    expect(changedSince(second, first)).toBeUndefined();
    expect(firstDifference(first, third, NEVER)).toBe(times[1]);
    expect(firstDifference(third, fourth, times[3] ?? NEVER)).toBe(NEVER);
  });
});
