import {useLayoutEffect} from 'react';
import type {Weights} from '../../market/reactions/benchmark.ts';
import {DEFAULT_PREFERENCES, DEFAULT_SURROUNDINGS} from '../../view/preferences.ts';
import type {UiState} from '../../view/ui-state.ts';
import {drawNotice} from '../draw/screen-blocks.ts';
import {themeOf} from '../glyphs-of.ts';
import {lookTable} from '../look-table.ts';
import type {ScreenOutput} from '../output/screen-output.ts';
import type {ScreenStore} from '../screen-control.ts';
import type {ColourLevel} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import type {BlindControl} from './blind-control.ts';
import {drawBlind} from './draw-blind.ts';

export type BlindAppProps = {
  readonly store: ScreenStore;
  readonly output: ScreenOutput;
  readonly control: BlindControl;
  readonly weights: Weights;
  readonly level: ColourLevel;
  readonly chosen: Partial<UiState>;
};

/** The screen of a blind drill: the cells go straight from the store to the terminal, as on the other screen. */
export const BlindApp = ({store, output, control, weights, level, chosen}: BlindAppProps) => {
  useKeys(control.press, () => {});
  useLayoutEffect(() => {
    const {preferences = DEFAULT_PREFERENCES, surroundings = DEFAULT_SURROUNDINGS} = chosen;
    return output.show({
      draw: size => {
        const [state, snapshot] = [control.read(), store.read()];
        if (state === undefined || snapshot === undefined) return drawNotice(size, 'DRILL: opening a day…');
        return drawBlind({snapshot, state, weights, chosen, size});
      },
      looks: lookTable(themeOf({preferences, surroundings}), level),
    });
  }, [output, control, store, weights, chosen, level]);
  useLayoutEffect(() => control.subscribe(output.refresh), [control, output]);
  return null;
};
