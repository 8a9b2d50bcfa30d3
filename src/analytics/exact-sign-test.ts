/**
 * How often a fair coin parts `wins + losses` throws at least as unevenly, exactly (McNemar's test without its
 * approximation, where the throws are those on which two callers differ). 1 when there were none.
 */
export const exactSignTest = (wins: number, losses: number): number => {
  const count = wins + losses;
  const fewer = Math.min(wins, losses);
  let term = 0.5 ** count;
  let tail = 0;
  for (let hits = 0; hits <= fewer; hits++) {
    tail += term;
    term *= (count - hits) / (hits + 1);
  }
  return Math.min(1, 2 * tail);
};
