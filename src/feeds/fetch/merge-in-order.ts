import type {TapeEvent} from '../../core/events.ts';

type Head = {batch: readonly TapeEvent[]; place: number; readonly rest: AsyncIterator<readonly TapeEvent[]>};

const BATCH = 4_096;

const refill = async (head: Head): Promise<boolean> => {
  while (head.place >= head.batch.length) {
    const next = await head.rest.next();
    if (next.done === true) return false;
    head.batch = next.value;
    head.place = 0;
  }
  return true;
};

const knownAt = (head: Head): number => head.batch[head.place]?.receivedAt ?? Number.POSITIVE_INFINITY;

/**
 * Sources that are each in order of `receivedAt`, as one that is; what was known at one moment, in the order of the sources.
 * Holds one batch of each.
 */
export async function* mergeInOrder(
  sources: readonly AsyncIterable<readonly TapeEvent[]>[],
): AsyncGenerator<readonly TapeEvent[]> {
  let heads: Head[] = sources.map(source => ({batch: [], place: 0, rest: source[Symbol.asyncIterator]()}));
  const filled = await Promise.all(heads.map(refill));
  heads = heads.filter((_, index) => filled[index]);
  let out: TapeEvent[] = [];
  while (heads.length > 0) {
    let first = heads[0];
    let until = Number.POSITIVE_INFINITY;
    for (const head of heads.slice(1)) {
      const known = knownAt(head);
      if (first === undefined || known < knownAt(first)) {
        until = first === undefined ? until : Math.min(until, knownAt(first));
        first = head;
      } else if (known < until) until = known;
    }
    if (first === undefined) break;
    // At least one; then all that the others cannot come before.
    do {
      const event = first.batch[first.place++];
      if (event !== undefined) out.push(event);
    } while (first.place < first.batch.length && knownAt(first) < until);
    if (first.place >= first.batch.length) {
      const spent = first;
      if (!(await refill(spent))) heads = heads.filter(head => head !== spent);
    }
    if (out.length < BATCH) continue;
    yield out;
    out = [];
  }
  if (out.length > 0) yield out;
}
