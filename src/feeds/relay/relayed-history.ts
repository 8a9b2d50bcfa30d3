import type {Bar} from '../../core/events.ts';
import {DAY, type Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {RawMessage} from '../../engine/ports.ts';
import type {EarlierBars} from '../provider.ts';

/** The channel of the relay's own word that all there is of earlier sessions stands before it. */
export const HISTORY_TOLD = 'relay/history';

export const historyTold = (receivedAt: Instant): RawMessage => ({
  receivedAt,
  channel: HISTORY_TOLD,
  data: Buffer.from('{}'),
  binary: false,
});

/** What a relay passed on of earlier sessions, for whoever waits for all of it. */
export type RelayedHistory = {
  readonly take: (bars: readonly Bar[]) => void;
  /** There is no more to come. */
  readonly complete: () => void;
  /** Settles once it is complete; rejects with the signal's reason. */
  readonly whole: (signal: AbortSignal) => Promise<EarlierBars>;
};

export const createRelayedHistory = (): RelayedHistory => {
  const bars = new Map<string, Bar>();
  const closes = new Map<Ticker, number>();
  let complete: () => void = () => {};
  const completed = new Promise<void>(resolve => {
    complete = resolve;
  });
  return {
    take: more => {
      for (const bar of more) {
        if (bar.span === DAY) closes.set(bar.symbol, bar.close);
        else bars.set(`${bar.symbol} ${bar.openAt}`, bar);
      }
    },
    complete,
    whole: async signal => {
      const stopped = new Promise<never>((_, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener('abort', () => reject(signal.reason), {once: true});
      });
      await Promise.race([completed, stopped]);
      return {bars: [...bars.values()].sort((a, b) => a.receivedAt - b.receivedAt), closes};
    },
  };
};
