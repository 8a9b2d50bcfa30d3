/** The signals that ask a process to end, and the exit codes that say so afterwards. */
export const ENDING_SIGNALS = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

export type EndingSignal = keyof typeof ENDING_SIGNALS;

/**
 * Hears the signals that ask us to end, alone: conf's file library listens too, and answers by killing the process
 * before anything could be put back. A signal that came a moment before is heard too: with its last listener Node drops
 * what it has not told yet, so ours is there before the others go. Returns how to stop hearing.
 */
export const onSignal = (listener: (signal: EndingSignal) => void): (() => void) => {
  const stops = (Object.keys(ENDING_SIGNALS) as EndingSignal[]).map(name => {
    const hear = (): void => listener(name);
    const others = process.listeners(name);
    process.on(name, hear);
    for (const other of others) process.off(name, other);
    return () => process.off(name, hear);
  });
  return () => {
    for (const stop of stops) stop();
  };
};
