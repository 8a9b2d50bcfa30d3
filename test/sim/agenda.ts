type Entry = {readonly at: number; readonly order: number; readonly run: () => void};

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** What is to come, in order of time, and at one time in the order in which it was set down. */
export type Agenda = {
  /** World time, in microseconds from its beginning. */
  readonly now: () => number;
  readonly add: (at: number, run: () => void) => void;
  /** Lives through everything up to `until`, or to `isOver`. */
  readonly run: (until: number, isOver: () => boolean) => void;
};

export const createAgenda = (): Agenda => {
  const heap: Entry[] = [];
  let now = 0;
  let order = 0;

  const add = (at: number, run: () => void): void => {
    const entry = {at: Math.max(now, Math.floor(at)), order: order++, run};
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const up = (index - 1) >> 1;
      const above = heap[up];
      if (above === undefined || isBefore(above, entry)) break;
      heap[index] = above;
      index = up;
    }
    heap[index] = entry;
  };

  const take = (): Entry | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let down = 2 * index + 1;
      const [left, right] = [heap[down], heap[down + 1]];
      if (left === undefined) break;
      const next = right !== undefined && isBefore(right, left) ? right : left;
      if (next === right) down += 1;
      if (!isBefore(next, last)) break;
      heap[index] = next;
      index = down;
    }
    heap[index] = last;
    return first;
  };

  return {
    now: () => now,
    add,
    run: (until, isOver) => {
      for (let next = heap[0]; next !== undefined && next.at <= until && !isOver(); next = heap[0]) {
        take();
        now = next.at;
        next.run();
      }
    },
  };
};
