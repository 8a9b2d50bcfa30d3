import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Headline} from '../../src/core/events.ts';
import {instant} from '../../src/core/instant.ts';
import {compareWire, mergeWire} from '../../src/market/wire.ts';
import {clock, fold, headline, snapshotOf} from './market-fixtures.ts';
import {wireItemOf} from './wire-item.ts';

const item = (id: string, at: number) => wireItemOf(headline(id, instant(at)));

describe('the wire', () => {
  test('is newest first, then by id', () => {
    const events = [headline('b', clock('09:00')), headline('c', clock('09:05')), headline('a', clock('09:00'))];
    expect(snapshotOf(fold(events)).wire.map(({headline: {id}}) => id)).toEqual(['c', 'a', 'b']);
  });

  test('a revision replaces its original in place and keeps what it said', () => {
    const first = headline('1', clock('09:00'), {headline: 'up to $30B'});
    const second = headline('1', clock('09:00'), {
      headline: 'up to $50B',
      updatedAt: clock('09:10'),
      receivedAt: clock('09:10'),
    });
    const retagged = {...second, updatedAt: clock('09:20')};
    const {wire} = snapshotOf(fold([first, headline('2', clock('09:05')), second, first, second]));
    expect(wire.map(({headline: {id}}) => id)).toEqual(['2', '1']);
    const before = {text: 'up to $30B', updatedAt: clock('09:00')};
    expect(wire[1]).toMatchObject({headline: second, firstReceivedAt: clock('09:00'), revision: 1, earlier: [before]});
    expect(snapshotOf(fold([first, second, retagged])).wire[0]).toMatchObject({revision: 2, earlier: [before]});
  });

  test('an edition older than the one at hand is ignored', () => {
    const newer = headline('1', clock('09:00'), {updatedAt: clock('09:10')});
    expect(snapshotOf(fold([newer, headline('1', clock('09:00'))])).wire[0]).toMatchObject({
      revision: 0,
      headline: newer,
    });
  });

  test('a merge is the sorted wire with the changed items in it', () => {
    const any = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(4)));
    fc.assert(
      fc.property(any, any, (before, changed) => {
        const unique = (rows: readonly (readonly [string, number])[]) =>
          [...new Map(rows.map(([id, at]) => [id, item(id, at)])).values()].sort(compareWire);
        const [wire, coming] = [unique(before), unique(changed)];
        const merged = mergeWire(wire, coming);
        expect(merged).toEqual(unique([...before, ...changed]));
        expect(new Set(merged).size).toBe(merged.length);
      }),
    );
    const wire = [item('a', 1)];
    expect(mergeWire(wire, [])).toBe(wire);
  });

  test('merges made of one wire do not disturb each other, few items or many', () => {
    const any = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(4)), {maxLength: 4});
    const many = Array.from({length: 80}, (_, index) => item(`m${index}`, index % 7));
    const sorted = (items: readonly {headline: Headline}[]) =>
      [...new Map(items.map(one => [one.headline.id, one])).values()].sort(compareWire);
    fc.assert(
      fc.property(any, fc.array(fc.tuple(fc.nat(9), any), {maxLength: 8}), (first, steps) => {
        const wires = [sorted(first.map(([id, at]) => item(id, at)))];
        for (const [from, rows] of steps) {
          const before = wires[from % wires.length] ?? [];
          const changed = rows.length === 4 ? many : sorted(rows.map(([id, at]) => item(id, at)));
          const kept = [...before];
          const merged = mergeWire(before, changed);
          expect(merged).toEqual(sorted([...kept, ...changed]));
          expect(before).toEqual(kept);
          wires.push([...merged], merged as typeof kept);
        }
      }),
    );
  });

  test('twenty thousand headlines merge in one pass', () => {
    const many = Array.from({length: 20_000}, (_, index) => item(`h${index}`, index)).sort(compareWire);
    const merged = mergeWire(mergeWire([], many), [item('h5', 5), item('new', 99_999)]);
    expect(merged).toHaveLength(20_001);
    expect(merged[0]?.headline.id).toBe('new');
  });
});
