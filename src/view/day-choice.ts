/** A day at hand, as the day picker and the palette list it. */
export type DayChoice = {
  readonly name: string;
  readonly date: string;
  readonly title: string;
  /** How it came to be, in a word: `simulated`. */
  readonly provenance: string;
  readonly trades: number;
  readonly headlines: number;
  /** What is wrong with it; such a day cannot be opened. */
  readonly fault: string | undefined;
};
