import {type Command, Option} from 'commander';
import {examples, type Settle, SPEED, SYMBOLS} from './options.ts';

/** What opens the screen. */
export const addScreenCommands = (program: Command, settle: Settle): void => {
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
      const {runReplay} = await import('../commands/replay.ts');
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
Keys: tapewire keys set alpaca, or APCA_API_KEY_ID and APCA_API_SECRET_KEY; never pass them as arguments.\n`,
    )
    .action(async options => {
      const {runWatch} = await import('../commands/watch.ts');
      settle(await runWatch(options));
    });
};
