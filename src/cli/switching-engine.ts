import {Fault} from '../core/fault.ts';
import type {Store} from '../engine/store.ts';
import type {EngineOrder} from './engine-order.ts';
import {type RunningEngine, startEngine} from './start-engine.ts';

/** An engine that can be changed for another while the screen stays up. */
export type SwitchingEngine = RunningEngine & {
  /**
   * Starts another engine and takes it in place of this one once it has something to show; until then, and when it
   * fails, this one goes on. Rejects with the Fault.
   */
  readonly open: (order: EngineOrder) => Promise<void>;
  /** What the engine that is shown was started with. */
  readonly order: () => EngineOrder;
  /** Who hears of Faults from now on; one that came before anybody listened is told at once. */
  readonly hear: (listener: (fault: Fault) => void) => void;
};

/** Settles with the first snapshot of an engine, or rejects with the Fault that came instead. */
const startAndWait = async (
  order: EngineOrder,
  onFault: (engine: RunningEngine, fault: Fault) => void,
): Promise<RunningEngine> => {
  let settle: (fault: Fault | undefined) => void = () => {};
  const first = new Promise<Fault | undefined>(resolve => {
    settle = resolve;
  });
  const engine = startEngine(order, fault => {
    if (engine.store.read() === undefined) settle(fault);
    else onFault(engine, fault);
  });
  const unsubscribe = engine.store.subscribe(() => settle(undefined));
  const fault = await first;
  unsubscribe();
  if (fault === undefined) return engine;
  await engine.close();
  throw fault;
};

/** Starts an engine whose store goes on when the engine is changed for another. */
export const startSwitchingEngine = (order: EngineOrder): SwitchingEngine => {
  const early: Fault[] = [];
  let onFault = (fault: Fault): void => {
    early.push(fault);
  };
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let shown = order;
  let current = startEngine(order, fault => onFault(fault));
  let unsubscribe = current.store.subscribe(tell);
  let opening: Promise<unknown> | undefined;
  let closed = false;

  const replace = async (next: RunningEngine, nextOrder: EngineOrder): Promise<void> => {
    const last = current;
    unsubscribe();
    current = next;
    shown = nextOrder;
    unsubscribe = next.store.subscribe(tell);
    tell();
    await last.close();
  };

  const store: Store = {
    read: () => current.store.read(),
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply: change => current.store.apply(change),
  };

  return {
    store,
    order: () => shown,
    send: command => current.send(command),
    hear: listener => {
      onFault = listener;
      for (const fault of early.splice(0)) listener(fault);
    },
    open: async next => {
      if (opening !== undefined) throw new Fault('usage', 'another day is just being opened');
      const started = startAndWait(next, (engine, fault) => engine === current && onFault(fault));
      opening = started;
      try {
        const engine = await started;
        await (closed ? engine.close() : replace(engine, next));
      } finally {
        opening = undefined;
      }
    },
    close: async () => {
      closed = true;
      unsubscribe();
      await Promise.all([current.close(), opening?.catch(() => {})]);
    },
  };
};
