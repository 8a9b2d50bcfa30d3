import {Box, useStdout, useWindowSize} from 'ink';
import {useMemo, useSyncExternalStore} from 'react';
import type {Clock, TransportCommand} from '../engine/ports.ts';
import type {UiState} from '../view/ui-state.ts';
import {BlockText, LiveBlock} from './block.tsx';
import {drawNotice, screenBlocks} from './draw/screen-blocks.ts';
import {gridToAnsi} from './grid-to-ansi.ts';
import {createScreenControl, type ScreenStore} from './screen-control.ts';
import type {ColourLevel, Theme} from './theme.ts';
import {useCommands} from './use-commands.ts';
import {useWallSecond} from './use-wall-second.ts';

export type AppProps = {
  readonly store: ScreenStore;
  /** Takes what a key asks of the replay's clock. */
  readonly send: (command: TransportCommand) => void;
  /** Called once a person asks to leave (q, Ctrl-C); whoever rendered the App unmounts it. */
  readonly onQuit: () => void;
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
  clock,
  theme,
  level,
  chosen = NOTHING_CHOSEN,
  waiting = 'opening…',
}: AppProps) => {
  const {stdout} = useStdout();
  const {columns: width, rows: height} = useWindowSize();
  const control = useMemo(
    () =>
      createScreenControl({
        store,
        send,
        onQuit,
        size: () => ({width: stdout.columns ?? 80, height: stdout.rows ?? 24}),
        chosen,
      }),
    [store, send, onQuit, chosen, stdout],
  );
  useCommands(control);
  const wall = useWallSecond(clock);
  const ui = useSyncExternalStore(control.subscribe, control.read);
  const file = useSyncExternalStore(store.subscribe, () => store.read()?.file);
  const size = useMemo(() => ({width, height}), [width, height]);
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
