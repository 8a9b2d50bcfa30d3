/** One thing that was looked at. `says` and `remedy` are for people, and hold no secret. */
export type Check = {
  readonly group: string;
  readonly name: string;
  /** `note` is neither good nor bad: not set, not asked, not tried. */
  readonly state: 'good' | 'bad' | 'note';
  readonly says: string;
  /** What to do; there whenever the state is bad. */
  readonly remedy: string | undefined;
};

/** The checks of one group. */
export const checksOf = (group: string) => ({
  good: (name: string, says: string): Check => ({group, name, state: 'good', says, remedy: undefined}),
  note: (name: string, says: string, remedy?: string): Check => ({group, name, state: 'note', says, remedy}),
  bad: (name: string, says: string, remedy: string): Check => ({group, name, state: 'bad', says, remedy}),
});
