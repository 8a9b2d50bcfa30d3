import {beforeAll, describe, expect, test} from 'vitest';
import {minutes, plus, seconds} from '../../src/core/instant.ts';
import {atWallTime} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {drillChart} from '../../src/view/drill-chart.ts';
import {drillReactions} from '../../src/view/drill-reactions.ts';
import {headlineReaction, reactionBook, readingAt} from '../../src/view/reactions.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {type CommittedDay, readDay} from '../fixtures/committed-day.ts';
import {fileOf, itemOf, publishedAt} from '../market/reactions/reaction-fixtures.ts';

let real: CommittedDay;
beforeAll(async () => {
  real = await readDay('2026-01-30');
});
const AMZN = ticker('AMZN');
const SCOOP = '50318271';
const shownAt = (hour: number, minute: number): Snapshot => {
  const [snapshot] = publishedAt(fileOf(real), real.events, [atWallTime(real.day.info.date, hour, minute)]);
  if (snapshot === undefined) throw new Error('nothing published');
  return snapshot;
};
const chartOf = (snapshot: Snapshot, id: string) => {
  const chart = drillChart(snapshot, createUiState(snapshot.clock.now), itemOf(snapshot, id));
  if (chart === undefined) throw new Error('no chart');
  return chart;
};

describe('the chart of a headline', () => {
  test('has each watched name from half an hour before it, and nothing after the clock', () => {
    const snapshot = shownAt(9, 20);
    const {lines, startAt, from, to, markers} = chartOf(snapshot, SCOOP);
    expect(lines.map(({symbol}) => symbol)).toEqual(['AMZN', 'MSFT', 'NVDA', 'GOOGL']);
    expect([from, to]).toEqual([plus(startAt, minutes(-30)), plus(startAt, minutes(120))]);
    for (const {points} of lines) {
      expect(points[0]?.at).toBeLessThan(plus(from, minutes(5)));
      expect(points.at(-1)?.at).toBeLessThanOrEqual(snapshot.clock.now);
      const atStart = points.findLast(({at}) => at < startAt);
      expect(atStart?.value).toBe(0);
    }
    expect(markers.length).toBeGreaterThan(3);
    for (const {at} of markers) expect(at).toBeLessThanOrEqual(snapshot.clock.now);
    expect(markers.find(({selected}) => selected)?.at).toBe(startAt - 1);
  });

  test('ends where the table says that the name stood', () => {
    const snapshot = shownAt(12, 0);
    const [amazon] = chartOf(snapshot, SCOOP).lines;
    const reaction = headlineReaction(snapshot, createUiState(snapshot.clock.now), itemOf(snapshot, SCOOP));
    if (reaction === undefined) throw new Error('no reaction');
    expect(amazon?.points.at(-1)?.value).toBeCloseTo(readingAt(reaction, '+2h')?.measured?.return ?? 0, 9);
  });

  test('says what is usual around what the benchmark explains, and so when a name left it', () => {
    const snapshot = shownAt(12, 0);
    const item = itemOf(snapshot, SCOOP);
    const {usual, startAt} = chartOf(snapshot, SCOOP);
    const reaction = reactionBook(snapshot, createUiState(snapshot.clock.now)).of(item, AMZN);
    for (const name of ['+15m', '+30m', '+1h', '+2h'] as const) {
      const reading = readingAt(reaction, name);
      const range = usual.find(({at}) => at === reading?.toAt);
      const {measured} = reading ?? {};
      if (range === undefined || measured?.test.status !== 'ok') throw new Error(name);
      const outside = measured.return < range.low || measured.return > range.high;
      expect(outside).toBe(Math.abs(measured.car ?? 0) > measured.test.detectable);
    }
    expect(usual[0]?.at).toBe(plus(startAt, seconds(30)));
  });

  test('keeps its height, and says so, when one print is wildly bad', () => {
    const at = atWallTime(real.day.info.date, 8, 20);
    const prints = real.events
      .filter(event => event.kind === 'trade')
      .filter(({symbol, size}) => symbol === AMZN && size >= 100);
    // The last of its second, so that it is what the second ended at.
    const sample = prints.find(
      (print, index) => print.at > at && (prints[index + 1]?.at ?? 0) > plus(print.at, seconds(1)),
    );
    if (sample === undefined) throw new Error('no trade');
    const bad = {...sample, price: sample.price * 3, id: sample.id + 1e9};
    const events = real.events.flatMap(event => (event === sample ? [event, bad] : [event]));
    const known = atWallTime(real.day.info.date, 9, 20);
    const [plain] = publishedAt(fileOf(real), real.events, [known]);
    const [dirty] = publishedAt(fileOf(real), events, [known]);
    if (plain === undefined || dirty === undefined) throw new Error('nothing published');
    const highest = (snapshot: Snapshot): number =>
      Math.max(...chartOf(snapshot, SCOOP).lines.flatMap(({points}) => points.map(({value}) => value)));
    expect(highest(dirty)).toBeCloseTo(highest(plain), 3);
    const said = (snapshot: Snapshot) =>
      drillReactions(snapshot, createUiState(snapshot.clock.now), itemOf(snapshot, SCOOP))
        .find(({symbol}) => symbol === AMZN)
        ?.facts.find(({name}) => name === 'tape')?.value;
    expect(said(plain)).toBeUndefined();
    expect(said(dirty)).toBe('1 bad print left out');
  });

  test('is the same before its clock was wound on', () => {
    const [early, late] = [shownAt(8, 30), shownAt(10, 30)].map(snapshot => chartOf(snapshot, SCOOP));
    const upTo = atWallTime(real.day.info.date, 8, 25);
    const linesOf = (chart: typeof early) => chart?.lines.map(({points}) => points.filter(({at}) => at < upTo));
    expect(linesOf(early)).toEqual(linesOf(late));
  });
});
