import {useApp} from 'ink';
import {useEffect} from 'react';
import type {Suspension} from './app.tsx';

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
