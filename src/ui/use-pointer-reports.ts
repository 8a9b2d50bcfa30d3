import {useEffect, useSyncExternalStore} from 'react';
import type {Desk} from './desk.ts';
import type {ScreenControl} from './screen-control.ts';

/** Has the terminal report its pointer while the screen is up and the setting says so. */
export const usePointerReports = (control: ScreenControl, desk: Desk | undefined): void => {
  const wanted = useSyncExternalStore(control.subscribe, () => control.read()?.preferences.mouse ?? false);
  useEffect(() => {
    if (!wanted || desk === undefined) return;
    desk.reportPointer(true);
    return () => desk.reportPointer(false);
  }, [wanted, desk]);
};
