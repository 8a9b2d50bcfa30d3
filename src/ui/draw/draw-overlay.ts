import {blit, createGrid, type Grid} from '../../chart/grid.ts';
import {isMuted} from '../../view/alert-log.ts';
import {alertRows} from '../../view/alerts-view.ts';
import {drillChart} from '../../view/drill-chart.ts';
import {drillView} from '../../view/drill-view.ts';
import {healthView} from '../../view/health-view.ts';
import {insideOf, type Rect} from '../../view/layout.ts';
import type {UiState} from '../../view/ui-state.ts';
import {keymapOf} from '../effective-keymap.ts';
import {glyphsOf} from '../glyphs-of.ts';
import {formatKey} from '../key-names.ts';
import {alertLines} from './alert-lines.ts';
import {type FrameTitle, paintFrame} from './draw-frame.ts';
import {drawList} from './draw-list.ts';
import {drillLines} from './drill-lines.ts';
import {healthLines} from './health-lines.ts';
import {helpLines} from './help-lines.ts';
import {dayLines, paletteLines, settingLines} from './list-lines.ts';
import {drawLines, type Line} from './paint-lines.ts';
import type {Screen} from './screen.ts';

type Overlaid = Pick<Screen, 'snapshot' | 'ui' | 'wall' | 'drawn' | 'size'>;

/** The lines of what lies over the panes, for scrolling as for drawing; none when nothing does. */
export const overlayLines = (screen: Overlaid, width: number): readonly Line[] => {
  const {snapshot, ui} = screen;
  switch (ui.overlay) {
    case undefined:
      return [];
    case 'help':
      return helpLines(width, keymapOf(ui.preferences.keys), ui.focus);
    case 'days':
      return dayLines(snapshot, ui, width);
    case 'settings':
      return settingLines(ui, width);
    case 'health':
      return healthLines(healthView(screen), width);
    case 'alerts':
      return alertLines(snapshot, ui, width);
    case 'drill': {
      const view = drillView(snapshot, ui);
      return view === undefined
        ? [[{text: ' this headline is not on the wire', tone: 'muted'}]]
        : drillLines(view, drillChart(snapshot, ui, view.item, glyphsOf(ui)), width);
    }
  }
};

const titleOf = ({snapshot, ui}: Overlaid): FrameTitle => {
  const {settingsPath} = ui.surroundings;
  switch (ui.overlay) {
    case 'days':
      return {key: 'd', title: ' Days', more: [{text: ' ⏎ opens one  Esc back', tone: 'muted'}]};
    case 'settings':
      return {
        key: 'e',
        title: ' Settings',
        more: [
          ...(settingsPath === undefined ? [] : [{text: ` ${settingsPath}`, tone: 'muted' as const}]),
          {text: ' h/l change  ⏎ write  Esc back', tone: 'muted'},
        ],
      };
    case 'alerts':
      return {
        key: 'A',
        title: ' Alerts',
        more: [
          ...(isMuted(ui.preferences, snapshot) ? [{text: ' silent in a replay, M rings', tone: 'warn' as const}] : []),
          {text: ' a new  ⏎ edit, go there  h/l on, off  ⌫ delete  Esc back', tone: 'muted'},
        ],
      };
    case 'health':
      return {key: 'H', title: ' Health', more: [{text: ' Esc back', tone: 'muted'}]};
    case 'drill':
      return {
        key: '⏎',
        title: ' Headline',
        more: [
          {text: ` ${drillView(snapshot, ui)?.place ?? ''}`, tone: 'muted'},
          {text: '· ] next  [ previous  Esc back', tone: 'muted'},
        ],
      };
    default:
      return {key: '?', title: ' Keys', more: [{text: ' Esc back', tone: 'muted'}]};
  }
};

const framed = (rect: Rect, title: FrameTitle, content: (size: Rect) => Grid): Grid => {
  const grid = createGrid(rect.width, rect.height);
  const inside = insideOf({name: 'wire', rect, frame: 'box', joined: false});
  paintFrame(grid, {frame: 'box', joined: false}, title, true);
  blit(grid, content(inside), 1, 1);
  return grid;
};

/** The help, the drilled headline, the days, the settings, the alerts or the health in exactly the cells of `rect`. */
export const drawOverlay = (screen: Screen, rect: Rect): Grid => {
  const {ui} = screen;
  return framed(rect, titleOf(screen), size => {
    const lines = overlayLines(screen, size.width);
    return ui.overlay === 'alerts' && alertRows(screen.snapshot, ui).length === 0
      ? drawLines(lines, 0, size)
      : ui.overlay === 'days' || ui.overlay === 'settings' || ui.overlay === 'alerts'
        ? drawList(lines, ui.listAt, size)
        : drawLines(lines, ui.overlayTop, size);
  });
};

const paletteTitle = ({prompt, preferences}: UiState): FrameTitle => {
  const more = [{text: ' ↑↓ choose  ⏎ do it  Esc leave', tone: 'muted' as const}];
  if (prompt?.kind !== 'merge' && prompt?.kind !== 'reassign') return {key: ':', title: ' Find', more};
  const {bindings} = keymapOf(preferences.keys);
  const key = formatKey(bindings.find(({name}) => name === prompt.kind)?.keys[0] ?? '');
  return {key, title: prompt.kind === 'merge' ? ' Merge into' : ' Move the event to', more};
};

/** What the palette found, above the line that is typed. */
export const drawPalette = ({snapshot, ui}: Screen, rect: Rect): Grid =>
  framed(rect, paletteTitle(ui), size => {
    const lines = paletteLines(snapshot, ui, size.width);
    return lines.length === 0
      ? drawLines([[{text: ' nothing is called that', tone: 'muted'}]], 0, size)
      : drawList(lines, ui.listAt, size);
  });
