/** What happened in a world, a line each; nothing is written where nobody reads. */
export type Trace = {
  readonly note: ((at: number, text: string) => void) | undefined;
  readonly lines: readonly string[];
};

export const createTrace = (on: boolean): Trace => {
  const lines: string[] = [];
  return {
    lines,
    note: on ? (at, text) => lines.push(`${(at / 1_000_000).toFixed(6).padStart(12)} ${text}`) : undefined,
  };
};
