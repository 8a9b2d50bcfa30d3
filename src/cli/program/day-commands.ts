import type {Command} from 'commander';
import {examples, FORMAT, type Settle} from './options.ts';

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
