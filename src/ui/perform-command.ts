import {gridText} from '../chart/grid.ts';
import type {Command} from '../view/command.ts';
import {formatClock} from '../view/format.ts';
import {headlineCard} from '../view/headline-card.ts';
import type {Desk, FrameFile} from './desk.ts';
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

const copied = ({snapshot, ui}: Screen, desk: Desk): string => {
  const card = headlineCard(snapshot, ui);
  return card === undefined ? 'choose a headline first: j and k' : desk.copy(card);
};

const linked = async ({snapshot, ui}: Screen, desk: Desk): Promise<string> => {
  const item = snapshot.wire.find(one => one.headline.id === ui.headlineId);
  if (item === undefined) return 'choose a headline first: j and k';
  return item.headline.url === '' ? 'this headline has no link' : desk.openLink(item.headline.url);
};

/** Does what a command asks of the world, and dispatches what comes back; commands that ask nothing pass by. */
export const performCommand = (
  command: Command,
  screen: Screen,
  desk: Desk,
  dispatch: (answer: Command) => void,
): void => {
  const say = (words: string): void => {
    if (words !== '') dispatch({kind: 'say', words});
  };
  switch (command.kind) {
    case 'copy':
      say(copied(screen, desk));
      break;
    case 'open-link':
      void linked(screen, desk).then(say);
      break;
    case 'save-frame':
      void desk.saveFrame(frameFile(screen, command.as)).then(say);
      break;
    case 'days':
      void desk.listDays().then(days => dispatch({kind: 'days-known', days}));
      break;
    case 'ask':
      if (command.prompt === 'command' && screen.ui.days === undefined)
        void desk.listDays().then(days => dispatch({kind: 'days-known', days}));
      break;
    case 'open-day':
      void desk.openDay(command.name).then(say);
  }
};
