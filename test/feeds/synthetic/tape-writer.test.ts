import {describe, expect, test} from 'vitest';
import {instant, span} from '../../../src/core/instant.ts';
import {createRandom} from '../../../src/feeds/synthetic/seeded-random.ts';
import {createTapeWriter} from '../../../src/feeds/synthetic/tape-writer.ts';
import {loadModel} from './scenario-fixtures.ts';

describe('createTapeWriter', () => {
  test('numbers prints, prices them in dollars and never lets one overtake another', () => {
    const {benchmark} = loadModel();
    const writer = createTapeWriter(createRandom('line'), benchmark, {base: span(100), jitter: span(400)});
    for (let at = 0; at < 2_000; at++) {
      writer.print({at: instant(at), cents: 62_187, size: 40, venue: 'Q', conditions: ['@']});
    }
    const events = writer.events();
    expect(events[0]).toMatchObject({kind: 'trade', symbol: 'QQQ', tape: 'C', id: 1, price: 621.87});
    expect(events.map(event => (event.kind === 'trade' ? event.id : 0))).toEqual(events.map((_, index) => index + 1));
    expect(events.every((event, index) => event.receivedAt >= (events[index - 1]?.receivedAt ?? 0))).toBe(true);
    expect(events.every(event => event.receivedAt >= event.at + 100)).toBe(true);
  });

  test('quotes in dollars', () => {
    const {benchmark} = loadModel();
    const writer = createTapeWriter(createRandom('line'), benchmark, {base: span(100), jitter: span(0)});
    writer.quote(instant(5), {bid: 62_186, ask: 62_188, bidSize: 40, askSize: 80, bidVenue: 'Q', askVenue: 'P'});
    expect(writer.events()).toEqual([
      {
        kind: 'quote',
        at: 5,
        receivedAt: 105,
        symbol: 'QQQ',
        tape: 'C',
        bid: 621.86,
        bidSize: 40,
        bidVenue: 'Q',
        ask: 621.88,
        askSize: 80,
        askVenue: 'P',
        conditions: ['R'],
      },
    ]);
  });
});
