import {type Fault, faultLine} from '../core/fault.ts';
import {ENGINE_FEED, unheard} from '../market/apply-status.ts';
import type {FeedHealth} from '../market/snapshot.ts';
import type {Store} from './store.ts';

/** Puts a Fault of the engine beside the feeds' own troubles, over a screen that stays as it is. */
export const reportFault = (store: Store, fault: Fault): void => {
  const snapshot = store.read();
  if (snapshot === undefined) return;
  const health: FeedHealth = {
    ...unheard(ENGINE_FEED),
    state: fault.terminal ? 'stopped' : 'retrying',
    message: faultLine(fault),
    code: fault.code,
    stateAt: snapshot.clock.now,
    lastTrouble: {at: snapshot.clock.now, message: faultLine(fault), code: fault.code},
  };
  store.apply({
    revision: snapshot.revision + 1,
    clock: snapshot.clock,
    file: undefined,
    figures: [],
    chunks: [],
    wire: [],
    feeds: [...snapshot.feeds.filter(feed => feed.feed !== ENGINE_FEED), health],
  });
};
