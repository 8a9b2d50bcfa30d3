import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {temporaryFolder} from './temporary-folder.ts';
import {openTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const ENTER = '\r';
const BELL = '\u0007';
const SCOOP = 'Amazon in advanced talks to invest up to $50 billion in OpenAI';

const open = (settings: object): {readonly screen: Terminal; readonly config: string} => {
  const config = temporaryFolder({'config.json': JSON.stringify({greeted: true, ...settings})});
  terminal = openTerminal(['replay', '--at', '08:03:30', '--speed', '10'], {env: {TAPEWIRE_CONFIG: config, TMUX: ''}});
  return {screen: terminal, config};
};

describe('an alert', () => {
  test('is written on the screen, kept, and silent in a replay: the log has it, Enter goes there', async () => {
    const {screen, config} = open({});
    await screen.see(/REPLAY 10x/);
    screen.press(' ');
    await screen.see(/PAUSED/);
    screen.press('a');
    await screen.see(/alert: .*AMZN > 245/);
    screen.press('AMZN >> 3');
    await screen.see(/AMZN >> 3/);
    screen.press(ENTER);
    await screen.see(/“>>”: > or < and a price/);
    screen.press('\u0015');
    await screen.see(text => !text.includes('>> 3'));
    screen.press('headline openai then AMZN +-1% in 5m');
    await screen.see(/then AMZN \+-1% in 5m/);
    screen.press(ENTER);
    await screen.see(/kept: headline openai.*silent in a replay/);
    screen.press(' ');
    await screen.see(/ ! 1 /);
    expect(screen.raw()).not.toContain(BELL);
    screen.press('A');
    await screen.see(/!08:04:09 +AMZN \+1\.\d\d% from 2\d\d\.\d\d to 2\d\d\.\d\d after: Amazon in adv.*muted/);
    screen.press(ENTER);
    const drilled = await screen.see(/Headline/);
    expect(drilled).toContain(SCOOP);
    expect(drilled).not.toMatch(/ ! 1 /);
    const kept = JSON.parse(readFileSync(join(config, 'config.json'), 'utf8')) as {alerts: unknown};
    expect(kept.alerts).toEqual(['headline openai then AMZN ±1% in 5m']);
  });

  test('rings and notifies in a replay when asked', async () => {
    const {screen} = open({alerts: ['headline openai'], alertsInReplay: true, alertNotify: 'both'});
    await screen.see(new RegExp(`! ${SCOOP.slice(0, 30)}`));
    expect(screen.raw().split(`${BELL}\u001b]9;${SCOOP}${BELL}`)).toHaveLength(2);
    expect(screen.raw()).toContain(`\u001b]777;notify;tapewire;${SCOOP}${BELL}`);
  });

  test('rings no bell where none is wanted, and a broken rule in the file is said', async () => {
    const {screen} = open({alerts: ['AMZN up', 'headline openai'], alertsInReplay: true, alertSound: 'none'});
    await screen.see(/alerts: AMZN up: “up”: > or </);
    await screen.see(/ ! 1 /);
    expect(screen.raw()).not.toContain(BELL);
    screen.press('A');
    await screen.see(/✖ no rule AMZN up/);
  });
});
