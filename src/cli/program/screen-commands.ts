import type {Command} from 'commander';
import {DRILL_EXAMPLES, DRILL_WORDS} from '../drill-help.ts';
import {warmEngineThread} from '../engine-spare.ts';
import {addLiveOptions, addRelayOptions, examples, FORMAT, KEYS_HELP, type Settle, SPEED, SYMBOLS} from './options.ts';

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
      warmEngineThread('replay');
      const {runReplay} = await import('../commands/replay.ts');
      settle(await runReplay(day, options));
    });

  program
    .command('drill')
    .description('a blind drill: a day without its date, a call at each headline, and your score')
    .argument('[day]', 'which day; one at random when left out')
    .addOption(SPEED)
    .option('--at <time>', 'where to begin, HH:MM[:SS] New York time; the day’s start when left out')
    .addOption(SYMBOLS)
    .option('--seed <text>', 'draw the day by this: the same text draws the same day')
    .option('--history', 'the drills so far and the score over all of them, instead of a new one')
    .addOption(FORMAT)
    .addHelpText('after', `${examples(...DRILL_EXAMPLES)}${DRILL_WORDS}`)
    .action(async (day, options) => {
      if (options.history === true) {
        const {runDrillHistory} = await import('../commands/drill-history.ts');
        settle(await runDrillHistory(options));
        return;
      }
      warmEngineThread('replay');
      const {runDrill} = await import('../commands/drill.ts');
      settle(await runDrill(day, options));
    });

  addRelayOptions(addLiveOptions(program.command('watch').description('the screen, live')))
    .option('--record', 'keep everything that comes, to be replayed')
    .option('--plain', 'one line an event, no screen')
    .addHelpText(
      'after',
      `${examples('tapewire watch --feed alpaca', 'tapewire watch --source sip --symbols AMZN,NVDA --record', 'tapewire watch --relay desk.example.com')}${KEYS_HELP}`,
    )
    .action(async options => {
      warmEngineThread('watch');
      const {runWatch} = await import('../commands/watch.ts');
      settle(await runWatch(options));
    });

  addRelayOptions(addLiveOptions(program.command('record').description('keep everything that comes, without a screen')))
    .addHelpText(
      'after',
      `${examples('tapewire record --feed alpaca', 'tapewire record --source sip --symbols AMZN,NVDA 2> record.log')}
Each New York day is a file among the days, DATE-SOURCE.rec: a line a message, checked and safe against a kill at any
moment. It is replayed by its name, DATE-SOURCE. SIGINT and SIGTERM end it in good order.\n${KEYS_HELP}`,
    )
    .action(async options => {
      const {runRecord} = await import('../commands/record.ts');
      settle(await runRecord(options));
    });

  addLiveOptions(program.command('relay').description('one connection to the feed for many screens'))
    .option('--listen <address:port>', 'where screens ask for it; 127.0.0.1:8766 unless there is a bus')
    .option('--bus <url>', 'put it on NATS JetStream, such as nats://127.0.0.1 or tls://bus.example.com')
    .option('--tls-cert <file>', 'certificate in PEM; needed, with its key, where others can reach it')
    .option('--tls-key <file>', 'its key in PEM')
    .option('--behind-tls', 'a proxy in front of it speaks TLS')
    .addHelpText(
      'after',
      `${examples(
        'tapewire relay --feed alpaca --source sip --symbols AMZN,MSFT,NVDA,GOOGL',
        'tapewire relay --listen 0.0.0.0:8766 --tls-cert desk.pem --tls-key desk.key',
        'tapewire watch --relay desk.example.com   a screen, on another machine',
        'tapewire relay --bus nats://127.0.0.1     for watch --bus, on as many machines as you like',
      )}
It holds the one connection that an account may have, records the day as tapewire record does, and tells each screen the
day so far and then all that comes. Screens need no keys of the provider. Where others can reach it, it asks them for the
token in TAPEWIRE_RELAY_TOKEN, or of tapewire keys set relay, here and there the same. A bus is told who we are by NATS_USER
and NATS_PASSWORD, or tapewire keys set nats; or by NATS_TOKEN, or files that NATS_CREDS or NATS_NKEY name. What a provider’s terms say of
passing its data on holds: read them.\n${KEYS_HELP}`,
    )
    .action(async options => {
      const {runRelay} = await import('../commands/relay.ts');
      settle(await runRelay(options));
    });
};
