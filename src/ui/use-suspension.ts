import {useApp} from 'ink';
import {useEffect} from 'react';

/** How a terminal program goes to the background and comes back. */
export type Suspension = {
  /** Called by a key: asks for the background. */
  readonly ask: () => void;
  /** Hears each request, by key or from outside; returns how to stop hearing. */
  readonly onAsked: (listener: () => void) => () => void;
  /** Stops the process; settles once it goes on. */
  readonly stop: () => Promise<void>;
};

/** Hands the terminal back before the process stops, and takes it again, drawn anew, when it goes on. */
export const useSuspension = (suspension: Suspension | undefined): void => {
  const {suspendTerminal} = useApp();
  useEffect(() => {
    let away = false;
    return suspension?.onAsked(() => {
      if (away) return;
      away = true;
      void suspendTerminal(suspension.stop).finally(() => {
        away = false;
      });
    });
  }, [suspension, suspendTerminal]);
};
