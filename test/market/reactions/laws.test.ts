import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Cancel, Correction, FeedEvent, Trade} from '../../../src/core/events.ts';
import {type Instant, instant, minutes, plus, seconds, span} from '../../../src/core/instant.ts';
import type {BriefReaction} from '../../../src/market/reactions/reaction.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import {type CommittedDay, readDay} from '../../fixtures/committed-day.ts';
import {everyReaction, fileOf, fromScratch, OPTIONS, publishedAt} from './reaction-fixtures.ts';

let real: CommittedDay;
/** Every fifth print, all headlines. */
let thinned: readonly FeedEvent[];
let trades: readonly Trade[];
beforeAll(async () => {
  real = await readDay('2026-01-30');
  trades = real.events.filter((event, index) => event.kind === 'trade' && index % 5 === 0) as readonly Trade[];
  thinned = [...trades, ...real.headlines];
});

const moments = (): fc.Arbitrary<Instant> =>
  fc.oneof(
    fc.integer({min: real.day.info.startAt, max: real.day.info.endAt}).map(instant),
    fc
      .constantFrom(...real.headlines)
      .chain(({at}) => fc.constantFrom(0, 1, 5, 15, 30, 60, 120).map(count => plus(at, minutes(count)))),
  );

/** A print that comes late, is corrected later or is taken back. */
const amendment = (trade: Trade, sort: number, after: number): readonly FeedEvent[] => {
  const receivedAt = plus(trade.receivedAt, seconds(after));
  const {symbol, venue, tape, id, price, size} = trade;
  const common = {symbol, venue, tape, at: receivedAt, receivedAt};
  if (sort === 0) return [{...trade, id: id + 50_000_000, receivedAt}];
  if (sort === 1) return [{...common, kind: 'cancel', id, price, size, action: 'E'} satisfies Cancel];
  const corrected = {price: price * 1.01, size: size + 100, conditions: trade.conditions};
  const original = {price, size, conditions: trade.conditions};
  return [
    {
      ...common,
      kind: 'correction',
      originalId: id,
      original,
      correctedId: id + 60_000_000,
      corrected,
    } satisfies Correction,
  ];
};
const amendments = (): fc.Arbitrary<readonly FeedEvent[]> =>
  fc
    .array(fc.tuple(fc.nat(trades.length - 1), fc.nat(2), fc.integer({min: 1, max: 7_200})), {maxLength: 40})
    .map(rows =>
      rows.flatMap(([at, sort, after]) => {
        const trade = trades[at];
        return trade === undefined ? [] : amendment(trade, sort, after);
      }),
    );

describe('the reactions of a real day', () => {
  test('up to a moment are the same when the tape ends there', () => {
    fc.assert(
      fc.property(moments(), fc.boolean(), (cut, history) => {
        const file = fileOf(real, {history});
        const [whole] = publishedAt(file, thinned, [real.day.info.endAt]);
        const [short] = publishedAt(
          {...file},
          thinned.filter(({at}) => at <= cut),
          [real.day.info.endAt],
        );
        if (whole === undefined || short === undefined) throw new Error('nothing published');
        const known = new Set(short.wire.map(({headline}) => headline.id));
        const all = everyReaction({...whole, wire: whole.wire});
        const names = all.length / whole.wire.length;
        const kept = all.filter((_, index) => known.has(whole.wire[Math.floor(index / names)]?.headline.id ?? ''));
        const cutShort = everyReaction(short);
        expect(kept.length).toBe(cutShort.length);
        let compared = 0;
        for (const [index, reaction] of cutShort.entries()) {
          const other = kept[index];
          expect(reaction.start.at).toBe(other?.start.at);
          for (const [place, reading] of reaction.horizons.entries()) {
            if (reading.toAt > cut) continue;
            expect(reading).toEqual(other?.horizons[place]);
            compared++;
          }
        }
        return cut < real.day.info.openingAt || compared > 0;
      }),
      {numRuns: 8},
    );
  });

  test('are the same kept from snapshot to snapshot as worked out anew, prints late and corrected', () => {
    fc.assert(
      fc.property(
        fc.array(moments(), {minLength: 1, maxLength: 8}),
        amendments(),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (cuts, amended, history, order) => {
          const inTime = cuts.toSorted((a, b) => a - b);
          const snapshots = publishedAt(fileOf(real, {history}), [...thinned, ...amended], inTime);
          for (const snapshot of snapshots) expect(everyReaction(snapshot)).toEqual(fromScratch(snapshot));
          // Back and forth, as a person does.
          for (let visit = 0; visit < 4; visit++) {
            const snapshot = snapshots[(order.next().value ?? 0) % snapshots.length];
            if (snapshot !== undefined) expect(everyReaction(snapshot)).toEqual(fromScratch(snapshot));
          }
        },
      ),
      {numRuns: 6},
    );
  });

  test('are the same however finely the day was published', () => {
    const until = plus(real.day.info.openingAt, minutes(40));
    const from = real.day.info.openingAt;
    const file = fileOf(real);
    const fine = Array.from({length: 400}, (_, index) =>
      instant(from + Math.round(((index + 1) * (until - from)) / 400)),
    );
    const snapshots = publishedAt(file, thinned, fine);
    for (const snapshot of snapshots) everyReaction(snapshot);
    const last = snapshots.at(-1);
    const [once] = publishedAt({...file}, thinned, [until]);
    if (last === undefined || once === undefined) throw new Error('nothing published');
    expect(everyReaction(last)).toEqual(everyReaction(once));
  });

  test('show no number before its time', () => {
    fc.assert(
      fc.property(moments(), now => {
        const [snapshot] = publishedAt(fileOf(real), thinned, [now]);
        if (snapshot === undefined) return;
        for (const {horizons} of everyReaction(snapshot))
          for (const {toAt, measured} of horizons) if (toAt > now) expect(measured).toBeUndefined();
      }),
      {numRuns: 6},
    );
  });

  test('that changed are named: whoever reads those alone knows them all', () => {
    fc.assert(
      fc.property(fc.array(moments(), {minLength: 2, maxLength: 8}), amendments(), (cuts, amended) => {
        const inTime = cuts.toSorted((a, b) => a - b);
        const snapshots = publishedAt(fileOf(real), [...thinned, ...amended], inTime);
        const shown = new Map<string, BriefReaction>();
        let version = Number.NEGATIVE_INFINITY;
        for (const snapshot of snapshots) {
          const book = reactionsOf(snapshot, OPTIONS);
          for (const {item, symbol} of book.changedSince(version) ?? []) shown.delete(`${item.headline.id} ${symbol}`);
          for (const item of snapshot.wire)
            for (const symbol of snapshot.file.day.symbols) {
              const key = `${item.headline.id} ${symbol}`;
              if (!shown.has(key)) shown.set(key, book.brief(item, symbol));
            }
          version = book.version;
          const anew = reactionsOf({...snapshot, file: {...snapshot.file}}, OPTIONS);
          for (const item of snapshot.wire)
            for (const symbol of snapshot.file.day.symbols)
              expect(shown.get(`${item.headline.id} ${symbol}`)).toEqual(anew.brief(item, symbol));
        }
      }),
      {numRuns: 6},
    );
  });

  test('take the same object while nothing of them changed', () => {
    const {openingAt} = real.day.info;
    const ids = real.headlines.filter(({receivedAt}) => receivedAt <= openingAt).map(({id}) => id);
    expect(ids.length).toBeGreaterThan(3);
    const later = [1, 2, 3].map(count => plus(openingAt, span(count * 1_000_000)));
    const [first, ...rest] = publishedAt(fileOf(real), thinned, [openingAt, ...later]).map(everyReaction);
    for (const next of rest)
      expect(next.filter((reaction, index) => reaction === first?.[index]).length).toBeGreaterThan(0.9 * next.length);
  });
});
