import {Command, CommanderError, Option} from 'commander';
import manifest from '../../package.json' with {type: 'json'};
import {errorLine, exitCodeOf, isClosedPipe, OK, USAGE} from './exit-code.ts';
import {WIRE_EXAMPLES, WIRE_FIELDS} from './wire-help.ts';

const SYMBOLS = new Option('--symbols <list>', 'names to watch, such as AMZN,MSFT');
const FORMAT = new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');
const SPEED = new Option('--speed <factor>', 'replay seconds a second, 1 to 3600');

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map(line => `  $ ${line}`).join('\n')}\n`;

/** Every command is loaded only when it is called: help and errors must not wait for the screen's code. */
const buildProgram = (settle: (code: number) => void): Command => {
  const program = new Command('tapewire')
    .description('A terminal market monitor that shows what a headline did to the tape.')
    .version(manifest.version, '-V, --version')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: (text, write) => write(errorLine(`${text.replace(/^error: |\.?\s*$/g, '')}: see --help`)),
    })
    .addHelpText(
      'after',
      examples(
        'tapewire                                  the day opened last; at first 30 January 2026',
        'tapewire replay 2026-01-30 --at 09:25 --speed 10',
        'tapewire watch --feed alpaca              live, keys from APCA_API_KEY_ID and APCA_API_SECRET_KEY',
        'tapewire frame --at 10:00 --size 120x40   one screen as text',
      ),
    );

  program
    .command('replay', {isDefault: true})
    .description('the screen, on a recorded day (a name from `days`, or a path)')
    .argument('[day]', 'which day; the last one opened when left out')
    .addOption(SPEED)
    .option('--at <time>', 'where to open, HH:MM[:SS] New York time; the day’s own opening moment when left out')
    .addOption(SYMBOLS)
    .option('--plain', 'one line an event, no screen: for pipes and screen readers')
    .addHelpText(
      'after',
      examples(
        'tapewire replay',
        'tapewire replay 2026-01-30-ohlc --speed 120',
        'tapewire replay --plain --speed 3600 | grep OpenAI',
      ),
    )
    .action(async (day, options) => {
      const {runReplay} = await import('./commands/replay.ts');
      settle(await runReplay(day, options));
    });

  program
    .command('watch')
    .description('the screen, live')
    .addOption(new Option('--feed <name>', 'where prices and news come from').choices(['alpaca']).default('alpaca'))
    .addOption(
      new Option('--source <name>', 'which of Alpaca’s stock feeds')
        .choices(['iex', 'sip', 'delayed_sip', 'test'])
        .default('iex'),
    )
    .addOption(SYMBOLS)
    .option('--host <url>', 'another host for all of the feed, such as ws://127.0.0.1:8765')
    .option('--plain', 'one line an event, no screen')
    .addHelpText(
      'after',
      `${examples('tapewire watch --feed alpaca', 'tapewire watch --source sip --symbols AMZN,NVDA')}
Keys are read from APCA_API_KEY_ID and APCA_API_SECRET_KEY; never pass them as arguments.\n`,
    )
    .action(async options => {
      const {runWatch} = await import('./commands/watch.ts');
      settle(await runWatch(options));
    });

  program
    .command('days')
    .description('the days at hand')
    .addOption(FORMAT)
    .addHelpText('after', examples('tapewire days', 'tapewire days --format json'))
    .action(async options => {
      const {runDays} = await import('./commands/days.ts');
      settle(await runDays(options));
    });

  program
    .command('wire')
    .description('the headlines of a day with what is read in them: notes, stories, stances')
    .argument('[day]', 'which day; the last one opened when left out')
    .option('--at <time>', 'as known then, HH:MM[:SS] New York time; the day’s end when left out')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .addHelpText('after', `${examples(...WIRE_EXAMPLES)}${WIRE_FIELDS}`)
    .action(async (day, options) => {
      const {runWire} = await import('./commands/wire.ts');
      settle(await runWire(day, options));
    });

  program
    .command('import')
    .description('make a day out of files of trades, bars and news')
    .requiredOption('--name <name>', 'what to call it: letters, digits, dots and dashes')
    .option('--trades <file>', 'CSV: ts_utc_ns,symbol,price,size')
    .option('--bars <file>', 'CSV: ts_utc,symbol,open,high,low,close,volume; the stamp is the bar’s start')
    .option('--news <file>', 'JSONL: id, headline, created_at and what else Alpaca’s REST gives')
    .option('--strict', 'stop at the first bad row')
    .addOption(FORMAT)
    .addHelpText('after', examples('tapewire import --name january --bars bars.csv --news news.jsonl'))
    .action(async options => {
      const {runImport} = await import('./commands/import.ts');
      settle(await runImport(options));
    });

  program
    .command('serve')
    .description('serve a day as if it were the provider, so that any client can be run against it')
    .argument('[day]', 'which day')
    .addOption(new Option('--protocol <name>', 'whose protocol').choices(['alpaca']).default('alpaca'))
    .option('--port <number>', 'port; 0 takes a free one', '8765')
    .option('--host <address>', 'address to listen on; anything but loopback needs TAPEWIRE_SERVE_TOKEN', '127.0.0.1')
    .addOption(SPEED)
    .option('--at <time>', 'where to start, HH:MM[:SS] New York time')
    .addHelpText(
      'after',
      `${examples('tapewire serve 2026-01-30 --port 8765 --speed 60')}
Clients log in with the key and secret in APCA_API_KEY_ID and APCA_API_SECRET_KEY, or with tapewire and tapewire.
GET and POST /replay/clock read and drive the clock: {"speed": 10}, {"paused": true}, {"to": "2026-01-30T15:00:00Z"}.\n`,
    )
    .action(async (day, options) => {
      const {runServe} = await import('./commands/serve.ts');
      settle(await runServe(day, options));
    });

  program
    .command('frame')
    .description('print one screen as text and exit')
    .argument('[day]', 'which day')
    .option('--at <time>', 'the moment, HH:MM[:SS] New York time; the day’s opening moment when left out')
    .option('--size <size>', 'COLUMNSxROWS', '120x40')
    .addOption(new Option('--view <view>', 'what to show').choices(['monitor', 'drill', 'help']).default('monitor'))
    .option('--headline <id>', 'the headline to select or drill into')
    .addOption(new Option('--format <format>', 'text, or a picture').choices(['text', 'svg']).default('text'))
    .addOption(SYMBOLS)
    .addHelpText(
      'after',
      examples(
        'tapewire frame --at 09:45 --size 120x40',
        'tapewire frame 2026-01-30 --at 10:00 --view drill',
        'tapewire frame --at 10:00 --format svg > screen.svg',
      ),
    )
    .action(async (day, options) => {
      const {runFrame} = await import('./commands/frame.ts');
      settle(await runFrame(day, options));
    });

  program
    .command('config')
    .description('settings: list them, get one, set one, or say where they are')
    .argument('[action]', 'get, set or path')
    .argument('[key]')
    .argument('[value]')
    .addHelpText('after', examples('tapewire config', 'tapewire config set theme colorblind', 'tapewire config path'))
    .action(async (action, key, value) => {
      const {runConfig} = await import('./commands/config.ts');
      settle(runConfig(action, key, value));
    });

  return program;
};

/** Runs one command line; resolves with the exit code. Every error becomes one line on stderr. */
export const runProgram = async (argv: readonly string[]): Promise<number> => {
  process.stdout.on('error', error => {
    if (isClosedPipe(error)) process.exit(OK);
    throw error;
  });
  // Nobody hears complaints any more; the work itself goes on.
  process.stderr.on('error', error => {
    if (!isClosedPipe(error)) throw error;
  });
  let code = OK;
  try {
    await buildProgram(settled => {
      code = settled;
    }).parseAsync([...argv], {from: 'user'});
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
    if (isClosedPipe(error)) return OK;
    process.stderr.write(errorLine(error));
    return exitCodeOf(error);
  }
};
