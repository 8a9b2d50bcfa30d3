import type {Quote, Trade} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {applyEvent} from '../market/apply-event.ts';
import {createMarket, type Market} from '../market/market.ts';
import {emptyFile} from './empty-file.ts';
import type {Playback} from './playback.ts';
import type {ServedDay} from './served-day.ts';
import {createTapeCursor, type TapeCursor} from './tape-cursor.ts';

const CHUNK = 16_384;

/** The day as far as the playback has come. */
export type FoldedDay = {
  readonly now: Instant;
  readonly market: Market;
  readonly trades: ReadonlyMap<Ticker, Trade>;
  readonly quotes: ReadonlyMap<Ticker, Quote>;
};

export type DayFold = {
  /** Folds what is new since the last call, or everything again after a rewind. */
  readonly upToNow: () => Promise<FoldedDay>;
  readonly close: () => Promise<void>;
};

/** One fold for all who ask by REST; nothing is read before somebody asks. */
export const createDayFold = (day: ServedDay, playback: Playback): DayFold => {
  let epoch: number | undefined;
  let cursor: TapeCursor | undefined;
  let market = createMarket({file: emptyFile(day.info)});
  const trades = new Map<Ticker, Trade>();
  const quotes = new Map<Ticker, Quote>();
  let last: Promise<unknown> = Promise.resolve();

  const restart = async (): Promise<TapeCursor> => {
    await cursor?.close();
    market = createMarket({file: emptyFile(day.info)});
    trades.clear();
    quotes.clear();
    return createTapeCursor(day.events, undefined);
  };

  const fold = async (): Promise<FoldedDay> => {
    const target = playback.position();
    if (cursor === undefined || epoch !== target.epoch) {
      cursor = await restart();
      epoch = target.epoch;
    }
    for (;;) {
      const events = await cursor.take(target.at, CHUNK);
      for (const event of events) {
        if (event.kind === 'headline') continue;
        applyEvent(market, event);
        if (event.kind === 'trade') trades.set(event.symbol, event);
        if (event.kind === 'quote') quotes.set(event.symbol, event);
      }
      if (events.length < CHUNK) return {now: target.at, market, trades, quotes};
    }
  };

  return {
    upToNow: () => {
      const next = last.then(fold);
      last = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      await last;
      await cursor?.close();
    },
  };
};
