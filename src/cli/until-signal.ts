const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for a signal that asks the process to end; the process then ends in its own good order. */
export const untilSignal = (): Promise<NodeJS.Signals> =>
  new Promise(resolve => {
    const end = (signal: NodeJS.Signals): void => {
      for (const name of ENDING) process.off(name, end);
      resolve(signal);
    };
    for (const name of ENDING) process.on(name, end);
  });
