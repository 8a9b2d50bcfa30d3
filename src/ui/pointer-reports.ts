import type {Command} from '../view/command.ts';

/** A pointer's report in SGR 1006: button, column, row, pressed (M) or let go (m). */
const REPORT = /\x1b\[<(\d+);(\d+);(\d+)([Mm])/g;
/** The start of one at the end of a read: the rest comes with the next. A lone Esc is a key and is not held. */
const TORN = /\x1b\[(?:<[\d;]{0,20})?$/;
/** What may be the start of a report, yet is keys that cannot wait. */
const LEAD = /\x1b\[?$/;

const LEFT = 0;
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;
const ROWS_A_NOTCH = 3;
/** Shift, Alt and Ctrl are held down at the same time. */
const MODIFIERS = 4 + 8 + 16;

const commandOf = ([, button = '', column = '', row = '', end = '']: readonly string[]): Command | undefined => {
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

/** What a read of the terminal brought besides the pointer's reports, and what those reports mean. */
export type ReadPart = {readonly typed: string; readonly pointed: readonly Command[]};

/** Parts the pointer's reports from what was typed, however the reads cut them: nothing of a report is ever typed. */
export const createReportReader = (): ((chunk: string) => ReadPart) => {
  let held = '';
  /** The end of what was passed on, as long as the next read may make a report of it. */
  let lead = '';
  return chunk => {
    const pointed: Command[] = [];
    const take = (...report: readonly string[]): string => {
      const command = commandOf(report);
      if (command !== undefined) pointed.push(command);
      return '';
    };
    const whole = lead + held + chunk;
    const typed = whole.replaceAll(REPORT, take);
    // What was passed on before is not passed on again, unless it turned out to begin a report.
    const fresh = typed.startsWith(lead) && !whole.startsWith(`\x1b[<`) ? typed.slice(lead.length) : typed;
    // Esc and then a bracket, one read each, are two keys.
    const torn = fresh === '[' ? '' : (TORN.exec(typed)?.[0] ?? '');
    held = torn;
    const passed = fresh.slice(0, Math.max(0, fresh.length - torn.length));
    lead = torn === '' ? (LEAD.exec(lead + passed)?.[0] ?? '') : '';
    return {typed: passed, pointed};
  };
};
