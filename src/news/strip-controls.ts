const ESC = 0x1b;
const BEL = 0x07;

/** The 7-bit letter after ESC that each 8-bit (C1) introducer stands for. */
const letterOf = (code: number): number => code - 0x40;
/** OSC, DCS, SOS, PM, APC: strings that run until a terminator. */
const STRINGS = new Set([...']PX^_'].map(letter => letter.charCodeAt(0)));
const OSC = 0x5d;
const CSI = 0x5b;
const ST = 0x5c;

const within = (code: number, from: number, to: number): boolean => code >= from && code <= to;

/** Where the control sequence whose parameters begin at `from` ends, or `from` itself when it never does. */
const endOfCsi = (text: string, from: number): number => {
  let next = from;
  while (within(text.charCodeAt(next), 0x30, 0x3f)) next++;
  while (within(text.charCodeAt(next), 0x20, 0x2f)) next++;
  return within(text.charCodeAt(next), 0x40, 0x7e) ? next + 1 : from;
};

/** Where a short escape (`ESC c`, `ESC ( B`) whose second character stands at `from` ends. */
const endOfShort = (text: string, from: number): number => {
  let next = from;
  while (within(text.charCodeAt(next), 0x20, 0x2f)) next++;
  return within(text.charCodeAt(next), 0x30, 0x7e) ? next + 1 : from;
};

const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/**
 * Text without control characters and the sequences they introduce, 7-bit and 8-bit, nested ones too: removing the inner
 * one never leaves an outer one behind. A sequence that does not end loses its introducer only, so that it cannot swallow
 * what follows. White space (tab, line ends, NEL) stays. One pass, linear.
 */
export const stripControls = (text: string): string => {
  if (!CONTROL.test(text)) return text;
  const kept: string[] = [];
  /** Strings that have begun and not ended: what each began with, and how much was kept before it. */
  const open: {readonly letter: number; readonly kept: number}[] = [];
  let from = 0;
  let next = 0;
  while (next < text.length) {
    const code = text.charCodeAt(next);
    if (!(code < 0x20 || within(code, 0x7f, 0x9f)) || within(code, 0x09, 0x0d) || code === 0x85) {
      next++;
      continue;
    }
    if (next > from) kept.push(text.slice(from, next));
    const short = code === ESC;
    const letter = short ? text.charCodeAt(next + 1) : within(code, 0x80, 0x9f) ? letterOf(code) : code;
    next += short ? 2 : 1;
    const opened = open.at(-1);
    if (code < 0x20 && code !== ESC) {
      if (code === BEL && opened?.letter === OSC) kept.length = open.pop()?.kept ?? 0;
    } else if (letter === CSI) {
      next = endOfCsi(text, next);
    } else if (letter === ST) {
      if (opened !== undefined) kept.length = open.pop()?.kept ?? 0;
    } else if (STRINGS.has(letter)) {
      open.push({letter, kept: kept.length});
    } else if (short) {
      next = endOfShort(text, next - 1);
    }
    from = next;
  }
  kept.push(text.slice(from));
  return kept.join('');
};
