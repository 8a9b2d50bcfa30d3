import fc from 'fast-check';
import type {ChartView} from '../../src/chart/chart-view.ts';
import {type Grid, gridText, gridTones} from '../../src/chart/grid.ts';
import {type Session, sessionOf} from '../../src/core/calendar.ts';
import {type Instant, instant, MINUTE, minutes, plus, type Span} from '../../src/core/instant.ts';
import {parseTradingDate} from '../../src/core/new-york.ts';
import type {BarRow} from '../../src/market/bar-series.ts';

const date = parseTradingDate('2026-01-30');
const session = date === undefined ? undefined : sessionOf(date);
if (session === undefined) throw new Error('30 January 2026 is a trading day');
export const DAY_SESSION: Session = session;

/** A bar of a minute unless `span` says otherwise; prices as [open, high, low, close]. */
export const bar = (
  openAt: Instant,
  [open, high, low, close]: readonly [number, number, number, number],
  volume = 100,
  span: Span = MINUTE,
): BarRow => {
  const endAt = plus(openAt, span);
  return {openAt, endAt, open, high, low, close, volume, trades: 1, notional: close * volume, vwapVolume: volume};
};

/** Minute bars that walk like prices do, the same ones for the same seed; some minutes have none. */
export const walk = (count: number, from: Instant, start: number, seed = 7): readonly BarRow[] => {
  let state = seed;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state >> 8) % 100;
  };
  const bars: BarRow[] = [];
  let cents = Math.round(start * 100);
  for (let index = 0; index < count; index++) {
    const open = cents + (next() % 5) - 2;
    const close = open + (next() % 31) - 15;
    const high = Math.max(open, close) + (next() % 9);
    const low = Math.min(open, close) - (next() % 9);
    cents = close;
    if (next() < 8) continue;
    bars.push(bar(plus(from, minutes(index)), [open / 100, high / 100, low / 100, close / 100], 50 + next() * 40));
  }
  return bars;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** A view of minute bars that end at `endAt`, with what `changes` sets otherwise. */
export const viewOf = (bars: readonly BarRow[], endAt: Instant, changes: Partial<ChartView> = {}): ChartView => ({
  title: 'TEST  1m candles',
  body: {kind: 'candles', bars, vwap: []},
  glyphs: 'unicode',
  span: MINUTE,
  columns: 1,
  endAt,
  session: DAY_SESSION,
  quantum: 0.01,
  labelWidth: 6,
  levels: [],
  markers: [],
  bands: [],
  last: undefined,
  crosshairAt: undefined,
  readout: [],
  formats: {
    value: value => value.toFixed(2),
    // The day of the fixtures is five hours behind UTC.
    time: at => {
      const minute = Math.floor(at / MINUTE) - 5 * 60;
      return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
    },
    count: count => String(Math.round(count)),
  },
  ...changes,
});

/** Both planes of a Grid, for goldens. */
export const planes = (grid: Grid): string => `${[...gridText(grid), ...gridTones(grid)].join('\n')}\n`;

/** Bars with prices around 100 at whole minutes from the open on, in order. */
export const arbitraryBars: fc.Arbitrary<readonly BarRow[]> = fc
  .array(fc.tuple(fc.nat(3), fc.tuple(fc.nat(4000), fc.nat(4000), fc.nat(4000), fc.nat(4000)), fc.nat(1_000_000)), {
    maxLength: 80,
  })
  .map(rows => {
    let at = DAY_SESSION.openAt;
    return rows.map(([skip, cents, volume]) => {
      at = plus(at, minutes(1 + skip));
      const prices = cents.map(cent => 80 + cent / 100);
      const [open = 0, close = 0] = prices;
      return bar(at, [open, Math.max(...prices), Math.min(...prices), close], volume);
    });
  });

export const endOf = (bars: readonly BarRow[]): Instant => bars.at(-1)?.endAt ?? instant(DAY_SESSION.openAt);
