import {drawPoisson} from './draws.ts';
import type {DaySecond, MarketModel} from './scenario.ts';
import type {Random} from './seeded-random.ts';
import {FIRST_SECOND} from './session-curve.ts';

/** Something that a name's tape owes at a moment: prints that come together, a fresh quote, a planned print, a cross. */
export type Due =
  | {readonly kind: 'prints' | 'quote' | 'open' | 'close'; readonly second: DaySecond}
  | {readonly kind: 'planned'; readonly second: DaySecond; readonly price: number};

/** When the prints and quotes of a day come, in order of time, `planned` ones among them; `expected` prints a second. */
export const dueTimes = (
  random: Random,
  expected: Float64Array,
  flow: MarketModel['flow'],
  planned: readonly Due[],
): readonly Due[] => {
  const due = [...planned];
  const scatter = (kind: 'prints' | 'quote', from: DaySecond, mean: number): void => {
    const count = drawPoisson(random, mean);
    for (let index = 0; index < count; index++) due.push({kind, second: from + random()});
  };
  expected.forEach((mean, index) => {
    const clusters = mean / flow.cluster;
    scatter('prints', FIRST_SECOND + index, clusters);
    scatter('quote', FIRST_SECOND + index, clusters * flow.requote);
  });
  return due.sort((a, b) => a.second - b.second);
};
