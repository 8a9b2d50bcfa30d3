import {minus, SECOND} from '../core/instant.ts';
import type {Clock, EngineCommand} from '../engine/ports.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {Command} from '../view/command.ts';
import {edgeWords} from '../view/edge-words.ts';
import type {Size} from '../view/layout.ts';
import {createUiState, type UiState} from '../view/ui-state.ts';
import type {Desk} from './desk.ts';
import {engineCommandOf} from './engine-command-of.ts';
import {performCommand} from './perform-command.ts';
import {reduceUi} from './reduce-ui.ts';
import {resolveCommand} from './resolve-command.ts';
import {uiContext} from './ui-context.ts';
import {changedSettings, settingsOfUi} from './ui-settings.ts';
import {createAlertWatch} from './watch-alerts.ts';

/** The published Market as the screen reads it; `read` gives the same object until the next publish. */
export type ScreenStore = {
  readonly read: () => Snapshot | undefined;
  readonly subscribe: (listener: () => void) => () => void;
};

export type ScreenControlOptions = {
  readonly store: ScreenStore;
  /** Takes what a key asks of the engine. */
  readonly send: (command: EngineCommand) => void;
  /** Called when a person asks to leave. */
  readonly onQuit: () => void;
  /** Called when a person asks for the background. */
  readonly onSuspend: () => void;
  /** Called when a person asks for every cell anew. */
  readonly onRedraw: () => void;
  readonly size: () => Size;
  readonly clock: Clock;
  /** What the person chose before. */
  readonly chosen: Partial<UiState>;
  /** The world around the screen; without it what would need it says so. */
  readonly desk?: Desk | undefined;
};

/** Where the person looks, and the one place where commands take effect. */
export type ScreenControl = {
  /** The same object until a command changes it; undefined until there is a Market to look at. */
  readonly read: () => UiState | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (command: Command) => void;
};

/** What a live screen cannot give. */
const NEEDS_REPLAY = new Set<Command['kind']>(['days', 'open-day']);

/** Headlines that a seek runs over are no news; the one it stops at is. */
const afterSeek = (ui: UiState, {clock}: Snapshot): UiState =>
  clock.state === 'seeking' ? {...ui, openedAt: minus(clock.now, SECOND)} : ui;

/** What the clock was asked in vain is said, once. */
const withEdge = (ui: UiState, before: Snapshot | undefined, {clock: {edge}}: Snapshot): UiState =>
  edge === undefined || edge.count === before?.clock.edge?.count ? ui : {...ui, notice: edgeWords(edge)};

/** A day opened in place of another is looked at anew; what the person chose stays. */
const onNewDay = (ui: UiState, snapshot: Snapshot): UiState =>
  createUiState(snapshot.clock.now, {
    preferences: {...ui.preferences, lastDay: snapshot.file.day.name},
    notice: ui.notice,
    surroundings: ui.surroundings,
    days: ui.days,
    focus: ui.focus,
    page: ui.page,
    interval: ui.interval,
    chartKind: ui.chartKind,
    compare: ui.compare,
  });

/** Holds the ui state beside the store, so that keys that come in one burst each see what the one before did. */
export const createScreenControl = ({
  store,
  send,
  onQuit,
  onSuspend,
  onRedraw,
  size,
  clock,
  chosen,
  desk,
}: ScreenControlOptions): ScreenControl => {
  let ui: UiState | undefined;
  let seen: Snapshot | undefined;
  const watchAlerts = createAlertWatch(announcement => desk?.announce(announcement));
  const listeners = new Set<() => void>();

  /** What was done by hand to the deals of a day that is opened. */
  const withKeptActs = (next: UiState, {file}: Snapshot): UiState => {
    const kept = desk?.readActs(file.day);
    return kept === undefined ? next : {...next, acts: kept.acts, notice: next.notice ?? kept.problem};
  };

  let saidNotKept = false;
  /** Acts just made are kept; where they cannot be, that is said once, and they hold for now. */
  const keepActs = (before: UiState, after: UiState, {file}: Snapshot): UiState => {
    const problems = after.acts.slice(before.acts.length).map(act => desk?.keepAct(file.day, act));
    const problem = problems.find(one => one !== undefined);
    if (problem === undefined || saidNotKept) return after;
    saidNotKept = true;
    return {...after, notice: `holds for now, ${problem}: ${after.notice ?? ''}`};
  };

  const read = (): UiState | undefined => {
    const snapshot = store.read();
    if (snapshot === undefined || snapshot === seen) return ui;
    const sameDay = seen === undefined || seen.file.day.name === snapshot.file.day.name;
    const last = seen;
    seen = snapshot;
    if (ui === undefined) ui = withKeptActs(createUiState(snapshot.clock.now, chosen), snapshot);
    else if (!sameDay) ui = withKeptActs(onNewDay(ui, snapshot), snapshot);
    ui = watchAlerts(withEdge(afterSeek(ui, snapshot), sameDay ? last : undefined, snapshot), snapshot);
    return ui;
  };

  const take = (command: Command): void => {
    const before = read();
    const snapshot = store.read();
    if (before === undefined || snapshot === undefined) return;
    const asked = engineCommandOf(command, before, snapshot);
    if (asked !== undefined) send(asked);
    const screen = {snapshot, ui: before, size: size(), wall: clock.now()};
    const after = keepActs(before, reduceUi(before, command, uiContext(screen)), snapshot);
    ui = after;
    for (const key of changedSettings(before, after)) desk?.saveSetting(key, settingsOfUi(after)[key]);
    if (after !== before) for (const listener of listeners) listener();
    // A live screen has no days, and says so by then.
    if (desk !== undefined && !(snapshot.clock.mode === 'live' && NEEDS_REPLAY.has(command.kind)))
      performCommand(command, screen, desk, take);
  };

  return {
    read,
    subscribe: listener => {
      listeners.add(listener);
      const unsubscribe = store.subscribe(() => {
        // Alerts look at every snapshot, whether it is drawn or not.
        read();
        listener();
      });
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    dispatch: command => {
      if (command.kind === 'quit') return onQuit();
      if (command.kind === 'suspend') return onSuspend();
      if (command.kind === 'redraw') return onRedraw();
      const [before, snapshot] = [read(), store.read()];
      if (before === undefined || snapshot === undefined) return;
      for (const meant of resolveCommand(command, before, snapshot)) {
        if (meant.kind === 'quit') return onQuit();
        if (meant.kind === 'suspend') return onSuspend();
        if (meant.kind === 'redraw') return onRedraw();
        take(meant);
      }
    },
  };
};
