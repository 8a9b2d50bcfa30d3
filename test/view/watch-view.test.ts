import {expect, test} from 'vitest';
import {minutes} from '../../src/core/instant.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {watchView} from '../../src/view/watch-view.ts';
import {AMZN, figuresOf, snapshotOf} from './chart-snapshot.ts';

test('a name that nothing was counted of yet has no multiple of its usual volume', () => {
  const plain = snapshotOf();
  const {now} = plain.clock;
  const baselines = new Map([
    [
      AMZN,
      {sessions: 20, slot: minutes(5), cumulativeVolume: Array.from({length: 192}, (_, slot) => 100 * (slot + 1))},
    ],
  ]);
  const volumeOf = (volume: number) => {
    const figures = new Map([[AMZN, figuresOf(AMZN, 241, now, {volume})]]);
    const snapshot = {...plain, figures, file: {...plain.file, baselines}};
    return watchView(snapshot, createUiState(now), now).rows[0]?.volume;
  };
  expect(volumeOf(0)).toBe('·');
  expect(volumeOf(1)).toBe('0.0x');
});
