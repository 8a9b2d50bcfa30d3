import {Box, Transform, useStdout} from 'ink';
import {memo, useMemo, useSyncExternalStore} from 'react';
import type {Instant} from '../core/instant.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {Rect, Size} from '../view/layout.ts';
import type {UiState} from '../view/ui-state.ts';
import type {Block} from './draw/screen-blocks.ts';
import {gridToAnsi} from './grid-to-ansi.ts';
import type {ScreenStore} from './screen-control.ts';
import type {ColourLevel, Theme} from './theme.ts';

export type BlockTextProps = {readonly rect: Rect; readonly text: string};

/** How wide the terminal is at this moment; one that does not say is wide enough. */
const columnsOf = (stdout: object): number =>
  'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : Number.POSITIVE_INFINITY;

/**
 * Rows drawn beforehand, put at their place. Ink lays out and measures a blank of as many rows and is handed the real
 * ones only as it writes them: a block costs it one pass over its cells, not three.
 */
export const BlockText = memo(({rect, text}: BlockTextProps) => {
  const {stdout} = useStdout();
  const transform = useMemo(() => {
    const rows = text.split('\n');
    // Just after a shrink Ink writes one frame of the old layout: what no longer fits would wrap.
    return (_blank: string, index: number): string =>
      rect.x + rect.width <= columnsOf(stdout) ? (rows[index] ?? '') : '';
  }, [rect, text, stdout]);
  const blank = useMemo(() => new Array<string>(rect.height).fill(' ').join('\n'), [rect.height]);
  return (
    <Box position="absolute" left={rect.x} top={rect.y} width={rect.width} height={rect.height}>
      <Transform transform={transform}>{blank}</Transform>
    </Box>
  );
});

export type LiveBlockProps = {
  readonly block: Block;
  readonly store: ScreenStore;
  readonly ui: UiState;
  readonly size: Size;
  readonly wall: Instant;
  readonly theme: Theme;
  readonly level: ColourLevel;
};

/** A block that follows the store: it is drawn with every publish, and rendered only when what it says has changed. */
export const LiveBlock = memo(({block, store, ui, size, wall, theme, level}: LiveBlockProps) => {
  const read = useMemo(() => {
    let drawn: Snapshot | undefined;
    let text = '';
    return (): string => {
      const snapshot = store.read();
      if (snapshot === undefined || snapshot === drawn) return text;
      drawn = snapshot;
      text = gridToAnsi(block.draw({snapshot, ui, size, wall}), theme, level).join('\n');
      return text;
    };
  }, [block, store, ui, size, wall, theme, level]);
  const text = useSyncExternalStore(store.subscribe, read);
  return <BlockText rect={block.rect} text={text} />;
});
