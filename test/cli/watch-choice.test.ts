import {existsSync, mkdtempSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {watchChoice} from '../../src/cli/commands/watch.ts';
import {providersOf} from '../../src/feeds/providers.ts';
import {openSettings} from '../../src/settings/settings.ts';
import {SettingsShape} from '../../src/settings/settings-shape.ts';
import {runProgram} from './run-program.ts';

const settings = openSettings(mkdtempSync(join(tmpdir(), 'tapewire-choice-')));

test('prices and news come from one provider unless said otherwise', () => {
  expect(watchChoice({}, settings)).toMatchObject({feed: 'alpaca', source: 'iex', news: ['alpaca']});
  expect(watchChoice({source: 'sip', news: 'none'}, settings)).toMatchObject({source: 'sip', news: []});
});

test('the fund is heard besides the names, where it is none of them and the feed has room', () => {
  const fundOf = (options: Parameters<typeof watchChoice>[0]) => watchChoice(options, settings).benchmark;
  const thirty = Array.from({length: 30}, (_, index) => `A${String.fromCharCode(65 + (index % 26))}${index}`).join();
  expect(fundOf({})).toBe('QQQ');
  expect(fundOf({benchmark: 'SPY'})).toBe('SPY');
  expect(fundOf({benchmark: 'none'})).toBeUndefined();
  expect(fundOf({symbols: 'AMZN,QQQ'})).toBeUndefined();
  expect(fundOf({symbols: thirty})).toBeUndefined();
  expect(fundOf({symbols: thirty, benchmark: 'QQQ'})).toBe('QQQ');
  expect(fundOf({symbols: thirty, source: 'sip'})).toBe('QQQ');
  expect(fundOf({symbols: thirty, relay: 'desk'})).toBe('QQQ');
});

test('what a provider does not have is refused with what it has', () => {
  expect(() => watchChoice({source: 'moon'}, settings)).toThrow('alpaca has no source "moon"');
  expect(() => watchChoice({news: 'alpaca,gossip'}, settings)).toThrow('no news from "gossip"');
});

test('a relay and a bus are each an address of their own, refused before anything opens', async () => {
  expect(watchChoice({bus: 'nats://127.0.0.1'}, settings).relay).toBe('nats://127.0.0.1');
  expect(watchChoice({relay: 'desk:9000'}, settings).relay).toBe('desk:9000');
  expect(() => watchChoice({bus: 'desk:4222'}, settings)).toThrow('cannot connect to "desk:4222"');
  expect(() => watchChoice({relay: 'nats://desk'}, settings)).toThrow('cannot connect to "nats://desk"');
  const {code, stderr} = await runProgram(['watch', '--relay', 'http://desk:9000']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^tapewire: cannot connect to "http:\/\/desk:9000": .+\n$/),
  ]);
});

test('the help and the settings name every provider', async () => {
  const names = (half: 'prices' | 'news'): readonly string[] => providersOf(half).map(({name}) => name);
  const {stdout} = await runProgram(['watch', '--help']);
  const said = stdout.replaceAll(/\s+/g, ' ');
  expect(said).toContain(
    `choices: ${names('prices')
      .map(name => `"${name}"`)
      .join(', ')}`,
  );
  expect(said).toContain(`some of ${names('news').join(', ')};`);
  expect(SettingsShape.shape.feed.def.innerType.options).toEqual(['none', ...names('prices')]);
});

test('what a provider cannot be opened without ends the program at once, and leaves no recording', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tapewire-refused-'));
  const env = {
    TAPEWIRE_CONFIG: join(home, 'config'),
    TAPEWIRE_DAYS: join(home, 'days'),
    FINNHUB_API_KEY: 'canary-canary',
  };
  const {code, stderr} = await runProgram(['record', '--feed', 'finnhub', '--news', 'edgar'], env);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/tapewire config set contact you@example\.com/)]);
  expect(existsSync(join(home, 'days')) ? readdirSync(join(home, 'days')) : []).toEqual([]);
});

test('plain tapewire watches live once a feed is set', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tapewire-plain-'));
  const env = {
    TAPEWIRE_CONFIG: join(home, 'config'),
    TAPEWIRE_DAYS: join(home, 'days'),
    XDG_STATE_HOME: join(home, 's'),
  };
  await runProgram(['config', 'set', 'feed', 'alpaca'], env);
  const {code, stderr} = await runProgram([], env);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/no keys for alpaca/)]);
});
