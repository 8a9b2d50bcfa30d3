import {useLayoutEffect, useMemo} from 'react';
import type {Clock, EngineCommand} from '../engine/ports.ts';
import type {UiState} from '../view/ui-state.ts';
import type {Desk} from './desk.ts';
import {lookTable} from './look-table.ts';
import type {ScreenOutput} from './output/screen-output.ts';
import type {Pointer} from './pointer.ts';
import {createScreenControl, type ScreenStore} from './screen-control.ts';
import {createScreenPainter} from './screen-painter.ts';
import type {ColourLevel} from './theme.ts';
import {useCommands} from './use-commands.ts';
import {useEachSecond} from './use-each-second.ts';
import {usePointer} from './use-pointer.ts';
import {type Suspension, useSuspension} from './use-suspension.ts';
import {useTheme} from './use-theme.ts';

export type AppProps = {
  readonly store: ScreenStore;
  /** What puts cells on the terminal whose keys Ink reads. */
  readonly output: ScreenOutput;
  /** Takes what a key asks of the replay's clock. */
  readonly send: (command: EngineCommand) => void;
  /** Called once a person asks to leave (q, Ctrl-C); whoever rendered the App unmounts it. */
  readonly onQuit: () => void;
  /** Going to the background; without it the key does nothing. */
  readonly suspension?: Suspension;
  /** The machine's clock: moves, once a second, how stale a live price is and when a feed tries again. */
  readonly clock: Clock;
  readonly level: ColourLevel;
  /** What a person chose before: symbol, interval, chart kind, focus. Nothing unless given. */
  readonly chosen?: Partial<UiState>;
  /** The world around the screen: clipboard, browser, files, days, settings. */
  readonly desk?: Desk;
  /** The terminal's pointer, where it has one. */
  readonly pointer?: Pointer;
  /** Shown until the first snapshot; `opening…` unless given. */
  readonly waiting?: string;
};

const NOTHING_CHOSEN: Partial<UiState> = {};

/**
 * The screen. Ink keeps the terminal (keys, pastes, raw mode, the alternate screen, going away and coming back), React
 * what lives and dies with it; the cells go past both, straight from the store to the terminal, as they change.
 */
export const App = ({
  store,
  output,
  send,
  onQuit,
  suspension,
  clock,
  level,
  chosen = NOTHING_CHOSEN,
  desk,
  pointer,
  waiting = 'opening…',
}: AppProps) => {
  const control = useMemo(
    () =>
      createScreenControl({
        store,
        send,
        onQuit,
        onSuspend: () => suspension?.ask(),
        onRedraw: output.redraw,
        size: output.size,
        clock,
        chosen,
        desk,
      }),
    [store, output, send, onQuit, suspension, clock, chosen, desk],
  );
  useCommands(control);
  useSuspension(suspension);
  const theme = useTheme(control, chosen);
  usePointer(control, pointer);
  const draw = useMemo(() => createScreenPainter({store, control, clock, waiting}), [store, control, clock, waiting]);
  useLayoutEffect(() => output.show({draw, looks: lookTable(theme, level)}), [output, draw, theme, level]);
  useLayoutEffect(() => control.subscribe(output.refresh), [control, output]);
  useEachSecond(clock, output.refresh);
  return null;
};
