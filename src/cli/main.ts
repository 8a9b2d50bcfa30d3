#!/usr/bin/env node
// As a whole: an older Node has no compile cache to import by name, and could not even say that it is too old.
import module from 'node:module';

const OLDEST = [22, 15] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    `tapewire: needs Node ${OLDEST.join('.')} or later, this is ${process.versions.node}: install a newer one\n`,
  );
  process.exitCode = 1;
} else {
  module.enableCompileCache();
  // Nothing else may be imported before the check: an older Node cannot even link the rest.
  const {runProgram} = await import('./program.ts');
  process.exitCode = await runProgram(process.argv.slice(2));
}
