import {between, type Instant, instant} from '../core/instant.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {type Command, PANES, type PaneName} from '../view/command.ts';
import {parseClockTime} from '../view/parse-clock-time.ts';
import {CHART_KINDS, INTERVALS, shownSymbol, type UiState} from '../view/ui-state.ts';
import {isUnread, placeOf, wireList, wireTop} from '../view/wire-list.ts';

/** What a command is judged against: the Market as shown, and how much of it fits. */
export type UiContext = {
  readonly snapshot: Snapshot;
  /** Rows of headlines that the wire has room for. */
  readonly wireRows: number;
  /** The furthest that the overlay and the deals can be scrolled. */
  readonly overlayEnd: number;
  readonly dealsEnd: number;
};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The entry `by` places on in a ring. */
const turned = <T>(ring: readonly T[], current: T | undefined, by: number): T | undefined => {
  const place = current === undefined ? -1 : ring.indexOf(current);
  return ring[(Math.max(0, place) + by + ring.length) % Math.max(1, ring.length)];
};

/** Focus on a pane; on a screen where chart and deals share a place, the one looked at last has it. */
const focused = (ui: UiState, pane: PaneName): UiState => ({
  ...ui,
  focus: pane,
  page: pane === 'chart' || pane === 'deals' ? pane : ui.page,
});

/** Selects a headline, which marks it read and puts the crosshair on its moment. */
const selectAt = (ui: UiState, context: UiContext, place: number): UiState => {
  const list = wireList(context.snapshot, ui.filter);
  const item = list[clamp(place, 0, list.length - 1)];
  if (item === undefined) return ui;
  const {id, at} = item.headline;
  const next = {...ui, headlineId: id, crosshairAt: at, read: new Set(ui.read).add(id)};
  const top = wireTop(list, next, context.wireRows);
  return {...next, wireTopId: top === 0 ? undefined : list[top]?.headline.id};
};

const moved = (ui: UiState, context: UiContext, by: number): UiState => {
  if (ui.overlay !== undefined) return {...ui, overlayTop: clamp(ui.overlayTop + by, 0, context.overlayEnd)};
  if (ui.focus === 'deals') return {...ui, dealsTop: clamp(ui.dealsTop + by, 0, context.dealsEnd)};
  if (ui.focus === 'watch') {
    const {symbols} = context.snapshot.file.day;
    const shown = shownSymbol(context.snapshot, ui);
    const place = shown === undefined ? -1 : symbols.indexOf(shown);
    return {...ui, symbol: symbols[clamp(place + by, 0, symbols.length - 1)]};
  }
  const place = placeOf(wireList(context.snapshot, ui.filter), ui.headlineId);
  return selectAt(ui, context, place < 0 ? Math.max(0, by - 1) : place + by);
};

const unreadFrom = (ui: UiState, context: UiContext, by: 1 | -1): UiState => {
  const list = wireList(context.snapshot, ui.filter);
  const from = placeOf(list, ui.headlineId);
  // Next is later in time, which is up the list; without a selection the search begins at the oldest.
  const start = from < 0 ? (by === 1 ? list.length : -1) : from;
  for (let place = start - by; place >= 0 && place < list.length; place -= by) {
    const item = list[place];
    if (item !== undefined && isUnread(item, ui)) return selectAt(ui, context, place);
  }
  return {...ui, notice: 'no unread headline that way'};
};

/** The crosshair one bar on; a headline within that bar becomes the selected one. */
const crosshairMoved = (ui: UiState, context: UiContext, by: number): UiState => {
  const {clock, file} = context.snapshot;
  const from = ui.crosshairAt ?? clock.now;
  const at = instant(clamp(from + by * ui.interval, file.day.startAt, clock.now));
  const near = nearestHeadline(context.snapshot, ui, at);
  return {...ui, crosshairAt: at, headlineId: near ?? ui.headlineId};
};

const nearestHeadline = (snapshot: Snapshot, ui: UiState, at: Instant): string | undefined => {
  let nearest: string | undefined;
  let least = ui.interval / 2;
  for (const {headline} of wireList(snapshot, ui.filter)) {
    const distance = Math.abs(between(at, headline.at));
    if (distance <= least) {
      nearest = headline.id;
      least = distance;
    }
  }
  return nearest;
};

/** Esc gives back one thing at a time: the overlay, the zoom, the scroll and crosshair, the filter. */
const back = (ui: UiState): UiState => {
  if (ui.prompt !== undefined) return {...ui, prompt: undefined};
  if (ui.overlay !== undefined) return {...ui, overlay: undefined, overlayTop: 0};
  if (ui.zoomed) return {...ui, zoomed: false};
  if (ui.crosshairAt !== undefined || ui.headlineId !== undefined || ui.wireTopId !== undefined)
    return {...ui, crosshairAt: undefined, headlineId: undefined, wireTopId: undefined};
  return {...ui, filter: ''};
};

const opened = (ui: UiState, context: UiContext): UiState => {
  if (ui.overlay !== undefined) return ui;
  if (ui.focus === 'watch') return focused(ui, 'chart');
  const list = wireList(context.snapshot, ui.filter);
  const place = placeOf(list, ui.headlineId);
  if (list.length === 0) return {...ui, notice: 'no headline yet'};
  return {...selectAt(ui, context, Math.max(0, place)), overlay: 'drill', overlayTop: 0};
};

const submitted = (ui: UiState, context: UiContext): UiState => {
  const {prompt} = ui;
  if (prompt === undefined) return ui;
  if (prompt.kind === 'filter') return {...ui, prompt: undefined, filter: prompt.text.trim(), wireTopId: undefined};
  const at = parseClockTime(prompt.text, context.snapshot.file.day.date);
  if (at === undefined) return {...ui, prompt: {...prompt, error: 'a time is written 9:47, 09:47 or 09:47:12'}};
  return {...sought(ui, at), prompt: undefined};
};

/** After a seek what was known by then is not new, and nothing stays selected that may not exist yet. */
const sought = (ui: UiState, at: Instant): UiState => ({
  ...ui,
  openedAt: at,
  crosshairAt: undefined,
  headlineId: undefined,
  wireTopId: undefined,
});

/** Commands that ask the clock for something; a live clock grants none. */
const CLOCK_COMMANDS = new Set<Command['kind']>(['toggle-pause', 'speed', 'step', 'jump', 'restart']);

/** The screen after a command. Pure: what the command asks of the clock is `transportOf`'s to say. */
export const reduceUi = (before: UiState, command: Command, context: UiContext): UiState => {
  const ui = before.notice === undefined ? before : {...before, notice: undefined};
  const {snapshot} = context;
  if (ui.overlay === 'drill' && command.kind === 'jump') {
    const place = placeOf(wireList(snapshot, ui.filter), ui.headlineId);
    return {...selectAt(ui, context, place - command.by), overlayTop: 0};
  }
  if (snapshot.clock.mode === 'live' && CLOCK_COMMANDS.has(command.kind))
    return {...ui, notice: 'live: only a replay can be paused, sped up or wound'};
  switch (command.kind) {
    case 'move':
      return moved(ui, context, command.by);
    case 'end':
      return moved(ui, context, command.which === 'first' ? -1e9 : 1e9);
    case 'crosshair':
      return crosshairMoved(ui, context, command.by);
    case 'focus':
      return focused({...ui, overlay: undefined}, command.pane);
    case 'turn':
      return focused({...ui, overlay: undefined}, turned(PANES, ui.focus, command.by) ?? 'wire');
    case 'open':
      return opened(ui, context);
    case 'back':
      return back(ui);
    case 'unread':
      return unreadFrom(ui, context, command.by);
    case 'symbol':
      return {...ui, symbol: turned(snapshot.file.day.symbols, shownSymbol(snapshot, ui), command.by)};
    case 'interval':
      return {
        ...ui,
        interval: INTERVALS[clamp(INTERVALS.indexOf(ui.interval) + command.by, 0, INTERVALS.length - 1)] ?? ui.interval,
      };
    case 'chart-kind':
      return {...ui, chartKind: turned(CHART_KINDS, ui.chartKind, 1) ?? ui.chartKind};
    case 'compare':
      return {...ui, compare: !ui.compare};
    case 'zoom':
      return {...ui, zoomed: !ui.zoomed};
    case 'help':
      return {...ui, overlay: ui.overlay === 'help' ? undefined : 'help', overlayTop: 0};
    case 'ask':
      if (command.prompt === 'time' && snapshot.clock.mode === 'live')
        return {...ui, notice: 'live: only a replay can go to a time'};
      return {
        ...ui,
        prompt: {kind: command.prompt, text: command.prompt === 'filter' ? ui.filter : '', error: undefined},
      };
    case 'type':
      return ui.prompt === undefined
        ? ui
        : {...ui, prompt: {...ui.prompt, text: (ui.prompt.text + command.text).slice(0, 60), error: undefined}};
    case 'erase':
      return ui.prompt === undefined
        ? ui
        : {...ui, prompt: {...ui.prompt, text: ui.prompt.text.slice(0, -1), error: undefined}};
    case 'submit':
      return submitted(ui, context);
    case 'restart':
      return sought(ui, snapshot.file.day.startAt);
    case 'toggle-pause':
      return snapshot.clock.state === 'ended' ? {...ui, notice: 'the day has ended: 0 starts it again'} : ui;
    case 'speed':
    case 'step':
    case 'jump':
    case 'suspend':
    case 'quit':
      return ui;
  }
};
