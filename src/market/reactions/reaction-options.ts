import type {BenchmarkChoice, Weights} from './benchmark.ts';

/**
 * How the usual is modelled: `auto` is `market`, a line fitted to the benchmark; `market-adjusted` holds the name against the
 * benchmark one for one, `mean` against its own mean. A name that has no benchmark is held against its own mean whatever was
 * chosen.
 */
export const MODEL_CHOICES = ['auto', 'market', 'mean', 'market-adjusted'] as const;
export type ModelChoice = (typeof MODEL_CHOICES)[number];

/** What reactions are measured by that the market does not say. */
export type ReactionOptions = {
  /** Each name's part of QQQ, a fraction: it is taken out of the fund when the name is held against it. */
  readonly weights: Weights;
  readonly benchmark?: BenchmarkChoice;
  readonly model?: ModelChoice;
};
