/** What somebody who hears the lines, or reads them with their fingers, needs first. */
export const PLAIN_HELP: readonly string[] = [
  'tapewire prints one line an event, as it happens. The time comes first, then a word that says what it is:',
  'HEADLINE and REVISED for news with its symbols, PRICE for each name at most once a minute, DEAL, HALTED, RESUMED,',
  'FEED for a connection, CLOCK for the replay. A dot stands for what is not known yet.',
  'Slower: --speed 1. Elsewhere in the day: --at 09:30. Fewer names: --symbols AMZN. Ctrl-C ends.',
];
