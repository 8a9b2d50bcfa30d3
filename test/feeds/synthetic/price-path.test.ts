import {describe, expect, test} from 'vitest';
import {type Session, sessionOf} from '../../../src/core/calendar.ts';
import {parseTradingDate} from '../../../src/core/new-york.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {pricePaths} from '../../../src/feeds/synthetic/price-path.ts';
import type {DayPlan, MarketModel} from '../../../src/feeds/synthetic/scenario.ts';
import {FIRST_SECOND} from '../../../src/feeds/synthetic/session-curve.ts';
import {loadModel, loadScenario} from './scenario-fixtures.ts';

const date = parseTradingDate('2026-01-30');
const session = (date && sessionOf(date)) as Session;
const model = loadModel();
const {plan} = loadScenario('2026-01-30-ohlc');
const previous = new Map([...model.names, model.benchmark].map(({symbol}, index) => [symbol, 200 + 10 * index]));
const bare: DayPlan = {date: plan.date, volatility: 1, names: new Map(), reactions: []};

const pathOf = (of: MarketModel, symbol: string, by: DayPlan): Float64Array =>
  pricePaths(of, by, session, previous).get(ticker(symbol)) ?? new Float64Array();

describe('pricePaths', () => {
  test('has a price for every second from 04:00 to 20:00, both included', () => {
    expect(pathOf(model, 'MSFT', bare)).toHaveLength(16 * 3600 + 1);
  });

  test('starts at the previous close where nothing else is said', () => {
    expect(pathOf(model, 'AMZN', bare)[0]).toBe(200);
  });

  test('goes through its anchors and stays in its bounds', () => {
    for (const {symbol, anchors, bounds} of plan.names.values()) {
      const path = pathOf(model, symbol, plan);
      for (const {second, price} of anchors) expect(path[Math.round(second) - FIRST_SECOND]).toBeCloseTo(price, 6);
      for (const {from, to, low, high} of bounds) {
        const inside = path.subarray(from - FIRST_SECOND, to - FIRST_SECOND);
        expect(inside.every(price => price >= low - 1e-9 && price <= high + 1e-9)).toBe(true);
      }
    }
  });

  test('the benchmark is its members and the rest of the market', () => {
    const still = {...model, marketVolatility: 0, benchmark: {...model.benchmark, ownVolatility: 0}};
    const paths = pricePaths(still, bare, session, previous);
    const move = (symbol: string): number => {
      const path = paths.get(ticker(symbol));
      return Math.log((path?.at(-1) ?? 0) / (path?.[0] ?? 0));
    };
    const members = still.names.reduce((sum, {symbol, weight}) => sum + weight * move(symbol), 0);
    expect(move('QQQ')).toBeCloseTo(members, 9);
  });

  test('depends on the seed, the date and nothing else', () => {
    expect(pathOf(model, 'NVDA', bare)).toEqual(pathOf(model, 'NVDA', bare));
    expect(pathOf({...model, seed: 'another'}, 'NVDA', bare)).not.toEqual(pathOf(model, 'NVDA', bare));
  });

  test('half the volatility is half the walk', () => {
    const log = (path: Float64Array): number => Math.log((path.at(-1) ?? 0) / 200);
    expect(log(pathOf(model, 'AMZN', {...bare, volatility: 0.5}))).toBeCloseTo(log(pathOf(model, 'AMZN', bare)) / 2, 9);
  });
});
