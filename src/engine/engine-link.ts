import {Fault, type FaultCode} from '../core/fault.ts';
import type {Change} from '../market/snapshot.ts';
import type {EngineCommand} from './ports.ts';
import type {Store} from './store.ts';

/** A Fault as plain data: an Error loses its own fields on the way to another thread. */
export type PlainFault = {
  readonly code: FaultCode;
  readonly message: string;
  readonly remedy: string | undefined;
  readonly terminal: boolean;
};

/** From the engine's thread to the screen's. */
export type ToScreen =
  | {readonly kind: 'change'; readonly change: Change}
  /** The engine can go no further; what was shown stays. */
  | {readonly kind: 'fault'; readonly fault: PlainFault}
  | {readonly kind: 'stopped'};

/** From the screen's thread to the engine's. */
export type ToEngine =
  | {readonly kind: 'taken'; readonly revision: number}
  | {readonly kind: 'command'; readonly command: EngineCommand}
  | {readonly kind: 'stop'};

/** One end of a thread seam: a Worker, or a MessagePort whose other end may be in the same thread. */
export type LinkEnd<Out, In> = {
  readonly postMessage: (message: Out) => void;
  readonly on: (name: 'message', listener: (message: In) => void) => unknown;
};

export const plainFault = (error: unknown): PlainFault =>
  error instanceof Fault
    ? {code: error.code, message: error.message, remedy: error.remedy, terminal: error.terminal}
    : {
        code: 'engine/crash',
        message: error instanceof Error ? error.message : String(error),
        remedy: undefined,
        terminal: true,
      };

const faultFrom = (plain: PlainFault): Fault =>
  new Fault(plain.code, plain.message, {
    terminal: plain.terminal,
    ...(plain.remedy === undefined ? {} : {remedy: plain.remedy}),
  });

/** The screen's side of the seam. */
export type EngineLink = {
  readonly send: (command: EngineCommand) => void;
  readonly stop: () => void;
};

export type EngineLinkEvents = {
  readonly onFault: (fault: Fault) => void;
  readonly onStopped: () => void;
};

/** Takes changes from the engine into a store, saying so for each: the engine sends no more than one ahead. */
export const connectEngine = (end: LinkEnd<ToEngine, ToScreen>, store: Store, events: EngineLinkEvents): EngineLink => {
  end.on('message', message => {
    switch (message.kind) {
      case 'change':
        store.apply(message.change);
        end.postMessage({kind: 'taken', revision: message.change.revision});
        break;
      case 'fault':
        events.onFault(faultFrom(message.fault));
        break;
      case 'stopped':
        events.onStopped();
        break;
    }
  });
  return {
    send: command => end.postMessage({kind: 'command', command}),
    stop: () => end.postMessage({kind: 'stop'}),
  };
};
