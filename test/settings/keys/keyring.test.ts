import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {expect, test} from 'vitest';

/** A keyring of its own for the test: a message bus, and a keyring service unlocked with an empty home. */
const has = (command: string): boolean => spawnSync('which', [command]).status === 0;
const hasKeyring = has('dbus-run-session') && has('gnome-keyring-daemon');

const SCRIPT = `
set -eu
printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null
printf 'PKTESTTESTTEST12\\ncanary-0123456789abcdef\\n' | "$NODE" "$BUNDLE" keys set alpaca --in keyring
"$NODE" "$BUNDLE" keys
cp "$TAPEWIRE_CONFIG/keys.json" "$HOME/kept.json"
"$NODE" "$BUNDLE" keys remove alpaca
"$NODE" "$BUNDLE" keys
`;

test.skipIf(!hasKeyring)('keys go into the machine’s keyring and come back, and the file holds none of them', () => {
  const home = mkdtempSync(join(tmpdir(), 'tapewire-keyring-'));
  const {APCA_API_KEY_ID: _id, APCA_API_SECRET_KEY: _secret, ...inherited} = process.env;
  const env = {
    ...inherited,
    HOME: home,
    TAPEWIRE_CONFIG: join(home, 'config'),
    NODE: process.execPath,
    BUNDLE: resolve('dist/tapewire.js'),
  };
  const said = execFileSync('dbus-run-session', ['--', 'bash', '-c', SCRIPT], {env, encoding: 'utf8', stdio: 'pipe'});
  expect(said).toMatch(/alpaca +keyring +····ST12 ····cdef/);
  expect(said).toMatch(/alpaca +nowhere/);
  expect(readFileSync(join(home, 'kept.json'), 'utf8')).not.toContain('canary');
});
