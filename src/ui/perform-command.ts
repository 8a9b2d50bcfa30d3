import {bodyOf} from '../view/body-of.ts';
import type {Command} from '../view/command.ts';
import {dealCard} from '../view/deal-card.ts';
import {headlineCard} from '../view/headline-card.ts';
import {chosenDeal} from '../view/listed-deals.ts';
import {wireItems} from '../view/wire-items.ts';
import type {Desk} from './desk.ts';
import type {Screen} from './draw/screen.ts';
import {frameFile} from './frame-file.ts';

const copied = ({snapshot, ui}: Screen, desk: Desk): string => {
  const deals = ui.focus === 'deals' && ui.overlay === undefined;
  const card = deals ? dealCard(snapshot, ui) : headlineCard(snapshot, ui);
  const what = deals ? 'deal' : 'headline';
  return card === undefined ? `choose a ${what} first: j and k` : desk.copy(card, what);
};

const linked = async ({snapshot, ui}: Screen, desk: Desk, note: number | undefined): Promise<string> => {
  const deals = ui.focus === 'deals' && ui.overlay === undefined;
  const chosen = deals ? chosenDeal(snapshot, ui) : undefined;
  if (deals && chosen === undefined) return 'choose a deal first: j and k';
  const id =
    chosen === undefined ? ui.headlineId : (chosen.event ?? chosen.suggestion ?? chosen.state.latest).headlineId;
  const item = wireItems(snapshot, ui).find(one => one.headline.id === id);
  if (item === undefined) return deals ? 'no headline of it on this wire' : 'choose a headline first: j and k';
  if (note !== undefined) return desk.openLink(bodyOf(item.headline).links[note - 1] ?? '');
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
      void linked(screen, desk, command.note).then(say);
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
