import {useEffect, useSyncExternalStore} from 'react';
import type {Pointer} from './pointer.ts';
import type {ScreenControl} from './screen-control.ts';

/** Follows the terminal's pointer while the screen is up and the setting says so. */
export const usePointer = (control: ScreenControl, pointer: Pointer | undefined): void => {
  const wanted = useSyncExternalStore(control.subscribe, () => control.read()?.preferences.mouse ?? false);
  useEffect(() => {
    if (!wanted || pointer === undefined) return;
    pointer.report(true);
    const off = pointer.onCommand(control.dispatch);
    return () => {
      off();
      pointer.report(false);
    };
  }, [wanted, pointer, control]);
};
