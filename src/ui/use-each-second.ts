import {useEffect} from 'react';
import {floorTo, plus, SECOND} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';

/** Calls back at each whole second of the clock; `onSecond` must stay the same function. */
export const useEachSecond = (clock: Clock, onSecond: () => void): void => {
  useEffect(() => {
    const leaving = new AbortController();
    const tick = async (): Promise<void> => {
      while (!leaving.signal.aborted) {
        await clock.until(plus(floorTo(clock.now(), SECOND), SECOND), leaving.signal);
        onSecond();
      }
    };
    // The clock rejects once we leave, and only then.
    tick().catch(() => {});
    return () => leaving.abort();
  }, [clock, onSecond]);
};
