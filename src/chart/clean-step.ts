const LADDER = [1, 2, 2.5, 5, 10] as const;
/** Beyond this no price goes; a ladder without end would be climbed for ever. */
const HIGHEST_POWER = 300;

/**
 * The smallest 1, 2, 2.5 or 5 times a power of ten that is at least `raw` and a whole number of `quantum` (the
 * smallest difference a label can show), so that no label is ever a rounded one.
 */
export const cleanStep = (raw: number, quantum: number): number => {
  const least = Number.isFinite(raw) ? Math.max(raw, quantum) : quantum;
  for (let power = Math.floor(Math.log10(least)); power < HIGHEST_POWER; power++) {
    for (const rung of LADDER) {
      const step = rung * 10 ** power;
      const count = step / quantum;
      if (step >= least * (1 - 1e-9) && Math.abs(count - Math.round(count)) < 1e-6) return Math.round(count) * quantum;
    }
  }
  return least;
};
