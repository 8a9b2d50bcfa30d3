import type {Command} from '../view/command.ts';
import type {InkInput} from './key-input.ts';

/** A pointer's report in SGR 1006 once its escape, or more of its start, was cut off. */
const REPORT = /^\[?<(\d+);(\d+);(\d+)([Mm])/;
/** The start of one, the rest of which comes with the next read. */
const TORN = /^\[<[\d;]*$/;
const REST = /^[\d;]*[Mm]/;

const LEFT = 0;
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;
const ROWS_A_NOTCH = 3;
/** Shift, Alt and Ctrl are held down at the same time. */
const MODIFIERS = 4 + 8 + 16;

const commandOf = (report: RegExpExecArray): Command | undefined => {
  const [, button = '', column = '', row = '', end = ''] = report;
  const at = {x: Number(column) - 1, y: Number(row) - 1};
  switch (Number(button) & ~MODIFIERS) {
    case LEFT:
      return end === 'M' ? {kind: 'click', ...at} : undefined;
    case WHEEL_UP:
      return {kind: 'wheel', ...at, by: -ROWS_A_NOTCH};
    case WHEEL_DOWN:
      return {kind: 'wheel', ...at, by: ROWS_A_NOTCH};
    default:
      return undefined;
  }
};

/** What of a read of the terminal was typed, in runs, and what the pointer did between them. */
export type PointedPart = {readonly typed: readonly InkInput[]; readonly pointed: Command | undefined};

/**
 * Parts the pointer's reports from what was typed. A report that two reads cut in two is put together; none of it ever
 * reaches the keys.
 */
export const createPointerReader = (): ((chunk: readonly InkInput[]) => readonly PointedPart[]) => {
  let torn = '';
  return chunk => {
    const parts: PointedPart[] = [];
    let typed: InkInput[] = [];
    for (const part of chunk) {
      let {input} = part;
      let reported = false;
      if (torn !== '' && REST.test(input)) input = torn + input;
      torn = '';
      for (let report = REPORT.exec(input); report !== null; report = REPORT.exec(input)) {
        parts.push({typed, pointed: commandOf(report)});
        typed = [];
        input = input.slice(report[0].length);
        reported = true;
      }
      if (TORN.test(input)) torn = input;
      else if (input !== '' || !reported) typed.push(reported ? {input, key: {}} : part);
    }
    if (typed.length > 0) parts.push({typed, pointed: undefined});
    return parts;
  };
};
