import type {ReadStream} from 'node:tty';
import {Fault} from '../core/fault.ts';

const ENTER = /[\r\n]/;
const PASTE = /\u001b\[20[01]~/g;
const INTERRUPT = '\u0003';
const END = '\u0004';
const ERASE = new Set(['\u007f', '\b']);
const ERASE_ALL = '\u0015';
const MOST = 1_000;

/** What was typed after `keys`: erased by Backspace and Ctrl-U, undefined when the person gave up. */
const typed = (before: string, keys: string): string | undefined => {
  let text = before;
  for (const key of keys) {
    if (key === INTERRUPT || key === END) return undefined;
    if (ERASE.has(key)) text = text.slice(0, -1);
    else if (key === ERASE_ALL) text = '';
    else if (key >= ' ' && text.length < MOST) text += key;
  }
  return text;
};

/** One answer after the other out of `keys`: what is answered so far, and what is being typed; undefined once given up. */
type Answers = {readonly given: readonly string[]; readonly typing: string};

const answered = ({given, typing}: Answers, keys: string): Answers | undefined => {
  const end = keys.search(ENTER);
  const next = typed(typing, end < 0 ? keys : keys.slice(0, end));
  if (next === undefined) return undefined;
  if (end < 0) return {given, typing: next};
  return answered({given: [...given, next.trim()], typing: ''}, keys.slice(end + 1));
};

/**
 * Asks at a terminal for what must not be seen: nothing is echoed, not even how long it is, from before the first
 * question until after the last answer. Enter ends an answer; Ctrl-C or Ctrl-D gives up, which is a Fault.
 */
export const askSecrets = (
  input: ReadStream,
  output: NodeJS.WritableStream,
  questions: readonly string[],
): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    let answers: Answers = {given: [], typing: ''};
    const done = (settle: () => void): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      settle();
    };
    const onData = (data: Buffer): void => {
      const next = answered(answers, data.toString('utf8').replaceAll(PASTE, ''));
      if (next === undefined) {
        output.write('\n');
        done(() => reject(new Fault('usage', 'nothing was changed', {remedy: 'start again'})));
        return;
      }
      for (let index = answers.given.length; index < Math.min(next.given.length, questions.length); index++)
        output.write(`\n${questions[index + 1] ?? ''}`);
      answers = next;
      if (answers.given.length >= questions.length) done(() => resolve(answers.given.slice(0, questions.length)));
    };
    input.setRawMode(true);
    input.on('data', onData);
    output.write(questions[0] ?? '');
    input.resume();
  });
