import {drawLogUniform, drawNormal} from './draws.ts';
import type {SizeMix} from './scenario.ts';
import type {Random} from './seeded-random.ts';

const LOT = 100;
const BLOCK = {low: 2_000, high: 20_000};

/** Shares of one print: odd lots most of all, then the even hundred, then any size, now and then a block. */
export const drawSize = (random: Random, mix: SizeMix): number => {
  const kind = random();
  if (kind < mix.odd) return drawLogUniform(random, 1, LOT - 1);
  if (kind < mix.odd + mix.lot) return LOT;
  if (kind < mix.odd + mix.lot + mix.block) {
    return Math.round(drawLogUniform(random, BLOCK.low, BLOCK.high) / LOT) * LOT;
  }
  const size = Math.round(mix.mixed.median * Math.exp(mix.mixed.sigma * drawNormal(random)));
  return Math.min(BLOCK.high, Math.max(1, size));
};

/** Mean of a log-uniform size from `low` to `high`, for a density of 1/x. */
const meanLogUniform = (low: number, high: number): number => (high - low) / Math.log(high / low);

/** What `drawSize` gives on average, in shares. */
export const meanSize = (mix: SizeMix): number =>
  mix.odd * (meanLogUniform(1, LOT) - 0.5) +
  mix.lot * LOT +
  mix.block * meanLogUniform(BLOCK.low, BLOCK.high) +
  (1 - mix.odd - mix.lot - mix.block) * mix.mixed.median * Math.exp(mix.mixed.sigma ** 2 / 2);
