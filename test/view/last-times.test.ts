import {describe, expect, test} from 'vitest';
import type {FeedEvent, Trade} from '../../src/core/events.ts';
import {type Instant, plus, seconds} from '../../src/core/instant.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {earlierOf, lastTimes} from '../../src/view/last-times.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {readDay} from '../fixtures/committed-day.ts';
import {AMZN, clock, dayFile, headline, MSFT, trade} from '../market/market-fixtures.ts';
import {fileOf, itemOf, publishedAt} from '../market/reactions/reaction-fixtures.ts';

/** A print of each name every twenty seconds; MSFT by a part higher from each step on. */
const tape = (steps: readonly (readonly [string, number])[]): readonly Trade[] => {
  const trades: Trade[] = [];
  for (let at = clock('09:30'); at < clock('13:00'); at = plus(at, seconds(20)))
    for (const symbol of [AMZN, MSFT]) {
      const moved = steps.reduce(
        (by, [since, step]) => (symbol === MSFT && at >= clock(since) ? by * (1 + step) : by),
        1,
      );
      trades.push(trade(at, 200 * moved, 100, {symbol}));
    }
  return trades;
};
const TAPE = tape([
  ['10:01', 0.004],
  ['10:31', -0.001],
  ['11:01', 0.012],
  ['11:40', 0.05],
]);
const raises = (id: string, when: string, who = id, symbol = MSFT) =>
  headline(id, clock(when), {
    symbols: [symbol],
    headline: `${who} raises ${symbol === MSFT ? 'Microsoft' : 'Amazon'} price target to $${600 + who.length * 10}`,
  });
const THREE = [raises('Barclays', '10:00'), raises('Citi', '10:30'), raises('Wedbush', '11:00')];
const LAST = raises('Jefferies & Co', '12:00');

const at = (when: string | Instant, events: readonly FeedEvent[]): Snapshot => {
  const [snapshot] = publishedAt(dayFile(), events, [typeof when === 'string' ? clock(when) : when]);
  if (snapshot === undefined) throw new Error('nothing published');
  return snapshot;
};
const said = (snapshot: Snapshot, id: string): string | undefined => {
  const ui = createUiState(snapshot.clock.now, {headlineId: id});
  return lastTimes(snapshot, ui, itemOf(snapshot, id)).find(({name}) => name === 'last times')?.value;
};

describe('what happened the last times', () => {
  test('is each reaction to a headline of the kind on the name before, their median and how many', () => {
    expect(said(at('12:30', [...TAPE, ...THREE, LAST]), LAST.id)).toBe(
      'analyst on MSFT, 3 times before on this tape, 15 minutes after: +0.4% −0.1% +1.2%, median +0.4%, n 3',
    );
    expect(said(at('12:30', [...TAPE, ...THREE, LAST]), 'Citi')).toBe(
      'analyst on MSFT, once before on this tape, 15 minutes after: +0.4%, median +0.4%, n 1',
    );
  });

  test('says that there is nothing before the first, on another name, or of another kind', () => {
    const other = raises('Needham', '11:59', 'Needham', AMZN);
    const deal = headline('deal', clock('11:58'), {
      symbols: [MSFT],
      headline: 'Microsoft to acquire Acme for $2 billion',
    });
    const snapshot = at('12:30', [...TAPE, ...THREE, other, deal]);
    expect(said(snapshot, 'Barclays')).toBe('analyst on MSFT, never before on this tape');
    expect(said(snapshot, 'Needham')).toBe('analyst on AMZN, never before on this tape');
    expect(said(snapshot, 'deal')).toBe('deal on MSFT, never before on this tape');
  });

  test('leaves out what repeats one, has other headlines in it, or was not measured, and says so', () => {
    const reprint = {...raises('again', '10:05', 'Barclays'), headline: THREE[0]?.headline ?? ''};
    const crossing = headline('x', clock('10:35'), {symbols: [MSFT], headline: 'Microsoft opens a new campus in Reno'});
    const early = raises('Oppenheimer', '09:00');
    const snapshot = at('12:30', [...TAPE, ...THREE, LAST, reprint, crossing, early]);
    expect(said(snapshot, LAST.id)).toBe(
      'analyst on MSFT, 4 times before on this tape, 15 minutes after: +0.4% +1.2%, median +0.8%, n 2 · left out: 1 with other headlines in it, 1 not measured, 1 told again',
    );
  });

  test('counts a reaction from the moment that it is over, and nothing that is told or printed after the clock', () => {
    const soon = raises('Stifel', '11:10');
    const events = [...TAPE, ...THREE.slice(0, 1), raises('Evercore', '11:05'), soon];
    const before = at('11:19:59', events);
    expect(earlierOf(before, createUiState(before.clock.now), itemOf(before, soon.id))).toMatchObject({
      times: 2,
      returns: [expect.closeTo(0.004, 9)],
      left: {pending: 1, confounded: 0},
    });
    for (const when of ['10:59', '11:10', '11:30', '12:10']) {
      const now = clock(when);
      const cut = at(
        now,
        [...TAPE, ...THREE, LAST].filter(({receivedAt}) => receivedAt <= now),
      );
      expect(said(cut, 'Citi')).toBe(said(at(now, [...TAPE, ...THREE, LAST]), 'Citi'));
    }
  });

  test('of a deal is what its steps before did, as far as this tape knows', async () => {
    const day = await readDay('2026-01-30');
    const [snapshot] = publishedAt(fileOf(day), day.events, [day.day.info.endAt]);
    if (snapshot === undefined) throw new Error('nothing published');
    const soFar = (words: string, now = snapshot): string | undefined => {
      const item = now.wire.find(one => one.headline.headline.includes(words));
      if (item === undefined) throw new Error(words);
      return lastTimes(now, createUiState(now.clock.now), item).find(({name}) => name === 'so far')?.value;
    };
    expect(soFar('declines to comment')).toBe(
      'Amazon → OpenAI: rumour 2025-12-16 ·; talks 2026-01-29 ·; advanced 08:04 AMZN +3.0% (t +43)',
    );
    expect(soFar('advanced talks to invest')).toBe('Amazon → OpenAI: rumour 2025-12-16 ·; talks 2026-01-29 ·');
    const [soon] = publishedAt(fileOf(day), day.events, [clock('08:17')]);
    expect(soFar('$15 billion', soon)).toMatch(/advanced 08:04 AMZN ·$/);
    expect(soFar('Warsh')).toBeUndefined();
  });
});
