import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import type {Bar} from '../../src/core/events.ts';
import {minutes, plus, type Span} from '../../src/core/instant.ts';
import {type TradingDate, tradingDateAt} from '../../src/core/new-york.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {aggregateBars} from '../../src/market/aggregate.ts';
import {baselinesFrom, previousClosesFrom, usualVolumeAt} from '../../src/market/baseline.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {AMZN, bar, dayFile, fold, snapshotOf} from './market-fixtures.ts';

const fiveMinutes = new URL('../../../shared/data/bars-5m-2026-01-28_02-02.csv', import.meta.url);
const oneMinute = new URL('../../../shared/data/bars-1m-2025-12-22_26.csv', import.meta.url);
const missing = !existsSync(fiveMinutes) || !existsSync(oneMinute);

const read = (file: URL, span: Span): readonly Bar[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const [stamp = '', symbol = '', ...numbers] = line.split(',');
      const at = parseInstant(stamp);
      if (at === undefined || at % span !== 0) return [];
      const values = numbers.map(Number);
      return [{...bar(at, span, values.slice(0, 4), values[4] ?? 0), symbol: ticker(symbol)}];
    });

const dayOf = (bars: readonly Bar[], text: string) => {
  const date = text as TradingDate;
  const file = dayFile({day: {...dayFile().day, date}});
  return snapshotOf(
    fold(
      bars.filter(one => tradingDateAt(one.openAt) === date),
      file,
    ),
  );
};

describe.skipIf(missing)('real bars', () => {
  test('give the regular figures that were reported for the day', () => {
    const bars = read(fiveMinutes, minutes(5));
    const figures = dayOf(bars, '2026-01-29').figures.get(AMZN);
    for (const [value, reported] of [
      [figures?.open, 242.82],
      [figures?.high, 243],
      [figures?.low, 236.74],
      [figures?.close, 241.73],
    ] as const)
      expect(Math.abs((value ?? 0) - reported)).toBeLessThan(0.15);
    expect(previousClosesFrom(bars, '2026-01-30' as TradingDate).get(AMZN)).toBe(figures?.close);
  });

  test('of a half day end its regular session at 13:00', () => {
    const bars = read(oneMinute, minutes(1));
    const session = sessionOf('2025-12-24' as TradingDate);
    const day = dayOf(bars, '2025-12-24');
    const figures = day.figures.get(AMZN);
    if (session === undefined || figures === undefined) throw new Error('the day before Christmas is a session');
    expect(figures.last?.at).toBe(session.closeAt);
    expect(figures.extendedLast?.at).toBeGreaterThan(session.closeAt);
    const series = day.bars.get(AMZN);
    if (series === undefined) throw new Error('bars were folded');
    const rows = aggregateBars(series, minutes(15), {from: session.openAt, to: session.closeAt});
    expect(rows).toHaveLength(14);
    expect([rows[0]?.open, rows.at(-1)?.close]).toEqual([figures.open, figures.close]);
    expect(Math.max(...rows.map(row => row.high))).toBe(figures.high);
  });

  test('make a baseline that grows through the day', () => {
    const baseline = baselinesFrom(earlierSessionsFrom(read(oneMinute, minutes(1)), minutes(5))).get(AMZN);
    const session = sessionOf('2025-12-29' as TradingDate);
    if (baseline === undefined || session === undefined) throw new Error('three whole sessions are on file');
    expect(baseline.sessions).toBe(3);
    const usual = [0, 60, 180, 400].map(count =>
      usualVolumeAt(baseline, session, plus(session.openAt, minutes(count))),
    );
    expect([...usual].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(usual);
    expect(usual[3]).toBeGreaterThan(1_000_000);
  });
});
