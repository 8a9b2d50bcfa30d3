import type {Command, PaneName} from '../../view/command.ts';

/** Where a binding is listed on the help screen and in the README. */
export type KeyGroup = 'Move' | 'Look' | 'Deals' | 'Clock' | 'Screen';

/** One line of the one table that feeds the keys, the help screen, the hints and the README. */
export type Binding = {
  /** What settings call it. */
  readonly name: string;
  /** Names as key-input gives them; any of them does. */
  readonly keys: readonly string[];
  readonly command: Command;
  readonly group: KeyGroup;
  readonly words: string;
  /** Shorter words for the hint line; bindings without them are not hinted at. */
  readonly hint?: string;
  /** Where the key does most: the help says it first while one of these panes has the keys. */
  readonly panes?: readonly PaneName[];
};
