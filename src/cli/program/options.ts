import {Option} from 'commander';

/** Settles a command line with its exit code. */
export type Settle = (code: number) => void;

export const SYMBOLS = new Option('--symbols <list>', 'names to watch, such as AMZN,MSFT');
export const FORMAT = new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');
export const SPEED = new Option('--speed <factor>', 'replay seconds a second, 1 to 3600');

/** The examples under a command's help. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map(line => `  $ ${line}`).join('\n')}\n`;
