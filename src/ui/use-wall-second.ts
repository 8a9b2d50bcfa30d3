import {useEffect, useState} from 'react';
import {floorTo, type Instant, plus, SECOND} from '../core/instant.ts';
import type {Clock} from '../engine/ports.ts';

/** The clock's time, renewed at each whole second. */
export const useWallSecond = (clock: Clock): Instant => {
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const leaving = new AbortController();
    const tick = async (): Promise<void> => {
      while (!leaving.signal.aborted) {
        await clock.until(plus(floorTo(clock.now(), SECOND), SECOND), leaving.signal);
        setNow(clock.now());
      }
    };
    // The clock rejects once we leave, and only then.
    tick().catch(() => {});
    return () => leaving.abort();
  }, [clock]);
  return now;
};
