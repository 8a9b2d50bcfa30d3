import {gridText} from '../chart/grid.ts';
import {formatClock} from '../view/format.ts';
import type {FrameFile} from './desk.ts';
import {drawScreen} from './draw/draw-screen.ts';
import type {Screen} from './draw/screen.ts';
import {themeOf} from './glyphs-of.ts';
import {gridToSvg} from './grid-to-svg.ts';

/** The screen as text or as a picture, named after its day, time and size. */
export const frameFile = (screen: Screen, as: 'text' | 'svg'): FrameFile => {
  const {snapshot, ui, size} = screen;
  const grid = drawScreen(screen);
  const text = gridText(grid).map(row => row.trimEnd());
  const at = formatClock(snapshot.clock.now).replaceAll(':', '');
  return {
    name: `tapewire-${snapshot.file.day.date}-${at}-${size.width}x${size.height}`,
    extension: as === 'svg' ? 'svg' : 'txt',
    text: as === 'svg' ? gridToSvg(grid, themeOf(ui)) : `${text.join('\n')}\n`,
  };
};
