import type {FeedEvent} from '../core/events.ts';

export type BatchQueueOptions = {
  /** Told when more waits than should, and again when it is taken. */
  readonly onHold: (held: boolean) => void;
};

/** Batches between the sockets that bring them and the one loop that takes them. */
export type BatchQueue = {
  /** `onTaken` runs when the batch is handed out. Batches without it that wait one after the other are handed out as one. */
  readonly push: (events: readonly FeedEvent[], onTaken?: () => void) => void;
  /** Events that wait. */
  readonly size: () => number;
  /** Puts one batch in place of all that wait. */
  readonly replace: (change: (waiting: readonly FeedEvent[]) => readonly FeedEvent[]) => void;
  /** Nothing more will come: what waits is still handed out, then `error` is thrown, if there is one. */
  readonly end: (error?: unknown) => void;
  /** Hands the batches out, one loop at a time, until the end or the abort. */
  readonly read: (signal: AbortSignal) => AsyncGenerator<readonly FeedEvent[]>;
};

/** Events that may wait before reading from the sockets stops, and at which it goes on. */
export const HOLD_ABOVE = 100_000;
export const RESUME_BELOW = 25_000;

export const createBatchQueue = ({onHold}: BatchQueueOptions): BatchQueue => {
  type Batch = {readonly events: readonly FeedEvent[]; readonly onTaken: (() => void) | undefined};
  let batches: Batch[] = [];
  let next = 0;
  let waiting = 0;
  let held = false;
  let ended: {readonly error: unknown} | undefined;
  let wake: () => void = () => {};

  const balance = (): void => {
    const hold = held ? waiting >= RESUME_BELOW : waiting > HOLD_ABOVE;
    if (hold === held) return;
    held = hold;
    onHold(held);
  };

  /** Handing a batch out costs as much as many events: what a burst of small ones has left goes together. */
  const joined = (first: Batch): Batch => {
    if (first.onTaken !== undefined || next === batches.length || batches[next]?.onTaken !== undefined) return first;
    const events = [...first.events];
    for (let batch = batches[next]; batch !== undefined && batch.onTaken === undefined; batch = batches[++next])
      for (const event of batch.events) events.push(event);
    return {events, onTaken: undefined};
  };

  const take = (): Batch | undefined => {
    const first = batches[next];
    if (first === undefined) return undefined;
    next += 1;
    const batch = joined(first);
    if (next === batches.length) {
      batches = [];
      next = 0;
    }
    waiting -= batch.events.length;
    balance();
    return batch;
  };

  const push = (events: readonly FeedEvent[], onTaken?: () => void): void => {
    batches.push({events, onTaken});
    waiting += events.length;
    balance();
    wake();
  };

  return {
    push,
    size: () => waiting,
    replace: change => {
      const rest = batches.slice(next);
      batches = [];
      next = 0;
      waiting = 0;
      push(change(rest.flatMap(batch => batch.events)), () => {
        for (const batch of rest) batch.onTaken?.();
      });
    },
    end: error => {
      ended ??= {error};
      wake();
    },
    read: async function* (signal) {
      const stop = (): void => wake();
      signal.addEventListener('abort', stop);
      try {
        while (!signal.aborted) {
          const batch = take();
          if (batch !== undefined) {
            batch.onTaken?.();
            yield batch.events;
          } else if (ended !== undefined) {
            if (ended.error !== undefined) throw ended.error;
            return;
          } else {
            await new Promise<void>(resolve => {
              wake = () => {
                wake = () => {};
                resolve();
              };
            });
          }
        }
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
};
