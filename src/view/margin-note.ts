/** One note in the margin: what it is about, what is noted, and why where that is no matter of course. */
export type MarginNote = {
  readonly name: string;
  readonly words: string;
  readonly trend: 'up' | 'down' | 'flat';
  /** The words of the text, or the rule, that made it. */
  readonly why: string;
};
