import {faultLine, isFault} from '../core/fault.ts';
import type {Clock, Feed} from '../engine/ports.ts';
import {type Bell, rung} from './bell.ts';
import type {NamedFeed} from './merge-feeds.ts';

/** Whether a person can mend it without the program being started anew. */
export const isMendable = (error: unknown): boolean =>
  isFault(error) && (error.code === 'feed/auth' || error.code === 'feed/entitlement');

/** A feed that ends for want of a key, or of a plan, says so and begins again each time the bell rings. */
export const mendableFeed = ({name, feed}: NamedFeed, bell: Bell, clock: Clock): Feed =>
  async function* (signal) {
    for (;;) {
      try {
        yield* feed(signal);
        return;
      } catch (error) {
        if (signal.aborted || !isFault(error) || !isMendable(error)) throw error;
        const at = clock.now();
        const status = {kind: 'status', topic: 'state', state: 'stopped', feed: name, at, receivedAt: at} as const;
        yield [{...status, message: faultLine(error), code: error.code, terminal: true}];
      }
      await rung(bell, signal);
    }
  };
