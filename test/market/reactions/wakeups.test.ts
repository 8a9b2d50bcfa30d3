import fc from 'fast-check';
import {expect, test} from 'vitest';
import {instant} from '../../../src/core/instant.ts';
import {createChangeLog} from '../../../src/market/reactions/change-log.ts';
import {NEVER} from '../../../src/market/reactions/series-difference.ts';
import {createWakeups} from '../../../src/market/reactions/wakeups.ts';

test('whoever is due first is woken first, whenever they asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), moments => {
      const wakeups = createWakeups<number>();
      for (const at of moments) wakeups.add(instant(at), at);
      const woken: (number | undefined)[] = [];
      while (wakeups.nextAt() < NEVER) woken.push(wakeups.take());
      expect(woken).toEqual(moments.toSorted((a, b) => a - b));
      expect(wakeups.take()).toBeUndefined();
    }),
  );
});

test('a log of changes tells them once each, or that it no longer can', () => {
  const log = createChangeLog<string>(3);
  for (const [version, thing] of [...'abcaab'].entries()) log.note(version, thing);
  expect([...(log.since(2) ?? [])]).toEqual(['b', 'a']);
  expect(log.since(5)).toEqual(new Set());
  expect(log.since(-1)).toEqual(new Set(['a', 'b', 'c']));
  log.note(6, 'd');
  expect([log.since(1), log.since(2)?.size]).toEqual([undefined, 3]);
});
