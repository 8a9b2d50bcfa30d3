import {minus, SECOND} from '../core/instant.ts';
import type {TransportCommand} from '../engine/ports.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {Command} from '../view/command.ts';
import type {Size} from '../view/layout.ts';
import {createUiState, type UiState} from '../view/ui-state.ts';
import {reduceUi} from './reduce-ui.ts';
import {transportOf} from './transport-of.ts';
import {uiContext} from './ui-context.ts';

/** The published Market as the screen reads it; `read` gives the same object until the next publish. */
export type ScreenStore = {
  readonly read: () => Snapshot | undefined;
  readonly subscribe: (listener: () => void) => () => void;
};

export type ScreenControlOptions = {
  readonly store: ScreenStore;
  /** Takes what a key asks of the replay's clock. */
  readonly send: (command: TransportCommand) => void;
  /** Called when a person asks to leave. */
  readonly onQuit: () => void;
  /** Called when a person asks for the background. */
  readonly onSuspend: () => void;
  readonly size: () => Size;
  /** What the person chose before. */
  readonly chosen: Partial<UiState>;
};

/** Where the person looks, and the one place where commands take effect. */
export type ScreenControl = {
  /** The same object until a command changes it; undefined until there is a Market to look at. */
  readonly read: () => UiState | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (command: Command) => void;
};

/** Headlines that a seek runs over are no news; the one it stops at is. */
const afterSeek = (ui: UiState, {clock}: Snapshot): UiState =>
  clock.state === 'seeking' ? {...ui, openedAt: minus(clock.now, SECOND)} : ui;

/** Holds the ui state beside the store, so that keys that come in one burst each see what the one before did. */
export const createScreenControl = ({
  store,
  send,
  onQuit,
  onSuspend,
  size,
  chosen,
}: ScreenControlOptions): ScreenControl => {
  let ui: UiState | undefined;
  let seen: Snapshot | undefined;
  const listeners = new Set<() => void>();

  const read = (): UiState | undefined => {
    const snapshot = store.read();
    if (snapshot === undefined || snapshot === seen) return ui;
    seen = snapshot;
    ui = afterSeek(ui ?? createUiState(snapshot.clock.now, chosen), snapshot);
    return ui;
  };

  return {
    read,
    subscribe: listener => {
      listeners.add(listener);
      const unsubscribe = store.subscribe(listener);
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    dispatch: command => {
      if (command.kind === 'quit') return onQuit();
      if (command.kind === 'suspend') return onSuspend();
      const before = read();
      const snapshot = store.read();
      if (before === undefined || snapshot === undefined) return;
      const asked = transportOf(command, before, snapshot);
      if (asked !== undefined) send(asked);
      ui = reduceUi(before, command, uiContext({snapshot, ui: before, size: size()}));
      if (ui !== before) for (const listener of listeners) listener();
    },
  };
};
