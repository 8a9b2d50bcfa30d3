import {Box, useWindowSize} from 'ink';
import {useMemo, useRef, useSyncExternalStore} from 'react';
import type {Clock, TransportCommand} from '../engine/ports.ts';
import type {UiState} from '../view/ui-state.ts';
import {BlockText, LiveBlock} from './block.tsx';
import {drawNotice, screenBlocks} from './draw/screen-blocks.ts';
import {gridToAnsi} from './grid-to-ansi.ts';
import {createScreenControl, type ScreenStore} from './screen-control.ts';
import type {ColourLevel, Theme} from './theme.ts';
import {useCommands} from './use-commands.ts';
import {useSuspension} from './use-suspension.ts';
import {useWallSecond} from './use-wall-second.ts';

/** How a terminal program goes to the background and comes back. */
export type Suspension = {
  /** Called by a key: asks for the background. */
  readonly ask: () => void;
  /** Hears each request, by key or from outside; returns how to stop hearing. */
  readonly onAsked: (listener: () => void) => () => void;
  /** Stops the process; settles once it goes on. */
  readonly stop: () => Promise<void>;
};

export type AppProps = {
  readonly store: ScreenStore;
  /** Takes what a key asks of the replay's clock. */
  readonly send: (command: TransportCommand) => void;
  /** Called once a person asks to leave (q, Ctrl-C); whoever rendered the App unmounts it. */
  readonly onQuit: () => void;
  /** Going to the background; without it the key does nothing. */
  readonly suspension?: Suspension;
  /** The machine's clock: moves, once a second, how stale a live price is and when a feed tries again. */
  readonly clock: Clock;
  readonly theme: Theme;
  readonly level: ColourLevel;
  /** What a person chose before: symbol, interval, chart kind, focus. Nothing unless given. */
  readonly chosen?: Partial<UiState>;
  /** Shown until the first snapshot; `opening…` unless given. */
  readonly waiting?: string;
};

const NOTHING_CHOSEN: Partial<UiState> = {};

/** The screen: blocks of cells that follow the store, at the places that the layout gives them. */
export const App = ({
  store,
  send,
  onQuit,
  suspension,
  clock,
  theme,
  level,
  chosen = NOTHING_CHOSEN,
  waiting = 'opening…',
}: AppProps) => {
  const {columns: width, rows: height} = useWindowSize();
  const size = useMemo(() => ({width, height}), [width, height]);
  const sizeNow = useRef(size);
  sizeNow.current = size;
  const control = useMemo(
    () =>
      createScreenControl({
        store,
        send,
        onQuit,
        onSuspend: () => suspension?.ask(),
        size: () => sizeNow.current,
        chosen,
      }),
    [store, send, onQuit, suspension, chosen],
  );
  useCommands(control);
  useSuspension(suspension);
  const wall = useWallSecond(clock);
  const ui = useSyncExternalStore(control.subscribe, control.read);
  const file = useSyncExternalStore(store.subscribe, () => store.read()?.file);
  const blocks = useMemo(() => {
    const snapshot = file === undefined ? undefined : store.read();
    return snapshot === undefined || ui === undefined ? undefined : screenBlocks({snapshot, ui, size});
  }, [file, store, ui, size]);
  const notice = useMemo(
    () => gridToAnsi(drawNotice(size, waiting), theme, level).join('\n'),
    [size, waiting, theme, level],
  );
  const rect = useMemo(() => ({x: 0, y: 0, ...size}), [size]);
  return (
    <Box width={width} height={height}>
      {blocks === undefined || ui === undefined ? (
        <BlockText rect={rect} text={notice} />
      ) : (
        blocks.map(block => (
          <LiveBlock
            key={block.key}
            block={block}
            store={store}
            ui={ui}
            size={size}
            wall={wall}
            theme={theme}
            level={level}
          />
        ))
      )}
    </Box>
  );
};
