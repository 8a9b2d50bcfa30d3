import {expect, test} from 'vitest';
import {MINUTE, minutes, plus} from '../../src/core/instant.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {compareBaseOf, compareLines} from '../../src/view/chart-compare.ts';
import {chartFrame} from '../../src/view/chart-frame.ts';
import type {ChartInput} from '../../src/view/chart-input.ts';
import {DAY_SESSION, walk} from '../chart/chart-fixtures.ts';
import {AMZN, seriesOf, snapshotOf} from './chart-snapshot.ts';

const linesOf = (snapshot: Snapshot) => {
  const input: ChartInput = {snapshot, symbol: AMZN, interval: MINUTE, kind: 'line', compare: true, width: 120};
  return compareLines(input, chartFrame(input), compareBaseOf(input));
};

test('a comparison leaves a wildly bad print out and keeps everything else', () => {
  const plain = snapshotOf();
  const bars = walk(90, plus(DAY_SESSION.openAt, minutes(-30)), 241, 3);
  const bad = bars.map((bar, index) => (index === 60 ? {...bar, close: bar.close * 3, high: bar.close * 3} : bar));
  const dirty = {...plain, bars: new Map([...plain.bars, [AMZN, seriesOf(bad)] as const])};
  const [expected, shown] = [linesOf(plain)[0]?.points ?? [], linesOf(dirty)[0]?.points ?? []];
  expect(shown).toEqual(expected.filter(({at}) => at !== bars[60]?.openAt));
  expect(shown.length).toBe(expected.length - 1);
});
