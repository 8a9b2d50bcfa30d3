/** The examples under the help of `drill`. */
export const DRILL_EXAMPLES = [
  'tapewire drill                            a day drawn at random, at 300 times its pace',
  'tapewire drill --seed monday --speed 600  the same day for everybody who says so',
  'tapewire drill --history --format json',
] as const;

/** What `drill` asks and how it scores. */
export const DRILL_WORDS = `
The clock stops when a headline becomes known that tells something new on a watched name. You call which way the name
goes in the 15 minutes after it, against its benchmark: u up, d down, n none; then how far (1 small, 2 medium, 3 large) and,
if you like, how sure you are (4 to 9 for 40% to 90%). None is less than can be told from noise on this name at this time of
day, small up to twice that, medium up to four times, large beyond. Enter passes, ] goes on to the next headline, q shows
the score. Reprints, corrections and headlines on the heels of another are not asked; a call that another headline
disturbed, or of which nothing could be measured, is not scored.
Hidden: the day’s date, name and title, its deals, dates in headlines, and all that lies ahead. Not hidden: the names, their
prices, the time of day, and whatever you remember.
`;
