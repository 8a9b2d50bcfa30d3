import {type Fault, faultLine} from '../core/fault.ts';
import type {FeedHealth} from '../market/snapshot.ts';
import type {Store} from './store.ts';

/** What the screen calls the engine itself, among the feeds. */
const ENGINE = 'engine';

/** Puts a Fault of the engine beside the feeds' own troubles, over a screen that stays as it is. */
export const reportFault = (store: Store, fault: Fault): void => {
  const snapshot = store.read();
  if (snapshot === undefined) return;
  const health: FeedHealth = {
    feed: ENGINE,
    state: fault.terminal ? 'stopped' : 'retrying',
    message: faultLine(fault),
    code: fault.code,
    retryAt: undefined,
    heardAt: undefined,
    events: 0,
    bad: 0,
    reconnects: 0,
    gaps: [],
  };
  store.apply({
    revision: snapshot.revision + 1,
    clock: snapshot.clock,
    file: undefined,
    figures: [],
    chunks: [],
    wire: [],
    feeds: [...snapshot.feeds.filter(feed => feed.feed !== ENGINE), health],
  });
};
