import {z} from 'zod';
import type {Bar} from '../../core/events.ts';
import {DAY, type Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {tickerJson} from '../../tape/json-codecs.ts';
import type {EarlierBars} from '../provider.ts';

/** The channel of the relay's own word that all there is of earlier sessions stands before it, and of which names. */
export const HISTORY_TOLD = 'relay/history';

/** Names that are relayed; none means all. */
const toldShape = z.object({symbols: z.array(tickerJson).max(10_000).readonly()});

export const historyTold = (receivedAt: Instant, symbols: readonly Ticker[]): RawMessage => ({
  receivedAt,
  channel: HISTORY_TOLD,
  data: Buffer.from(JSON.stringify(z.encode(toldShape, {symbols}))),
  binary: false,
});

/** Whether a relay that says so relays `symbol`. */
export const isRelayed = ({data}: Pick<RawMessage, 'data'>, symbol: Ticker): boolean => {
  try {
    const told = z.safeDecode(toldShape, JSON.parse(Buffer.from(data).toString('utf8'))).data;
    return told !== undefined && (told.symbols.length === 0 || told.symbols.includes(symbol));
  } catch {
    return false;
  }
};

/** What a relay passed on of earlier sessions, for whoever waits for all of it. */
export type RelayedHistory = {
  readonly take: (bars: readonly Bar[]) => void;
  /** There is no more to come, by the relay's own word. */
  readonly complete: (told: RawMessage) => void;
  /** Settles once it is complete, with the wanted fund when that is relayed; rejects with the signal's reason. */
  readonly whole: (signal: AbortSignal) => Promise<EarlierBars & {readonly benchmark: Ticker | undefined}>;
};

export const createRelayedHistory = (benchmark?: Ticker): RelayedHistory => {
  const bars = new Map<string, Bar>();
  const closes = new Map<Ticker, number>();
  let complete: (told: RawMessage) => void = () => {};
  const completed = new Promise<RawMessage>(resolve => {
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
      const told = await Promise.race([completed, stopped]);
      return {
        bars: [...bars.values()].sort((a, b) => a.receivedAt - b.receivedAt),
        closes,
        benchmark: benchmark !== undefined && isRelayed(told, benchmark) ? benchmark : undefined,
      };
    },
  };
};
