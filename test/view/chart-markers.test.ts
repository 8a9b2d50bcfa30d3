import {describe, expect, test} from 'vitest';
import {minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {StoryPlace} from '../../src/market/snapshot.ts';
import {compareWire} from '../../src/market/wire.ts';
import {annotate} from '../../src/news/annotate.ts';
import {chartMarkers, markerNumbers} from '../../src/view/chart-markers.ts';
import {AMZN, MSFT, snapshotOf, wireItem} from './chart-snapshot.ts';

const now = snapshotOf().clock.now;
const ago = (count: number) => plus(now, minutes(-count));
const wire = [
  wireItem('new', plus(now, seconds(-20)), [MSFT]),
  wireItem('other', ago(5), [ticker('IBM')]),
  wireItem('b', ago(10), [AMZN, MSFT]),
  wireItem('a', ago(20), [AMZN]),
];

describe('marker numbers', () => {
  test('count the headlines on names of the day by arrival', () => {
    expect([...markerNumbers(snapshotOf({wire}))]).toEqual([
      ['a', 1],
      ['b', 2],
      ['new', 3],
    ]);
  });

  test('stay when a headline arrives that was published earlier', () => {
    const late = wireItem('late', ago(15), [AMZN], now);
    const numbers = markerNumbers(snapshotOf({wire: [...wire.slice(0, 3), late, ...wire.slice(3)]}));
    expect([numbers.get('a'), numbers.get('b'), numbers.get('new'), numbers.get('late')]).toEqual([1, 2, 3, 4]);
  });

  test('are of stories: a reprint adds none, an update and a correction show that of their story', () => {
    const of = (id: string, minutesAgo: number, relation: StoryPlace['relation']) =>
      wireItem(id, ago(minutesAgo), [AMZN], ago(minutesAgo), {id: 'a', relation});
    const told = [of('again', 18, 'reprint'), of('update', 12, 'update'), of('correction', 8, 'correction')];
    const snapshot = snapshotOf({wire: [...wire, ...told].sort(compareWire)});
    expect([...markerNumbers(snapshot)]).toEqual([...markerNumbers(snapshotOf({wire}))]);
    expect(chartMarkers(snapshot, [AMZN], undefined).map(({at, number}) => [at, number])).toEqual([
      [ago(20), 1],
      [ago(12), 1],
      [ago(10), 2],
      [ago(8), 1],
    ]);
  });
});

describe('chart markers', () => {
  test('are the headlines that name the symbol, oldest first, where they were published', () => {
    expect(chartMarkers(snapshotOf({wire}), [AMZN], 'b')).toEqual([
      {at: ago(20), number: 1, fresh: false, selected: false},
      {at: ago(10), number: 2, fresh: false, selected: true},
    ]);
  });

  test('say what a headline means for the one name that is shown', () => {
    const item = wireItem('dip', ago(5), [MSFT, AMZN]);
    const notes = annotate({...item.headline, headline: 'Microsoft shares dip as results disappoint'});
    const snapshot = snapshotOf({wire: [{...item, notes}]});
    expect(chartMarkers(snapshot, [MSFT], undefined)[0]?.stance).toBe('negative');
    expect(chartMarkers(snapshot, [AMZN], undefined)[0]?.stance).toBeUndefined();
    expect(chartMarkers(snapshot, [MSFT, AMZN], undefined)[0]?.stance).toBeUndefined();
  });

  test('are fresh for a minute from their arrival', () => {
    const fresh = (snapshot: ReturnType<typeof snapshotOf>) => chartMarkers(snapshot, [MSFT], undefined).at(-1)?.fresh;
    const later = snapshotOf({wire});
    expect(fresh(later)).toBe(true);
    expect(fresh({...later, clock: {...later.clock, now: plus(now, span(60_000_000))}})).toBe(false);
  });
});
