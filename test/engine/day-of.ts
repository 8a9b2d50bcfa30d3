import {sessionOf} from '../../src/core/calendar.ts';
import type {Instant} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import type {DayInfo} from '../../src/core/provenance.ts';
import type {Ticker} from '../../src/core/ticker.ts';

/** What is to be known of a day of one name. */
export const dayOf = (symbol: Ticker, date: TradingDate, openingAt: Instant): DayInfo => {
  const session = sessionOf(date);
  if (session === undefined) throw new RangeError(`${date} is no trading day`);
  return {
    name: 'test',
    title: 'A test day',
    date,
    symbols: [symbol],
    benchmark: undefined,
    provenance: 'simulated',
    made: 'by hand',
    openingAt,
    startAt: session.preAt,
    endAt: session.endAt,
  };
};
