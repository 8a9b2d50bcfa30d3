import {Command, CommanderError} from 'commander';
import manifest from '../../package.json' with {type: 'json'};
import {Fault, isFault} from '../core/fault.ts';
import {safeText} from '../news/safe-text.ts';
import {nearNames} from '../tape/near-names.ts';
import {errorLine, exitCodeOf, isClosedPipe, OK, USAGE} from './exit-code.ts';
import {addDayCommands} from './program/day-commands.ts';
import {examples, type Settle} from './program/options.ts';
import {addReadingCommands} from './program/reading-commands.ts';
import {addScreenCommands} from './program/screen-commands.ts';
import {addSetupCommands} from './program/setup-commands.ts';

/** Every command is loaded only when it is called: help and errors must not wait for the screen's code. */
const buildProgram = (settle: Settle): Command => {
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
        'tapewire watch --feed alpaca              live, with the keys of `tapewire keys set alpaca`',
        'tapewire frame --at 10:00 --size 120x40   one screen as text',
      ),
    );

  addScreenCommands(program, settle);
  addDayCommands(program, settle);
  addReadingCommands(program, settle);
  addSetupCommands(program, settle);
  return program;
};

/** A word that is neither command nor day is taken for a day; what is near is looked for among both. */
const unknownWord = (fault: Fault, word: string | undefined, commands: readonly string[]): Fault => {
  if (fault.code !== 'tape/unknown-day' || word === undefined || word.startsWith('-') || commands.includes(word))
    return fault;
  const near = nearNames(word, commands);
  return new Fault('tape/unknown-day', `there is no command or day ${JSON.stringify(safeText(word, 200))}`, {
    remedy: near.length > 0 ? `did you mean \`tapewire ${near.join('` or `tapewire ')}\`` : (fault.remedy ?? ''),
  });
};

/** What `tapewire` alone stands for: a live watch once a feed or a relay is set, a replay until then. */
const plainLine = async (): Promise<string[]> => {
  const {readSettings} = await import('./open-named-day.ts');
  const {feed, relay} = readSettings().values;
  return feed === 'none' && relay === '' ? [] : ['watch'];
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
  const program = buildProgram(settled => {
    code = settled;
  });
  try {
    await program.parseAsync(argv.length > 0 ? [...argv] : await plainLine(), {from: 'user'});
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
    if (isClosedPipe(error)) return OK;
    const commands = program.commands.map(command => command.name());
    process.stderr.write(errorLine(isFault(error) ? unknownWord(error, argv[0], commands) : error));
    return exitCodeOf(error);
  }
};
