import {describe, expect, test} from 'vitest';
import {ticker} from '../../../src/core/ticker.ts';
import {eventsOf, historyOf, previousClosesOf} from '../../../src/feeds/synthetic/synthetic-day.ts';
import {loadModel, loadScenario} from './scenario-fixtures.ts';

const model = {...loadModel(), historySessions: 4};
const full = loadScenario('2026-01-30');
/** The same day in a fiftieth of the prints, without what needs particular ones. */
const small = {...full, thinning: 0.02, amendments: [], latePrints: 2};

describe('a synthetic day', () => {
  const events = eventsOf(model, small);

  test('is the same to the last digit for the same seed', () => {
    expect(events.length).toBeGreaterThan(3_000);
    expect(eventsOf(model, small)).toEqual(events);
  });

  test('is another for another seed', () => {
    expect(eventsOf({...model, seed: 'another'}, small)).not.toEqual(events);
  });

  test('comes in order of receipt, nothing known before it happened', () => {
    expect(
      events.every((event, index) => index === 0 || event.receivedAt >= (events[index - 1]?.receivedAt ?? 0)),
    ).toBe(true);
    expect(events.every(event => event.receivedAt > event.at)).toBe(true);
  });

  test('reports late prints out of sequence, and long after', () => {
    const late = events.filter(event => event.kind === 'trade' && event.conditions.includes('Z'));
    expect(late).toHaveLength(2);
    expect(late.every(event => event.receivedAt - event.at > 10_000_000)).toBe(true);
  });

  test('is counted from the closes of the session before', () => {
    expect(previousClosesOf(model, full)).toEqual(
      model.closes.get([...model.closes.keys()].sort().at(-1) ?? full.date),
    );
  });

  test('is refused on a day without a session', () => {
    expect(() => eventsOf(model, {...small, date: '2026-01-31' as typeof small.date})).toThrow(/closed/);
  });
});

describe('the sessions before it', () => {
  const history = historyOf(model, small);
  const amzn = history.filter(bar => bar.symbol === ticker('AMZN'));

  test('are bars in order, each known only after it ended', () => {
    expect(history.every((bar, index) => index === 0 || bar.receivedAt >= (history[index - 1]?.receivedAt ?? 0))).toBe(
      true,
    );
    expect(history.every(bar => bar.at === bar.openAt + bar.span && bar.receivedAt > bar.at)).toBe(true);
    expect(
      history.every(
        ({open, high, low, close}) => low <= Math.min(open, close) && Math.max(open, close) <= high && low > 0,
      ),
    ).toBe(true);
  });

  test('thin out as the day does, so that volume ratios hold', () => {
    const volume = (bars: typeof history): number => bars.reduce((sum, bar) => sum + bar.volume, 0);
    expect(volume(historyOf(model, {...small, thinning: 0.04})) / volume(history)).toBeCloseTo(2, 0);
    expect(amzn.length).toBeGreaterThan(300);
  });
});
