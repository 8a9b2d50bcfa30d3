import type {Instant} from '../../core/instant.ts';
import {NEVER} from './series-difference.ts';

/** Whom to wake when; asking who is due costs nothing while nobody is. */
export type Wakeups<Sleeper> = {
  readonly add: (at: Instant, sleeper: Sleeper) => void;
  /** When the next one is due. */
  readonly nextAt: () => Instant;
  /** Takes out the one that is due next. */
  readonly take: () => Sleeper | undefined;
};

type Wakeup<Sleeper> = {readonly at: Instant; readonly sleeper: Sleeper};

/** A binary heap by moment. */
export const createWakeups = <Sleeper>(): Wakeups<Sleeper> => {
  const heap: Wakeup<Sleeper>[] = [];
  const atOf = (place: number): Instant => heap[place]?.at ?? NEVER;
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    [heap[a], heap[b]] = [other, one];
  };
  return {
    add: (at, sleeper) => {
      let place = heap.push({at, sleeper}) - 1;
      for (let above = (place - 1) >> 1; place > 0 && atOf(place) < atOf(above); above = (place - 1) >> 1) {
        swap(place, above);
        place = above;
      }
    },
    nextAt: () => atOf(0),
    take: () => {
      const first = heap[0];
      swap(0, heap.length - 1);
      heap.pop();
      for (let place = 0; ; ) {
        const left = 2 * place + 1;
        const least = atOf(left + 1) < atOf(left) ? left + 1 : left;
        if (atOf(least) >= atOf(place)) return first?.sleeper;
        swap(place, least);
        place = least;
      }
    },
  };
};
