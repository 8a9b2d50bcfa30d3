import {type Command, Option} from 'commander';
import {examples, FORMAT, PROTOCOLS, type Settle, SPEED} from './options.ts';

/** What serves a day, and what is set. */
export const addSetupCommands = (program: Command, settle: Settle): void => {
  program
    .command('serve')
    .description('serve a day as if it were the provider, so that any client can be run against it')
    .argument('[day]', 'which day')
    .addOption(new Option('--protocol <name>', 'whose protocol').choices(PROTOCOLS).default('alpaca'))
    .option('--port <number>', 'port; 0 takes a free one', '8765')
    .option('--host <address>', 'address to listen on; anything but loopback needs TAPEWIRE_SERVE_TOKEN', '127.0.0.1')
    .addOption(SPEED)
    .option('--at <time>', 'where to start, HH:MM[:SS] New York time')
    .addHelpText(
      'after',
      `${examples('tapewire serve 2026-01-30 --port 8765 --speed 60', 'tapewire serve --protocol massive')}
Clients log in with the keys in the provider’s variables of the environment, as tapewire keys names them, or with tapewire
in place of each.
GET and POST /replay/clock read and drive the clock: {"speed": 10}, {"paused": true}, {"to": "2026-01-30T15:00:00Z"}.\n`,
    )
    .action(async (day, options) => {
      const {runServe} = await import('../commands/serve.ts');
      settle(await runServe(day, options));
    });

  program
    .command('keys')
    .description('the providers’ keys: list, set or remove them')
    .argument('[action]', 'list, set or remove')
    .argument('[provider]', 'whose')
    .argument('[rest...]', 'refused: keys are asked for, never given as arguments')
    .addOption(
      new Option('--in <place>', 'where to keep them')
        .choices(['file', 'keyring'])
        // What is none of these may be a key, and the parser's own error would repeat it.
        .argParser(place => place)
        .default('file'),
    )
    .allowUnknownOption()
    .usage('[options] [list | set PROVIDER | remove PROVIDER]')
    .addHelpText(
      'after',
      `${examples('tapewire keys set alpaca', 'pass show alpaca | tapewire keys set alpaca', 'tapewire keys')}
Keys are asked for and not shown, or read from a pipe, a line each. They are kept in keys.json beside the settings,
readable by you alone, or with --in keyring in the machine’s keyring. Variables of the environment come first. A key is
never shown whole again.\n`,
    )
    .action(async (action, provider, rest, options) => {
      const {runKeys} = await import('../commands/keys.ts');
      settle(await runKeys(action, provider, rest, options));
    });

  program
    .command('doctor')
    .description('what is configured, what can be reached, what the terminal can do')
    .addOption(FORMAT)
    .option('--offline', 'try no host')
    .option('--host <url>', 'a host to try in place of the providers’ own, such as wss://feed.example.com')
    .addHelpText(
      'after',
      `${examples('tapewire doctor', 'tapewire doctor --offline --format json', 'HTTPS_PROXY=http://proxy:3128 tapewire doctor')}
Exits with 1 when anything is not well; each such line says what to do. Keys are shown as their last four characters, a
proxy without its password. Hosts are asked for nothing, without keys.\n`,
    )
    .action(async options => {
      const {runDoctor} = await import('../commands/doctor.ts');
      settle(await runDoctor(options));
    });

  program
    .command('config')
    .description('settings: list them, get one, set one, or say where they are')
    .argument('[action]', 'get, set or path')
    .argument('[key]')
    .argument('[value]')
    .addHelpText('after', examples('tapewire config', 'tapewire config set theme colorblind', 'tapewire config path'))
    .action(async (action, key, value) => {
      const {runConfig} = await import('../commands/config.ts');
      settle(runConfig(action, key, value));
    });
};
