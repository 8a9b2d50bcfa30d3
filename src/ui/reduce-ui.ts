import type {Snapshot} from '../market/snapshot.ts';
import {chosenMoment} from '../view/chosen-moment.ts';
import {type Command, PANES} from '../view/command.ts';
import {THEME_CHOICES} from '../view/preferences.ts';
import {REACTION_KINDS} from '../view/reactions.ts';
import {CHART_KINDS, INTERVALS, shownSymbol, type UiState} from '../view/ui-state.ts';
import {atNewestAlert, seenOnLeaving} from './reduce/alerts.ts';
import {
  atDaysStart,
  baseTurned,
  crosshairMoved,
  followed,
  fourUpToggled,
  panned,
  zoomedInTime,
} from './reduce/chart.ts';
import {acted} from './reduce/deal-acts.ts';
import {dealMoved, dealSelected} from './reduce/deals.ts';
import {atPresentDay, hasList, inList} from './reduce/lists.ts';
import {focused, laidOut, opened, toggled, wentBack} from './reduce/panes.ts';
import {pointed} from './reduce/pointer.ts';
import {asked, retyped, submitted} from './reduce/prompt.ts';
import {clamp, turned, type UiContext} from './reduce/reduce-context.ts';
import {inOrder, moved, selectHeadline, sought, tellingStepped, unreadFrom, unselected} from './reduce/selection.ts';
import {nextLayout, withSetting} from './ui-settings.ts';

/** What comes of asking stopped feeds to try again. */
const reconnectWords = ({clock, feeds}: Snapshot): string => {
  if (clock.mode !== 'live') return 'a replay has nothing to connect to again';
  const stopped = feeds.filter(({state}) => state === 'stopped').map(({feed}) => feed);
  return stopped.length === 0 ? 'no feed has stopped' : `keys read anew, trying again: ${stopped.join(', ')}`;
};

/** Commands that ask the clock for something; a live clock grants none. */
const CLOCK_COMMANDS = new Set<Command['kind']>([
  'toggle-pause',
  'speed',
  'step',
  'jump',
  'restart',
  'replay-from',
  'days',
  'open-day',
]);
/** What comes without anybody pressing a key. */
const UNASKED = new Set<Command['kind']>(['days-known', 'say']);

/** The last answer goes with the next key, and so do the first words to a newcomer. */
const answered = (ui: UiState): UiState => ({
  ...ui,
  notice: undefined,
  ...(ui.preferences.greeted ? {} : {preferences: {...ui.preferences, greeted: true}}),
});

/** Moves in whatever has the keys. */
const movedIn = (ui: UiState, context: UiContext, by: number): UiState =>
  ui.focus === 'deals' && ui.overlay === undefined ? dealMoved(ui, context, by) : moved(ui, context, by);

/** The screen after a command. Pure: what the command asks of the clock or of the world is not done here. */
export const reduceUi = (before: UiState, command: Command, context: UiContext): UiState =>
  seenOnLeaving(before, followed(before, reduced(before, command, context), context));

const reduced = (before: UiState, command: Command, context: UiContext): UiState => {
  const quiet = UNASKED.has(command.kind) || (before.notice === undefined && before.preferences.greeted);
  const ui = quiet ? before : answered(before);
  const {snapshot} = context;
  if (hasList(ui)) {
    const next = inList(ui, command, context);
    if (next !== undefined) return next;
  }
  if (ui.overlay === 'drill' && command.kind === 'jump')
    return {...tellingStepped(ui, context, command.by), overlayTop: 0};
  if (snapshot.clock.mode === 'live' && CLOCK_COMMANDS.has(command.kind))
    return {...ui, notice: 'live: only a replay can be paused, sped up, wound or changed for another day'};
  switch (command.kind) {
    case 'move':
      return movedIn(ui, context, command.by);
    case 'end':
      if (ui.focus === 'chart' && ui.overlay === undefined)
        return command.which === 'first' ? atDaysStart(ui, context) : unselected(ui);
      return movedIn(ui, context, command.which === 'first' ? -1e9 : 1e9);
    case 'crosshair':
      return crosshairMoved(ui, context, command.by);
    case 'focus':
      return focused({...ui, overlay: undefined}, command.pane);
    case 'turn':
      return focused({...ui, overlay: undefined}, turned(PANES, ui.focus, command.by) ?? 'wire');
    case 'open':
      return opened(ui, context);
    case 'back':
      return wentBack(ui);
    case 'unread':
      return unreadFrom(ui, context, command.by);
    case 'symbol':
      return {...ui, symbol: turned(snapshot.file.day.symbols, shownSymbol(snapshot, ui), command.by)};
    case 'select-symbol':
      return focused({...ui, overlay: undefined, symbol: command.symbol}, 'chart');
    case 'select-headline':
      return {...selectHeadline(ui, context, command.id), overlay: 'drill', overlayTop: 0};
    case 'select-deal':
      return dealSelected(ui, context, command.deal);
    case 'merge-into':
    case 'reassign-to':
    case 'split':
    case 'judge-suggestion':
    case 'pin':
    case 'undo-act':
      return acted(ui, context, command);
    case 'replay-from': {
      const {at, why} = chosenMoment(snapshot, ui);
      return at === undefined ? {...ui, notice: why} : {...sought(ui, at), overlay: undefined};
    }
    case 'reaction-kind':
      return {...ui, reactionKind: turned(REACTION_KINDS, ui.reactionKind, 1) ?? 'return'};
    case 'wire-order':
      return inOrder(ui, context);
    case 'interval':
      return {
        ...ui,
        interval: INTERVALS[clamp(INTERVALS.indexOf(ui.interval) + command.by, 0, INTERVALS.length - 1)] ?? ui.interval,
      };
    case 'chart-kind':
      return {...ui, chartKind: turned(CHART_KINDS, ui.chartKind, 1) ?? ui.chartKind};
    case 'compare':
      return {...ui, compare: !ui.compare, fourUp: false};
    case 'compare-base':
      return baseTurned(ui);
    case 'four-up':
      return fourUpToggled(ui, context);
    case 'zoom-time':
      return zoomedInTime(ui, context, command.by);
    case 'pan':
      return panned(ui, context, command.by);
    case 'zoom':
      return {...ui, zoomed: !ui.zoomed};
    case 'layout':
      return laidOut(ui, nextLayout(ui, command.by));
    case 'set-layout':
      return laidOut(ui, command.layout);
    case 'theme': {
      const theme = turned(THEME_CHOICES, ui.preferences.theme, command.by) ?? 'auto';
      return {...withSetting(ui, 'theme', theme), notice: `theme ${theme}`};
    }
    case 'help':
    case 'settings':
    case 'health':
      return toggled(ui, command.kind);
    case 'alerts':
      return atNewestAlert(toggled(ui, 'alerts'));
    case 'alerts-in-replay': {
      const ring = !ui.preferences.alertsInReplay;
      const words = ring ? 'alerts ring in a replay' : 'alerts are silent in a replay: A lists them';
      return {...withSetting(ui, 'alertsInReplay', ring), notice: words};
    }
    case 'days':
      return atPresentDay(toggled(ui, 'days'), context);
    case 'days-known':
      return atPresentDay({...ui, days: command.days}, context);
    case 'open-day':
      return {...unselected(ui), overlay: undefined, notice: `opening ${command.name}…`};
    case 'say':
      return {...ui, notice: command.words};
    case 'ask':
      return asked(ui, context, command.prompt);
    case 'type':
      return retyped(ui, text => text + command.text);
    case 'erase':
      return retyped(ui, text => text.slice(0, -1));
    case 'erase-all':
      return retyped(ui, () => '');
    case 'submit':
      return submitted(ui, context);
    case 'restart':
      return sought(ui, snapshot.file.day.startAt);
    case 'reconnect':
      return {...ui, notice: reconnectWords(snapshot)};
    case 'toggle-pause':
      return snapshot.clock.state === 'ended' ? {...ui, notice: 'the day has ended: 0 starts it again'} : ui;
    case 'wheel':
    case 'click':
      return pointed(ui, context, command);
    case 'speed':
    case 'step':
    case 'jump':
    case 'copy':
    case 'open-link':
    case 'save-frame':
    case 'redraw':
    case 'remove':
    case 'suspend':
    case 'quit':
      return ui;
  }
};
