import xterm from '@xterm/headless';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Notification, notificationSequences} from '../../../src/ui/output/notification.ts';
import {createOutputGate} from '../../../src/ui/output/output-gate.ts';
import {createJudgedTerminal} from './judged-terminal.ts';

const PLAIN: Notification = {
  words: 'AMZN 245.58, above 245.00',
  bell: true,
  osc9: true,
  osc777: true,
  unicode: true,
  tmux: false,
};

/** What a terminal makes of the bytes: its bells, its notifications, what it shows, its title and its replies. */
const judged = async (bytes: string) => {
  const terminal = new xterm.Terminal({cols: 80, rows: 4, allowProposedApi: true});
  const heard = {bells: 0, osc9: [] as string[], osc777: [] as string[], titles: [] as string[], replies: ''};
  terminal.onBell(() => heard.bells++);
  terminal.onTitleChange(title => heard.titles.push(title));
  terminal.onData(reply => {
    heard.replies += reply;
  });
  terminal.parser.registerOscHandler(9, text => heard.osc9.push(text) > 0);
  terminal.parser.registerOscHandler(777, text => heard.osc777.push(text) > 0);
  await new Promise<void>(resolve => terminal.write(bytes, resolve));
  const shown = Array.from({length: 4}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true)).join(
    '',
  );
  const {cursorX, cursorY} = terminal.buffer.active;
  terminal.dispose();
  return {...heard, shown, cursor: [cursorX, cursorY]};
};

describe('a notification', () => {
  test('is a bell and a line in each of the two ways, and shows nothing', async () => {
    expect(await judged(notificationSequences(PLAIN))).toEqual({
      bells: 1,
      osc9: ['AMZN 245.58, above 245.00'],
      osc777: ['notify;tapewire;AMZN 245.58, above 245.00'],
      titles: [],
      replies: '',
      shown: '',
      cursor: [0, 0],
    });
    expect(notificationSequences({...PLAIN, osc9: false, osc777: false})).toBe('\u0007');
    expect(notificationSequences({...PLAIN, bell: false, osc9: false, osc777: false})).toBe('');
    expect(notificationSequences({...PLAIN, words: '\u001b\u0007'})).toBe('\u0007');
  });

  test('no text breaks out of it, adds a field to it, or makes a progress bar of it', async () => {
    const piece = fc.constantFrom(
      ...['\u001b]52;c;aGk=\u0007', '\u0007', '\u001b\\', '\u009c', '\u009b2J', '\u001b[2J', '\u001bP', ';', '4;1;50'],
      ...['\n', '\r', '\u202e', '東\u2028', '\u001b]0;title\u0007', 'text ', '\u001b', '\u0018', '\u001a', '\u{1f4c8}'],
    );
    const text = fc.array(fc.oneof(piece, fc.string({unit: 'binary', maxLength: 6})), {maxLength: 60});
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (parts, unicode) => {
        const heard = await judged(notificationSequences({...PLAIN, words: `x${parts.join('')}`, unicode}));
        expect(heard).toMatchObject({bells: 1, titles: [], replies: '', shown: '', cursor: [0, 0]});
        expect(heard.osc9).toHaveLength(1);
        expect(heard.osc9[0]).not.toContain(';');
        expect(heard.osc9[0]?.length).toBeLessThanOrEqual(160);
        expect(heard.osc777).toEqual([`notify;tapewire;${heard.osc9[0]}`]);
        if (!unicode) expect(heard.osc9[0]).toMatch(/^[ -~]*$/);
      }),
      {numRuns: 200},
    );
  });

  test('goes through tmux whole, wrapped as tmux takes it', () => {
    const wrapped = notificationSequences({...PLAIN, bell: false, osc777: false, tmux: true});
    expect(wrapped).toBe('\u001bPtmux;\u001b\u001b]9;AMZN 245.58, above 245.00\u0007\u001b\\');
  });
});

describe('the gate', () => {
  test('writes it past the allow-list, unless the terminal takes no more', () => {
    const terminal = createJudgedTerminal({width: 20, height: 4});
    const gate = createOutputGate(terminal.stdout);
    gate.announce(PLAIN);
    expect(terminal.writes()).toEqual([notificationSequences(PLAIN)]);
    terminal.stall();
    gate.announce(PLAIN);
    terminal.drain();
    terminal.destroy();
    gate.announce(PLAIN);
    expect(terminal.writes()).toHaveLength(1);
    expect(gate.refused()).toBe(0);
  });
});
