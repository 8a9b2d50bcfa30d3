import type {EngineCommand} from '../engine/ports.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {chosenMoment} from '../view/chosen-moment.ts';
import type {Command} from '../view/command.ts';
import {parseClockTime} from '../view/parse-clock-time.ts';
import type {UiState} from '../view/ui-state.ts';

/** What a command asks of the engine, given the screen before it: of a replay its clock, of live feeds to try again. */
export const engineCommandOf = (command: Command, ui: UiState, snapshot: Snapshot): EngineCommand | undefined => {
  const {clock, file} = snapshot;
  if (clock.mode === 'live') return command.kind === 'reconnect' ? {kind: 'reconnect'} : undefined;
  switch (command.kind) {
    case 'toggle-pause':
      return clock.state === 'ended' ? undefined : {kind: 'toggle'};
    case 'speed':
      return {kind: 'shift', by: command.by};
    case 'step':
      return {kind: 'step', bar: command.unit === 'bar' ? ui.interval : undefined};
    case 'jump':
      return ui.overlay === 'drill' ? undefined : {kind: 'jump', direction: command.by};
    case 'restart':
      return {kind: 'seek', to: file.day.startAt};
    case 'replay-from': {
      const {at} = chosenMoment(snapshot, ui);
      return at === undefined ? undefined : {kind: 'seek', to: at};
    }
    case 'submit': {
      if (ui.prompt?.kind !== 'time') return undefined;
      const to = parseClockTime(ui.prompt.text, file.day.date);
      return to === undefined ? undefined : {kind: 'seek', to};
    }
    default:
      return undefined;
  }
};
