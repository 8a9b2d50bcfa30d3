/** Brier's score of one forecast over several outcomes (1950): Σ (p − o)², 0 for certain and right, 2 for certain and wrong. */
export const brierScore = (probabilities: readonly number[], outcome: number): number =>
  probabilities.reduce((sum, share, index) => sum + (share - (index === outcome ? 1 : 0)) ** 2, 0);
