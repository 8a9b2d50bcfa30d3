import type {TextSpan} from '../words.ts';

export type Stance = 'positive' | 'negative' | 'neutral';

/** Words that weighed on a stance; `weight` in log-odds, positive when they speak for the stance given. */
export type Evidence = TextSpan & {readonly weight: number; readonly why: string};

/** For whom the headline is good or bad. `stance` is undefined when nothing reached one half. */
export type StanceNote = {
  readonly stance: Stance | undefined;
  /** Sums to 1. */
  readonly probabilities: Readonly<Record<Stance, number>>;
  /** The heaviest first. */
  readonly evidence: readonly Evidence[];
};
