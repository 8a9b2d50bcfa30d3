import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Headline} from '../../src/core/events.ts';
import {instant, plus, seconds} from '../../src/core/instant.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {createMarket} from '../../src/market/market.ts';
import type {WireItem} from '../../src/market/snapshot.ts';
import {annotate} from '../../src/news/annotate.ts';
import {AMZN, clock, dayFile, FACE, fold, headline, MSFT, snapshotOf, status} from './market-fixtures.ts';

const told = (id: string, time: string, text: string, source: string, more: Partial<Headline> = {}): Headline =>
  headline(id, clock(time), {headline: text, source, symbols: [AMZN], ...more});

const FIRST = told('1', '08:04', 'Amazon in advanced talks to invest up to $50 billion in OpenAI', 'Bloomberg');
const REPRINT = told('2', '08:04:34', 'Amazon in talks to invest up to $50 billion in OpenAI - Bloomberg', 'Wire Desk');
const UPDATE = told('3', '08:20', 'Amazon agrees to invest up to $50 billion in OpenAI', 'Reuters');
const CORRECTION = told(
  '4',
  '08:30',
  'CORRECTION: Amazon to invest $30 billion, not $50 billion, in OpenAI',
  'Reuters',
);
const OTHER = told('5', '08:10', 'Microsoft extends its losses after results', 'Street Desk', {symbols: [MSFT]});
const STORY = [FIRST, REPRINT, OTHER, UPDATE, CORRECTION];

const itemOf = (wire: readonly WireItem[], id: string): WireItem => {
  const item = wire.find(one => one.headline.id === id);
  if (item === undefined) throw new Error(`no ${id} on the wire`);
  return item;
};

describe('stories on the wire', () => {
  test('each headline has its place: first, reprint, update, correction', () => {
    const {wire} = snapshotOf(fold(STORY));
    const places = STORY.map(({id}) => {
      const {story} = itemOf(wire, id);
      return [story.id, story.relation, story.changed.join(' '), story.lag / 1e6, story.novelty];
    });
    expect(places).toEqual([
      ['1', 'first', '', 0, 100],
      ['1', 'reprint', '', 34, 75],
      ['5', 'first', '', 0, 100],
      ['1', 'update', 'stage tier', 960, 56],
      ['1', 'correction', 'amount', 1560, 42],
    ]);
    expect(itemOf(wire, '4').story.firstSource).toBe('Bloomberg');
  });

  test('each edition is read once, and what is read is what annotate reads', () => {
    const market = fold(STORY);
    for (const {headline: edition, notes} of snapshotOf(market).wire) expect(notes).toEqual(annotate(edition));
    const readSoFar = market.read.size;
    applyEvent(market, status('rewind'));
    expect(market.wire.size).toBe(0);
    applyEvent(market, FIRST);
    expect(market.read.size).toBe(readSoFar);
  });

  test('a revision is read anew, and every wording before it is kept', () => {
    const revisions = ['up to $15 billion', 'up to $50 billion', 'up to $50 billion'].map((amount, index) =>
      told('r', '09:00', `Amazon in talks to put ${amount} into OpenAI`, 'Flash Wire', {
        updatedAt: plus(clock('09:00'), seconds(index * 60)),
      }),
    );
    const item = itemOf(snapshotOf(fold(revisions)).wire, 'r');
    expect(item).toMatchObject({revision: 2, notes: {money: [{value: 50e9}]}});
    expect(item.earlier).toEqual([
      {text: 'Amazon in talks to put up to $15 billion into OpenAI', updatedAt: clock('09:00')},
    ]);
  });

  test('one that comes late takes its place, and those after it are published again', () => {
    const market = fold([REPRINT, OTHER, UPDATE]);
    collectChange(market, FACE);
    expect(market.wire.get('2')?.story.relation).toBe('first');
    applyEvent(market, FIRST);
    const {wire} = collectChange(market, FACE);
    expect(wire.map(item => [item.headline.id, item.story.id, item.story.relation])).toEqual([
      ['3', '1', 'update'],
      ['2', '1', 'reprint'],
      ['1', '1', 'first'],
    ]);
  });

  test('a reprint publishes itself alone, and leaves the rest the same objects', () => {
    const market = fold([FIRST, OTHER]);
    const before = applyChange(undefined, structuredClone(collectChange(market, FACE)));
    applyEvent(market, REPRINT);
    const change = structuredClone(collectChange(market, FACE));
    expect(change.wire.map(item => item.headline.id)).toEqual(['2']);
    const after = applyChange(before, change);
    expect(itemOf(after.wire, '1')).toBe(itemOf(before.wire, '1'));
    expect(itemOf(after.wire, '5')).toBe(itemOf(before.wire, '5'));
  });

  test('do not depend on the order of arrival, nor on the cuts between publishes', () => {
    const whole = snapshotOf(fold(STORY)).wire;
    const orders = fc.shuffledSubarray(STORY, {minLength: STORY.length});
    fc.assert(
      fc.property(orders, fc.uniqueArray(fc.nat(STORY.length)), fc.boolean(), (order, cuts, rewound) => {
        const market = createMarket({file: dayFile()});
        let seen = applyChange(undefined, structuredClone(collectChange(market, FACE)));
        for (const [index, event] of [...(rewound ? [UPDATE, status('rewind')] : []), ...order].entries()) {
          applyEvent(market, event);
          if (cuts.includes(index)) seen = applyChange(seen, structuredClone(collectChange(market, FACE)));
        }
        seen = applyChange(seen, structuredClone(collectChange(market, FACE)));
        expect(seen.wire).toEqual(whole);
      }),
      {numRuns: 200},
    );
  });

  test('many headlines cost little more than reading them, and after a rewind they are not read again', () => {
    const many = Array.from({length: 4_000}, (_, index) =>
      headline(`h${index}`, instant(clock('04:00') + index * 5_000_000), {
        headline: `${STORY[index % STORY.length]?.headline} ${index % 400}`,
        symbols: [AMZN],
      }),
    );
    /** What this process spent, not what passed: others may want the machine too. */
    const timed = (work: () => void): number => {
      const from = process.cpuUsage();
      work();
      return process.cpuUsage(from).user;
    };
    for (const one of many.slice(0, 500)) annotate(one);
    const reading = timed(() => {
      for (const one of many) annotate(one);
    });
    const market = fold([]);
    const foldAll = (): void => {
      for (const one of many) applyEvent(market, one);
    };
    const folding = timed(foldAll);
    applyEvent(market, status('rewind'));
    const again = timed(foldAll);
    expect(folding / reading).toBeLessThan(2.5);
    expect(again / folding).toBeLessThan(0.8);
    expect(market.wire.size).toBe(4_000);
  }, 120_000);
});
