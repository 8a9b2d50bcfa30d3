import {fromMillis, toMillis} from '../core/instant.ts';
import type {Clock} from './ports.ts';

/** The longest wait that a timer of the platform can hold. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The machine's own clock: the only place in the program that asks it for the time or sets a timer. A wait is over when
 * the clock says so, or when as much time has passed as was to pass: one that is set back keeps nobody waiting.
 */
export const wallClock: Clock = {
  now: () => fromMillis(Date.now()),
  until: (at, signal) =>
    new Promise((resolve, reject) => {
      // The clock itself has the word while it goes as it should, however the two round.
      const patience = performance.now() + toMillis(at) - Date.now() + 2;
      let timer: NodeJS.Timeout | undefined;
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const wait = (): void => {
        const left = Math.min(toMillis(at) - Date.now(), Math.ceil(patience - performance.now()));
        if (left <= 0 && timer !== undefined) {
          signal.removeEventListener('abort', stop);
          resolve();
        } else {
          timer = setTimeout(wait, Math.max(0, Math.min(left, LONGEST_TIMER)));
        }
      };
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', stop, {once: true});
      wait();
    }),
};
