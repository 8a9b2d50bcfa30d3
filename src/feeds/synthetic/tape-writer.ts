import type {TapeEvent} from '../../core/events.ts';
import type {Instant} from '../../core/instant.ts';
import type {TopOfBook} from './quote-book.ts';
import {createReportingLine} from './reporting-line.ts';
import type {MarketModel, NameTraits} from './scenario.ts';
import type {Random} from './seeded-random.ts';

/** One execution before it has a number and a receipt; its price in cents. */
export type PrintDraft = {
  readonly at: Instant;
  readonly cents: number;
  readonly size: number;
  readonly venue: string;
  readonly conditions: readonly string[];
};

const dollars = (cents: number): number => Math.round(cents) / 100;

/** Puts one name's prints and quotes on the tape: numbers the prints from 1 and says when each was received. */
export const createTapeWriter = (random: Random, {symbol, tape}: NameTraits, latency: MarketModel['latency']) => {
  const receive = createReportingLine(random, latency);
  const events: TapeEvent[] = [];
  let lastId = 0;
  return {
    events: (): readonly TapeEvent[] => events,
    print: ({at, cents, size, venue, conditions}: PrintDraft): void => {
      lastId += 1;
      const price = dollars(cents);
      events.push({
        kind: 'trade',
        at,
        receivedAt: receive(at),
        symbol,
        id: lastId,
        venue,
        tape,
        price,
        size,
        conditions,
      });
    },
    quote: (at: Instant, top: TopOfBook): void => {
      events.push({
        kind: 'quote',
        at,
        receivedAt: receive(at),
        symbol,
        tape,
        ...top,
        bid: dollars(top.bid),
        ask: dollars(top.ask),
        conditions: ['R'],
      });
    },
  };
};
