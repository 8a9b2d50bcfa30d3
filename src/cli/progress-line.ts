/** One line about what is under way. */
export type ProgressLine = {
  /** On a terminal the line takes the place of the last one; elsewhere nothing is written. */
  readonly show: (text: string) => void;
  /** A line that stays, wherever it goes. */
  readonly say: (text: string) => void;
  /** Takes the line away. */
  readonly clear: () => void;
};

/** Writes to `stream`: no escapes, a line is overwritten by blanks. */
export const createProgressLine = (stream: NodeJS.WriteStream): ProgressLine => {
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) stream.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    show: text => {
      if (!stream.isTTY) return;
      const line = text.slice(0, Math.max(0, stream.columns - 1));
      stream.write(`\r${line}${' '.repeat(Math.max(0, shown - line.length))}`);
      shown = line.length;
    },
    say: text => {
      clear();
      stream.write(`${text}\n`);
    },
    clear,
  };
};
