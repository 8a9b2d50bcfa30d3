import {type Command, Option} from 'commander';
import {DAY_FEEDS} from '../day-feeds.ts';
import {examples, FORMAT, KEYS_HELP, type Settle, SYMBOLS} from './options.ts';

/** What lists and makes days. */
export const addDayCommands = (program: Command, settle: Settle): void => {
  program
    .command('days')
    .description('the days at hand')
    .addOption(FORMAT)
    .addHelpText('after', examples('tapewire days', 'tapewire days --format json'))
    .action(async options => {
      const {runDays} = await import('../commands/days.ts');
      settle(await runDays(options));
    });

  program
    .command('pack')
    .description('make a day out of a recording; replay does so by itself')
    .argument('<name>', 'which recording, such as 2026-01-30-iex')
    .option('--salvage', 'leave out what is damaged')
    .addOption(FORMAT)
    .addHelpText('after', examples('tapewire pack 2026-01-30-iex', 'tapewire pack 2026-01-30-iex --salvage'))
    .action(async (name, options) => {
      const {runPack} = await import('../commands/pack.ts');
      settle(await runPack(name, options));
    });

  program
    .command('fetch')
    .description('download a past day from a provider; stopped, the same command goes on')
    .argument('<day>', 'which day, YYYY-MM-DD')
    .addOption(new Option('--feed <name>', 'from whom').choices(DAY_FEEDS).default('alpaca'))
    .addOption(new Option('--source <name>', 'which of Alpaca’s stock data; sip when left out').choices(['sip', 'iex']))
    .addOption(SYMBOLS)
    .option('--benchmark <name>', 'the name the others are measured against, or none', 'QQQ')
    .addOption(new Option('--bars <length>', 'bars instead of every trade').choices(['1m']))
    .addOption(new Option('--trades', 'every trade; so it is by default').conflicts('bars'))
    .addOption(
      new Option('--news <which>', 'headlines that name one of the symbols, or all')
        .choices(['named', 'all'])
        .default('named'),
    )
    .option('--sessions <count>', 'how many earlier sessions say what is usual, 0 to 60', '20')
    .option('--name <name>', 'what to call it; DAY-FEED when left out')
    .option('--host <url>', 'another host that speaks the same, such as http://127.0.0.1:8765')
    .option('--force', 'replace the day of that name')
    .option('--quiet', 'say nothing of how it goes')
    .addOption(FORMAT)
    .addHelpText(
      'after',
      `${examples(
        'tapewire fetch 2026-01-30 --feed alpaca',
        'tapewire fetch 2026-01-30 --symbols AMZN,NVDA --bars 1m --name january',
        'tapewire fetch 2026-01-30 --feed massive --bars 1m && tapewire replay 2026-01-30-massive',
      )}
Trades, or bars of a minute, and news with bodies; no quotes. Pages are kept as they come: after Ctrl-C, a lost network or
a kill the same command goes on at the last whole page. Massive’s plans of five questions a minute have bars, no prints.\n${KEYS_HELP}`,
    )
    .action(async (day, options) => {
      const {runFetch} = await import('../commands/fetch.ts');
      settle(await runFetch(day, options));
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
      const {runImport} = await import('../commands/import.ts');
      settle(await runImport(options));
    });
};
