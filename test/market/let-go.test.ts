import {expect, test} from 'vitest';
import {minutes, plus, seconds} from '../../src/core/instant.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {boundWire} from '../../src/market/let-go.ts';
import {createMarket} from '../../src/market/market.ts';
import {allStories} from '../../src/news/stories.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {aHeadline} from '../news/annotate-fixtures.ts';
import {clock, dayFile, FACE} from './market-fixtures.ts';

const START = clock('09:30');
const numbered = (index: number, content = '') => {
  const at = plus(START, seconds(index));
  return aHeadline(`item${index} of${index * 7} many${index * 13}`, {
    id: `n${index}`,
    at,
    updatedAt: at,
    receivedAt: at,
    content,
  });
};

test('a wire that is too long lets its oldest headlines go, their stories too, and counts them', () => {
  const market = createMarket({file: dayFile()});
  for (let index = 0; index < 4_000; index++) applyEvent(market, numbered(index));
  const before = applyChange(undefined, collectChange(market, FACE));
  boundWire(market, {headlines: 3_200, body: 1});
  const after = applyChange(before, collectChange(market, FACE));
  expect([before.wire.length, after.wire.length, after.wireLetGo]).toEqual([4_000, 2_800, 1_200]);
  expect(after.wire.at(-1)?.headline.id).toBe('n1200');
  expect(allStories(market.stories)).toHaveLength(2_800);
  const ui = createUiState(START);
  expect([wireView(before, ui, 5).letGo, wireView(after, ui, 5).letGo]).toEqual([0, 1_200]);
  applyEvent(market, numbered(4_000));
  const next = applyChange(after, collectChange(market, FACE));
  expect([next.wire.length, next.wireLetGo]).toEqual([2_801, 1_200]);
});

test('bodies that take too much room are emptied, the oldest first; their headlines stay', () => {
  const market = createMarket({file: dayFile()});
  for (let index = 0; index < 20; index++) applyEvent(market, numbered(index, 'x'.repeat(1_000)));
  boundWire(market, {headlines: 100, body: 10_000});
  const {wire} = applyChange(undefined, collectChange(market, FACE));
  expect(wire.map(({headline}) => headline.content.length)).toEqual([
    ...Array.from({length: 8}, () => 1_000),
    ...Array.from({length: 12}, () => 0),
  ]);
  expect(market.kept).toMatchObject({body: 8_000, emptied: 12});
});

test('one text sent without end, and one headline revised without end, stay bounded', () => {
  const market = createMarket({file: dayFile()});
  for (let index = 0; index < 2_000; index++) {
    const at = plus(START, seconds(index));
    applyEvent(market, aHeadline('Most active stocks', {id: `r${index}`, at, updatedAt: at}));
    applyEvent(market, aHeadline(`Draft ${index}`, {id: 'one', at: START, updatedAt: plus(at, minutes(1))}));
  }
  expect(Math.max(...allStories(market.stories).map(({items}) => items.length))).toBeLessThanOrEqual(513);
  expect(market.wire.get('one')?.earlier).toHaveLength(64);
});
