import {expect, test} from 'vitest';
import {plus, seconds} from '../../src/core/instant.ts';
import {reactionsOf} from '../../src/market/reactions/reactions-of.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {watchReads} from '../../src/ui/watch-reads.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {AMZN, clock, dayFile, headline, trade} from '../market/market-fixtures.ts';
import {itemOf, OPTIONS, publishedAt} from '../market/reactions/reaction-fixtures.ts';

const SIZE = {width: 80, height: 24};
const at = clock('11:00');
const EVENTS = [
  headline('a', at, {symbols: [AMZN]}),
  ...Array.from({length: 90}, (_, second) => trade(plus(at, seconds(second)), 240 + second / 100, 100)),
];

const screenOf = (snapshot: Snapshot) => ({snapshot, ui: createUiState(snapshot.clock.now), size: SIZE});

test('a drawing that reads a reaction stands while prints come, until a horizon ends; one of what is expected does not', () => {
  const moments = [10, 20, 30, 61].map(second => plus(at, seconds(second)));
  const [first, second, third, ended] = publishedAt(dayFile(), EVENTS, moments);
  if (!(first && second && third && ended)) throw new Error('nothing published');
  const {watched, reads} = watchReads(screenOf(first));
  reactionsOf(watched.snapshot, OPTIONS).brief(itemOf(first, 'a'), AMZN);
  expect(second.bars.get(AMZN)).not.toBe(first.bars.get(AMZN));
  expect(reads().stillHold(screenOf(second))).toBe(true);
  expect(reads().stillHold(screenOf(third))).toBe(true);
  const live = watchReads(screenOf(second));
  reactionsOf(live.watched.snapshot, OPTIONS).expected(itemOf(second, 'a'), AMZN, second.clock.now);
  expect(live.reads().stillHold(screenOf(second))).toBe(true);
  expect(live.reads().stillHold(screenOf(third))).toBe(false);
  expect(reads().stillHold(screenOf(ended))).toBe(false);
});
