import type {PaneName} from './command.ts';
import type {LayoutName} from './preferences.ts';
import type {UiState} from './ui-state.ts';

export type Size = {readonly width: number; readonly height: number};
export type Rect = Size & {readonly x: number; readonly y: number};

/** A pane's place with its frame. Panes in one column share the line between them: the lower one draws it. */
export type PanePlace = {
  readonly name: PaneName | 'second-chart';
  readonly rect: Rect;
  /** `box` has four sides, `rule` only a title line, for screens without a cell to spare. */
  readonly frame: 'box' | 'rule';
  /** Another pane's bottom line is this one's top. */
  readonly joined: boolean;
};

export type Layout = {
  /** What the screen is too small for; then nothing else is drawn. */
  readonly notice: string | undefined;
  readonly status: Rect | undefined;
  readonly panes: readonly PanePlace[];
  /** Where a drill or the help goes, over the panes. */
  readonly overlay: Rect | undefined;
  /** Where the palette's list goes, over the lower part of all that, as wide as the screen. */
  readonly palette: Rect | undefined;
  readonly hints: Rect | undefined;
};

const LEAST = {width: 40, height: 10} as const;
const WIDE = {width: 110, height: 30} as const;
/** Below this height chart and deals take turns. */
const TALL = 46;
const STACKED_HEIGHT = 24;
const SECOND_CHART_WIDTH = 130;
const PALETTE_ROWS = 18;

/** How a layout shares a wide screen: the left column, at least and at most so wide, and the chart's part of the right. */
const WIDE_SHARES: Readonly<
  Record<LayoutName, {readonly left: number; readonly least: number; readonly most: number; readonly chart: number}>
> = {
  monitor: {left: 0.32, least: 40, most: 60, chart: 0.57},
  chart: {left: 0.24, least: 40, most: 44, chart: 0.78},
  wire: {left: 0.26, least: 40, most: 48, chart: 0.3},
  deals: {left: 0.5, least: 60, most: 120, chart: 0.5},
};
/** Parts of what the watch list leaves of a narrow screen: for chart or deals taking turns, or for each on a tall one. */
const STACKED_SHARES: Readonly<
  Record<LayoutName, {readonly turns: number; readonly chart: number; readonly deals: number}>
> = {
  monitor: {turns: 0.56, chart: 0.42, deals: 0.26},
  chart: {turns: 0.74, chart: 0.6, deals: 0.18},
  wire: {turns: 0.36, chart: 0.26, deals: 0.2},
  deals: {turns: 0.74, chart: 0.26, deals: 0.46},
};
/** The least that the one in turn gets while it has the keys. */
const LOOKED_AT = 0.7;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
const whole = (side: number): number => (Number.isFinite(side) ? Math.max(0, Math.floor(side)) : 0);

/** Boxes under each other in one column, each sharing its line with the one above; the last one takes what is left. */
const column = (body: Rect, parts: readonly {name: PanePlace['name']; rows: number}[]): readonly PanePlace[] => {
  const places: PanePlace[] = [];
  let y = body.y;
  const bottom = body.y + body.height;
  for (const [index, {name, rows}] of parts.entries()) {
    const height = index === parts.length - 1 ? bottom - y : Math.min(rows, bottom - y);
    places.push({name, rect: {x: body.x, y, width: body.width, height}, frame: 'box', joined: index > 0});
    y += height - 1;
  }
  return places;
};

const wide = (body: Rect, names: number, ui: UiState): readonly PanePlace[] => {
  const share = WIDE_SHARES[ui.preferences.layout];
  const left = clamp(Math.round(body.width * share.left), share.least, share.most);
  const watch = Math.min(names + 2, Math.floor(body.height * 0.4));
  const right: Rect = {x: left, y: body.y, width: body.width - left, height: body.height};
  const chart = Math.round(body.height * share.chart);
  const leftPlaces = column({...body, width: left}, [
    {name: 'watch', rows: watch},
    {name: 'deals', rows: 0},
  ]);
  const rightPlaces = column(right, [
    {name: 'chart', rows: chart},
    {name: 'wire', rows: 0},
  ]);
  if (right.width < SECOND_CHART_WIDTH || ui.fourUp) return [...leftPlaces, ...rightPlaces];
  const half = Math.ceil(right.width / 2);
  const first: Rect = {...right, width: half, height: chart};
  return [
    ...leftPlaces,
    {name: 'chart', rect: first, frame: 'box', joined: false},
    {name: 'second-chart', rect: {...first, x: right.x + half, width: right.width - half}, frame: 'box', joined: false},
    ...rightPlaces.filter(place => place.name === 'wire'),
  ];
};

const stacked = (body: Rect, names: number, ui: UiState): readonly PanePlace[] => {
  const watch = Math.min(names + 2, Math.floor(body.height * 0.35));
  const rest = body.height - watch + 1;
  const share = STACKED_SHARES[ui.preferences.layout];
  if (body.height >= TALL) {
    return column(body, [
      {name: 'watch', rows: watch},
      {name: 'chart', rows: Math.round(rest * share.chart)},
      {name: 'deals', rows: Math.round(rest * share.deals)},
      {name: 'wire', rows: 0},
    ]);
  }
  const middle = ui.focus === 'wire' || ui.focus === 'watch' ? share.turns : Math.max(share.turns, LOOKED_AT);
  return column(body, [
    {name: 'watch', rows: watch},
    {name: ui.page, rows: Math.round(rest * middle)},
    {name: 'wire', rows: 0},
  ]);
};

/** Title lines only: watch and wire, or the focused one of the others alone. */
const small = (body: Rect, names: number, ui: UiState): readonly PanePlace[] => {
  const rule = (name: PaneName, y: number, height: number): PanePlace => ({
    name,
    rect: {...body, y, height},
    frame: 'rule',
    joined: false,
  });
  if (ui.focus === 'chart' || ui.focus === 'deals') return [rule(ui.focus, body.y, body.height)];
  const watch = Math.min(names + 1, Math.ceil(body.height * 0.65));
  return [rule('watch', body.y, watch), rule('wire', body.y + watch, body.height - watch)];
};

/** Where everything goes on a screen of `size`; `names` is how many the watch list holds. */
export const layout = (size: Size, ui: UiState, names: number): Layout => {
  const width = whole(size.width);
  const height = whole(size.height);
  if (width < LEAST.width || height < LEAST.height) {
    const notice = `tapewire needs ${LEAST.width}x${LEAST.height}, this is ${width}x${height}`;
    return {notice, status: undefined, panes: [], overlay: undefined, palette: undefined, hints: undefined};
  }
  const body: Rect = {x: 0, y: 1, width, height: height - 2};
  const isWide = width >= WIDE.width && height >= WIDE.height;
  const isSmall = !isWide && height < STACKED_HEIGHT;
  const alone: PanePlace = {name: ui.focus, rect: body, frame: isSmall ? 'rule' : 'box', joined: false};
  const panes = ui.zoomed
    ? [alone]
    : isWide
      ? wide(body, names, ui)
      : isSmall
        ? small(body, names, ui)
        : stacked(body, names, ui);
  return {
    notice: undefined,
    status: {x: 0, y: 0, width, height: 1},
    panes,
    overlay: body,
    palette: {
      ...body,
      y: body.y + Math.max(0, body.height - PALETTE_ROWS),
      height: Math.min(body.height, PALETTE_ROWS),
    },
    hints: {x: 0, y: height - 1, width, height: 1},
  };
};

/** The cells of a pane inside its frame. */
export const insideOf = (place: PanePlace): Rect => {
  const {rect} = place;
  if (place.frame === 'rule') return {...rect, y: rect.y + 1, height: Math.max(0, rect.height - 1)};
  return {
    x: rect.x + 1,
    y: rect.y + 1,
    width: Math.max(0, rect.width - 2),
    height: Math.max(0, rect.height - 2),
  };
};
