import type {Worker} from 'node:worker_threads';
import {Fault} from '../core/fault.ts';
import {connectEngine, type EngineLink, type ToEngine, type ToScreen} from '../engine/engine-link.ts';
import type {EngineCommand} from '../engine/ports.ts';
import {createStore, type Store} from '../engine/store.ts';
import type {EngineOrder} from './engine-order.ts';
import {takeEngineThread} from './engine-spare.ts';

export type RunningEngine = {
  readonly store: Store;
  readonly send: (command: EngineCommand) => void;
  /** Asks the engine to give everything back, and waits until it has. */
  readonly close: () => Promise<void>;
};

/** An engine that dies at once each time is not tried for ever. */
const MOST_RESTARTS = 3;

/** The order that takes up where the screen's clock stands. */
const resumed = (order: EngineOrder, store: Store): EngineOrder =>
  order.kind === 'replay' ? {...order, at: store.read()?.clock.now ?? order.at} : order;

/**
 * Runs an engine in a thread of its own, so that a terminal that stalls can never stall a feed. What it publishes is
 * in `store`. A thread that dies is reported and started again where the clock stood; what is shown stays.
 */
export const startEngine = (order: EngineOrder, onFault: (fault: Fault) => void): RunningEngine => {
  const store = createStore();
  let closing = false;
  let restarts = 0;
  let answered: () => void = () => {};
  let link: EngineLink;
  let worker: Worker;
  let gone: Promise<void>;

  const crashed = (cause: unknown): void => {
    if (closing) return;
    const words = cause instanceof Error ? cause.message : String(cause);
    restarts += 1;
    if (restarts > MOST_RESTARTS) {
      onFault(new Fault('engine/crash', `the engine stopped again: ${words}`, {remedy: 'quit and start anew', cause}));
      return;
    }
    onFault(new Fault('engine/crash', `the engine stopped and was started again: ${words}`, {terminal: false, cause}));
    launch(resumed(order, store));
  };

  const launch = (now: EngineOrder): void => {
    const thread = takeEngineThread(now);
    worker = thread;
    let cause: unknown;
    thread.once('error', error => {
      cause = error;
    });
    gone = new Promise(resolve => {
      thread.once('exit', code => {
        resolve();
        if (cause !== undefined || code !== 0) crashed(cause ?? new Error(`exit code ${code}`));
      });
    });
    link = connectEngine(
      {
        postMessage: (message: ToEngine) => thread.postMessage(message),
        on: (name, listener: (message: ToScreen) => void) => thread.on(name, listener),
      },
      store,
      {onFault: fault => !closing && onFault(fault), onStopped: () => answered()},
    );
  };

  launch(order);
  return {
    store,
    send: command => link.send(command),
    close: async () => {
      closing = true;
      const stopped = new Promise<void>(resolve => {
        answered = resolve;
      });
      link.stop();
      await Promise.race([stopped, gone]);
      await worker.terminate();
    },
  };
};
