import type {FeedEvent, Trade} from '../../src/core/events.ts';
import {type Instant, plus, SECOND, seconds, span} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import type {Ticker} from '../../src/core/ticker.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {baselinesFrom} from '../../src/market/baseline.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {createMarket} from '../../src/market/market.ts';
import type {ClockFace, DayFile, Snapshot} from '../../src/market/snapshot.ts';
import {type CommittedDay, PREVIOUS, readDay} from '../fixtures/committed-day.ts';

/** What is told to change from one frame to the next. */
export const CHANGES = ['one number', 'chart', 'everything', 'nothing'] as const;
export type ScreenChange = (typeof CHANGES)[number];

const face = (now: Instant): ClockFace => ({now, mode: 'replay', state: 'running', speed: 1});

const fileOf = ({day, history, session}: CommittedDay): DayFile => {
  const earlier = earlierSessionsFrom(
    history.filter(bar => bar.openAt < session.preAt),
    span(300 * SECOND),
  );
  return {
    day: day.info,
    deals: day.deals,
    previousCloses: new Map(Object.entries(PREVIOUS).map(([symbol, close]) => [symbol as Ticker, close])),
    baselines: baselinesFrom(earlier),
    earlier,
  };
};

/** A Market folded from the day up to `until`, then from what is handed to `fold`. */
const openMarket = (day: CommittedDay, until: Instant) => {
  const market = createMarket({file: fileOf(day)});
  for (const event of day.events) if (event.receivedAt <= until) applyEvent(market, event);
  let snapshot = applyChange(undefined, collectChange(market, face(until)));
  return {
    first: snapshot,
    fold: (events: readonly FeedEvent[], now: Instant): Snapshot => {
      for (const event of events) applyEvent(market, event);
      snapshot = applyChange(snapshot, collectChange(market, face(now)));
      return snapshot;
    },
  };
};

const printAt = (symbol: string, at: Instant, price: number, id: number): Trade => ({
  kind: 'trade',
  symbol: symbol as Ticker,
  id,
  venue: 'V',
  tape: 'C',
  price: Math.round(price * 100) / 100,
  size: 100,
  conditions: ['@'],
  at,
  receivedAt: at,
});

/** Snapshots of the fixture day, each of which differs from the one before in what is named. */
export const frameSnapshots = async (change: ScreenChange, count: number): Promise<readonly Snapshot[]> => {
  const day = await readDay('2026-01-30');
  const noon = atWallTime(day.session.date, 12);
  const {first, fold} = openMarket(day, noon);
  const turns = Array.from({length: count}, (_, turn) => turn);
  switch (change) {
    case 'nothing':
      return [first, ...turns.map(turn => ({...first, revision: first.revision + turn + 1}))];
    case 'one number':
      // The same second again and again: only its price moves.
      return [first, ...turns.map(turn => fold([printAt('QQQ', noon, 628 + (turn % 7) / 10, 900_000 + turn)], noon))];
    case 'chart':
      return [
        first,
        ...turns.map(turn => {
          const now = plus(noon, seconds(turn + 1));
          return fold([printAt('AMZN', now, 240 + ((turn * 7) % 11) / 5, 900_000 + turn)], now);
        }),
      ];
    case 'everything': {
      const early = openMarket(day, atWallTime(day.session.date, 9, 50)).first;
      return [first, ...turns.map(turn => (turn % 2 === 0 ? early : first))];
    }
  }
};
