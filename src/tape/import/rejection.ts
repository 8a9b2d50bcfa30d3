import {Fault} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';

/** A row that was left out, and why. `line` counts from 1. */
export type Rejection = {readonly file: string; readonly line: number; readonly reason: string};

/** Takes what is left out: `bad` rows cannot be read or cannot be true, `outside` ones are sound but in no day made. */
export type Rejections = {
  readonly bad: (file: string, line: number, reason: string) => void;
  readonly outside: (file: string, line: number, reason: string) => void;
  /** How many in all, and the first of them in order of arrival. */
  readonly list: () => {readonly count: number; readonly first: readonly Rejection[]};
};

/** What is kept to be listed; the rest is counted. */
const MOST_LISTED = 100;

/** With `strict`, the first bad row is a Fault `import/row`. */
export const createRejections = (strict: boolean): Rejections => {
  const first: Rejection[] = [];
  let count = 0;
  const outside = (file: string, line: number, reason: string): void => {
    count++;
    if (first.length < MOST_LISTED) first.push({file: safeText(file, 500), line, reason: safeText(reason, 200)});
  };
  return {
    outside,
    bad: (file, line, reason) => {
      if (strict) {
        throw new Fault('import/row', `${safeText(file, 500)}:${line}: ${safeText(reason, 200)}`, {
          remedy: 'correct the row, or import without --strict to leave it out',
        });
      }
      outside(file, line, reason);
    },
    list: () => ({count, first}),
  };
};
