import type {FeedEvent} from '../core/events.ts';
import {faultLine, isFault} from '../core/fault.ts';
import type {Clock, Feed} from '../engine/ports.ts';
import {createBatchQueue} from './batch-queue.ts';

/** A feed, and whose it is. */
export type NamedFeed = {readonly name: string; readonly feed: Feed};

/**
 * Several feeds as one, in order of arrival. One that ends or fails leaves the others running, with a status that says
 * so; when none is left the whole ends, or throws what the last one threw. While too much waits no feed is read.
 */
export const mergeFeeds = (feeds: readonly NamedFeed[], clock: Clock): Feed => {
  const [only] = feeds;
  if (only !== undefined && feeds.length === 1) return only.feed;
  return async function* (signal) {
    const stopper = new AbortController();
    const both = AbortSignal.any([signal, stopper.signal]);
    let goOn: () => void = () => {};
    let held: Promise<void> | undefined;
    const queue = createBatchQueue({
      onHold: hold => {
        goOn();
        held = hold ? new Promise(resolve => (goOn = resolve)) : undefined;
      },
    });
    let running = feeds.length;

    const stopped = (name: string, error: unknown): FeedEvent => {
      const at = clock.now();
      const words = isFault(error) ? faultLine(error) : error instanceof Error ? error.message : String(error);
      const message = error === undefined ? 'ended' : words;
      const base = {kind: 'status', topic: 'state', state: 'stopped', feed: name, at, receivedAt: at, message} as const;
      return isFault(error) ? {...base, code: error.code, terminal: true} : base;
    };

    const run = async ({name, feed}: NamedFeed): Promise<void> => {
      let error: unknown;
      try {
        for await (const events of feed(both)) {
          queue.push(events);
          await held;
        }
      } catch (thrown) {
        error = thrown;
      }
      if (both.aborted) return;
      running -= 1;
      queue.push([stopped(name, error)]);
      if (running === 0) queue.end(error);
    };

    const runs = feeds.map(run);
    try {
      yield* queue.read(signal);
    } finally {
      stopper.abort(new Error('stopped'));
      goOn();
      await Promise.allSettled(runs);
    }
  };
};
