import {safeText} from '../../news/safe-text.ts';

/** What is told to somebody who looks elsewhere. */
export type Notification = {
  readonly words: string;
  readonly bell: boolean;
  /** OSC 9 (iTerm2, kitty, WezTerm, Windows Terminal) and OSC 777 (rxvt, foot, Ghostty, WezTerm). */
  readonly osc9: boolean;
  readonly osc777: boolean;
  /** The terminal reads UTF-8: bytes of other letters are no controls to it. */
  readonly unicode: boolean;
  /** tmux stands between: it hands on what is wrapped for it, where its `allow-passthrough` is on. */
  readonly tmux: boolean;
};

const LONGEST = 160;
const TITLE = 'tapewire';

/**
 * One line that can end no sequence and add no field to one: made safe once more, whoever did before; no semicolon, which
 * parts the fields of OSC 777 and makes `9;4` a progress bar; plain letters where others could be controls.
 */
const plainWords = (text: string, unicode: boolean): string => {
  const line = safeText(text.slice(0, 4 * LONGEST), LONGEST).replaceAll(';', ',');
  return unicode ? line : line.replaceAll('−', '-').replaceAll(/[^ -~]/g, '?');
};

/** A sequence through tmux to the terminal outside. */
const through = (sequence: string, tmux: boolean): string =>
  tmux ? `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\` : sequence;

/** The bytes of a notification: a bell, OSC 9, OSC 777, of each at most one. */
export const notificationSequences = ({words, bell, osc9, osc777, unicode, tmux}: Notification): string => {
  const text = plainWords(words, unicode);
  return [
    bell ? '\x07' : '',
    osc9 && text !== '' ? through(`\x1b]9;${text}\x07`, tmux) : '',
    osc777 && text !== '' ? through(`\x1b]777;notify;${TITLE};${text}\x07`, tmux) : '',
  ].join('');
};
