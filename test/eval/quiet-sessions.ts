import {sessionOf} from '../../src/core/calendar.ts';
import type {Bar} from '../../src/core/events.ts';
import {minutes, plus, span} from '../../src/core/instant.ts';
import {addDays, type TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {openingBar, type SessionBars} from './session-bars.ts';

const SLOT = minutes(5);
const SLOTS = 78;

/** Numbers in (0, 1) from a seed (Marsaglia 2003, xorshift with 32 bits). */
const chanceOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
};

/** Three times as lively at the open as in the middle of the day, twice at the close. */
const shapeAt = (slot: number): number => 1 + 2 * Math.exp(-slot / 4) + Math.exp((slot - SLOTS) / 4);

/** Sessions of SPY, A, B and C in which nothing happens, some of them livelier than others. */
export const quietSessions = (count: number, seed = 20_260_130): readonly SessionBars[] => {
  const chance = chanceOf(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  const sessions: SessionBars[] = [];
  for (let date = '2025-09-02' as TradingDate; sessions.length < 4 * count; date = addDays(date, 1)) {
    const session = sessionOf(date);
    if (session === undefined || session.half) continue;
    const add = (name: string, returns: Float64Array): void => {
      const symbol = ticker(name);
      let price = 100;
      const bars = Array.from(returns, (value, slot): Bar => {
        const open = price;
        price *= Math.exp(value);
        const openAt = plus(session.openAt, span(slot * SLOT));
        const at = plus(openAt, SLOT);
        const [high, low] = [Math.max(open, price), Math.min(open, price)];
        return {
          kind: 'bar',
          symbol,
          at,
          receivedAt: at,
          openAt,
          span: SLOT,
          open,
          high,
          low,
          close: price,
          volume: 100,
          trades: 0,
          vwap: 0,
        };
      });
      const [first] = bars;
      sessions.push({name: symbol, session, bars: first === undefined ? [] : [openingBar(first), ...bars]});
    };
    const lively = Math.exp(0.25 * normal());
    const market = Float64Array.from({length: SLOTS}, (_, slot) => 0.0005 * lively * shapeAt(slot) * normal());
    add('SPY', market);
    for (const name of ['A', 'B', 'C']) {
      const own = Math.exp(0.25 * normal());
      add(
        name,
        market.map((m, slot) => 1.2 * m + 0.001 * own * shapeAt(slot) * normal()),
      );
    }
  }
  return sessions;
};
