import {expect, test} from 'vitest';
import {sessionBefore} from '../../src/core/calendar.ts';
import {plus, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {learnHistory} from '../../src/market/market.ts';
import {AMZN, clock, DATE, dayFile, FACE, fold, MSFT, trade} from './market-fixtures.ts';

const NVDA = ticker('NVDA');
const baseline = {sessions: 20, slot: seconds(300), cumulativeVolume: [100, 200]};
const sessions = {
  slot: seconds(300),
  slots: 2,
  dates: [sessionBefore(DATE).date],
  closes: Float64Array.of(241, 241.73),
  opens: Float64Array.of(240.9),
  volumes: Float64Array.of(100, 200),
};

test('earlier sessions may be learnt of after the day began; closes that its file states stay', () => {
  const market = fold([trade(clock('09:30'), 250, 100)], dayFile({previousCloses: new Map([[AMZN, 241.73]])}));
  const before = applyChange(undefined, collectChange(market, FACE));
  expect(before.figures.get(MSFT)?.previousClose).toBeUndefined();
  learnHistory(market, {
    previousCloses: new Map([
      [AMZN, 241.68],
      [MSFT, 433.5],
      [NVDA, 192.51],
    ]),
    baselines: new Map([[AMZN, baseline]]),
    earlier: new Map([[AMZN, sessions]]),
  });
  const after = applyChange(before, collectChange(market, {...FACE, now: plus(FACE.now, seconds(1))}));
  expect(after.figures.get(AMZN)).toEqual(before.figures.get(AMZN));
  expect(after.figures.get(MSFT)?.previousClose).toBe(433.5);
  expect(after.figures.has(NVDA)).toBe(false);
  expect(after.file.previousCloses.get(AMZN)).toBe(241.73);
  expect(after.file.baselines.get(AMZN)).toEqual(baseline);
  expect(after.file.earlier.get(AMZN)).toBe(sessions);
  expect(after.bars.get(AMZN)).toEqual(before.bars.get(AMZN));
});
