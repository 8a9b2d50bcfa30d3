/** Rings when a person has seen to what stopped a feed for good: a wrong key, a plan that lacked something. */
export type Bell = {
  /** Returns what stops listening. */
  readonly listen: (onRing: () => void) => () => void;
};

export const createBell = (): Bell & {readonly ring: () => void} => {
  const listeners = new Set<() => void>();
  return {
    listen: onRing => {
      listeners.add(onRing);
      return () => listeners.delete(onRing);
    },
    ring: () => {
      for (const onRing of [...listeners]) onRing();
    },
  };
};

/** Settles when the bell rings next; rejects with the signal's reason when aborted. */
export const rung = (bell: Bell, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const forget = bell.listen(() => {
      forget();
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    const onAbort = (): void => {
      forget();
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, {once: true});
  });
