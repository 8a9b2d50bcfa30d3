import {type Command, Option} from 'commander';
import {BENCHMARK_CHOICES} from '../../market/reactions/benchmark.ts';
import {MODEL_CHOICES} from '../../market/reactions/reaction-options.ts';
import {DEALS_EXAMPLES, DEALS_FIELDS} from '../deals-help.ts';
import {STUDY_EXAMPLES, STUDY_FIELDS} from '../study-help.ts';
import {WIRE_EXAMPLES, WIRE_FIELDS} from '../wire-help.ts';
import {examples, type Settle, SYMBOLS} from './options.ts';

/** What prints what a day says. */
export const addReadingCommands = (program: Command, settle: Settle): void => {
  program
    .command('wire')
    .description('the headlines of a day with what is read in them: notes, stories, stances')
    .argument('[day]', 'which day; the last one opened when left out')
    .option('--at <time>', 'as known then, HH:MM[:SS] New York time; the day’s end when left out')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .addHelpText('after', `${examples(...WIRE_EXAMPLES)}${WIRE_FIELDS}`)
    .action(async (day, options) => {
      const {runWire} = await import('../commands/wire.ts');
      settle(await runWire(day, options));
    });

  program
    .command('deals')
    .description('the deals of a day, of its file and found on its wire, with every event')
    .argument('[day]', 'which day; the last one opened when left out')
    .option('--at <time>', 'as known then, HH:MM[:SS] New York time; the day’s end when left out')
    .option('--no-acts', 'without what was put in order by hand on the screen')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .addHelpText('after', `${examples(...DEALS_EXAMPLES)}${DEALS_FIELDS}`)
    .action(async (day, options) => {
      const {runDeals} = await import('../commands/deals.ts');
      settle(await runDeals(day, options));
    });

  program
    .command('study')
    .description('what each name did after each headline, tested: a table, data, or a page to send')
    .argument('[day]', 'which day; the last one opened when left out')
    .option('--at <time>', 'as known then, HH:MM[:SS] New York time; the day’s end when left out')
    .option('--headline <id>', 'one headline in full')
    .addOption(SYMBOLS)
    .option('--horizons <list>', 'which to show, of 1m,5m,15m,30m,1h,2h,close; all when left out')
    .addOption(
      new Option('--benchmark <name>', 'what names are held against').choices(BENCHMARK_CHOICES).default('auto'),
    )
    .addOption(new Option('--model <name>', 'what is usual').choices(MODEL_CHOICES).default('auto'))
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .option('--report <file>', 'write one page of HTML that needs nothing else; - prints it')
    .option('--force', 'write the page over a file that is there')
    .addHelpText('after', `${examples(...STUDY_EXAMPLES)}${STUDY_FIELDS}`)
    .action(async (day, options) => {
      const {runStudy} = await import('../commands/study.ts');
      settle(await runStudy(day, options));
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
      const {runFrame} = await import('../commands/frame.ts');
      settle(await runFrame(day, options));
    });
};
