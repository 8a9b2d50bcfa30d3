import {type Command, Option} from 'commander';
import {FUND_CHOICES} from '../../view/preferences.ts';

/** Settles a command line with its exit code. */
export type Settle = (code: number) => void;

/** What `--feed` and `--news` take; the providers themselves are loaded only when one is asked for. */
const FEEDS = ['alpaca', 'massive', 'finnhub', 'yahoo'];
const NEWS = ['alpaca', 'massive', 'finnhub', 'edgar', 'rss'];
/** What `serve --protocol` takes. */
export const PROTOCOLS = ['alpaca', 'massive', 'finnhub', 'yahoo'] as const;

export const SYMBOLS = new Option('--symbols <list>', 'names to watch, such as AMZN,MSFT');
export const FORMAT = new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');
export const SPEED = new Option('--speed <factor>', 'replay seconds a second, 1 to 3600');

/** The examples under a command's help. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map(line => `  $ ${line}`).join('\n')}\n`;

/** Which live data: whose, which of theirs, of which names, and by which host. */
export const addLiveOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--feed <name>',
        'where prices come from; the setting `feed` when left out, else alpaca. yahoo is unofficial, for personal use only',
      ).choices(FEEDS),
    )
    .option('--news <list>', `where news come from: none, or some of ${NEWS.join(', ')}; the feed’s own when left out`)
    .option('--source <name>', 'which of the feed’s streams, such as Alpaca’s iex, sip or Massive’s stocks, delayed')
    .addOption(SYMBOLS)
    .addOption(
      new Option(
        '--benchmark <fund>',
        'the fund that names are held against, heard besides them; the setting `benchmark` when left out, where the feed has room',
      ).choices(FUND_CHOICES),
    )
    .option('--host <url>', 'another host for all of the feed, such as ws://127.0.0.1:8765');

/** By which relay or bus it comes instead. */
export const addRelayOptions = (command: Command): Command =>
  command
    .option('--relay <place>', 'by a relay, HOST or HOST:PORT, in place of the feed; the setting `relay` when left out')
    .option('--bus <url>', 'by a bus, such as nats://127.0.0.1, in place of the feed');

/** Where the keys come from, for the end of a help text. */
export const KEYS_HELP =
  '\nKeys: tapewire keys set PROVIDER, or the variables that tapewire keys names; never pass them as arguments.\n';
