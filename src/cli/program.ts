import {Command, CommanderError} from 'commander';
import manifest from '../../package.json' with {type: 'json'};
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
        'tapewire watch --feed alpaca              live, keys from APCA_API_KEY_ID and APCA_API_SECRET_KEY',
        'tapewire frame --at 10:00 --size 120x40   one screen as text',
      ),
    );

  addScreenCommands(program, settle);
  addDayCommands(program, settle);
  addReadingCommands(program, settle);
  addSetupCommands(program, settle);
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
