import {beforeAll, describe, expect, test} from 'vitest';
import {bmp, patell, rankTest, signTest} from '../../../src/analytics/cross-section.ts';
import {normalTwoSided} from '../../../src/analytics/normal.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {PRIMARY_INDEX} from '../../../src/market/reactions/horizons.ts';
import type {Reaction} from '../../../src/market/reactions/reaction.ts';
import {type ReactionBook, reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../../../src/market/snapshot.ts';
import {LEAST_OF_KIND} from '../../../src/market/study/kind-summary.ts';
import {type Study, studyOf} from '../../../src/market/study/study.ts';
import {readDay} from '../../fixtures/committed-day.ts';
import {fileOf, OPTIONS, publishedAt} from '../reactions/reaction-fixtures.ts';

const AMZN = ticker('AMZN');
const firstNamed =
  (snapshot: Snapshot) =>
  ({headline}: WireItem) =>
    snapshot.file.day.symbols.find(symbol => headline.symbols.includes(symbol));

let snapshot: Snapshot;
let book: ReactionBook;
let study: Study;
beforeAll(async () => {
  const day = await readDay('2026-01-30');
  const [whole] = publishedAt(fileOf(day), day.events, [day.day.info.endAt]);
  if (whole === undefined) throw new Error('nothing published');
  snapshot = whole;
  book = reactionsOf(snapshot, OPTIONS);
  study = studyOf(snapshot, book, firstNamed(snapshot));
});

const primary = ({horizons}: Reaction) => horizons[PRIMARY_INDEX];

describe('a study', () => {
  test('holds each headline once, with the one whose moment it counts from', () => {
    const ids = study.events.flatMap(({item, alike}) => [item, ...alike].map(({headline}) => headline.id));
    expect(ids.toSorted()).toEqual(snapshot.wire.map(({headline}) => headline.id).toSorted());
    expect(study.events.some(({alike}) => alike.length > 1)).toBe(true);
    for (const {item, alike} of study.events)
      for (const one of [item, ...alike]) expect(book.of(one, AMZN).start.headlineId).toBe(item.headline.id);
  });

  test('goes by time, the named names first, every watched one there', () => {
    const starts = study.events.map(({rows}) => rows[0]?.reaction.start.at ?? 0);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    for (const {item, rows} of study.events) {
      expect(rows.map(({reaction}) => reaction.symbol).toSorted()).toEqual([...snapshot.file.day.symbols].toSorted());
      expect(rows.map(({named}) => named)).toEqual(
        rows.map(({named}) => named).toSorted((a, b) => Number(b) - Number(a)),
      );
      for (const {reaction, named} of rows) {
        expect(reaction).toBe(book.of(item, reaction.symbol));
        expect(named).toBe(item.headline.symbols.includes(reaction.symbol));
      }
    }
  });

  test('adjusts every p for all tests made: none is less than its own, and their order stays', () => {
    const rows = study.events.flatMap(event => event.rows);
    const tested = rows.filter(({reaction}) => primary(reaction)?.measured?.test.status === 'ok');
    expect(study.tests).toBe(tested.length);
    expect(tested.length).toBeGreaterThan(60);
    for (const row of rows) expect(row.p !== undefined).toBe(tested.includes(row));
    const sorted = tested.toSorted((a, b) => (a.p ?? 0) - (b.p ?? 0));
    let least = 1;
    for (const [place, {reaction, p = Number.NaN, adjustedP = Number.NaN, alert}] of [...sorted.entries()].reverse()) {
      const scaled = primary(reaction)?.measured?.test;
      const t = scaled?.status === 'ok' ? scaled.t : Number.NaN;
      expect(p).toBeCloseTo(normalTwoSided(t), 12);
      least = Math.min(least, (p * sorted.length) / (place + 1));
      expect(adjustedP).toBeCloseTo(least, 12);
      expect(alert).toBe(Math.abs(t) >= 3.3);
    }
  });

  test('is empty where nothing is watched, and of no kinds where no headline is about a name', () => {
    const none = {...snapshot, file: {...snapshot.file, day: {...snapshot.file.day, symbols: []}}};
    expect(studyOf(none, reactionsOf(none, OPTIONS), () => undefined)).toEqual({events: [], tests: 0, kinds: []});
    expect(studyOf(snapshot, book, () => undefined).kinds).toEqual([]);
  });
});

describe('the headlines of a kind', () => {
  /** The cases by another way: those about a name, measured, tested and alone. */
  const casesOf = (kind: string) =>
    study.events.flatMap(({item, about, rows}) => {
      const reaction = rows.find(one => one.reaction.symbol === about)?.reaction;
      if (reaction === undefined || (kind !== 'all' && item.notes.event.kind !== kind)) return [];
      const reading = primary(reaction);
      const {car, test: scaled} = reading?.measured ?? {};
      if (reading?.confounded !== false || car === undefined || scaled?.status !== 'ok') return [];
      const count = reaction.estimation.kind === 'none' ? 0 : reaction.estimation.model.count;
      const windows = [...book.windows(item, reaction.symbol, reading.toAt), car];
      return [{car, se: scaled.se, count, windows, item, about}];
    });

  test('are tested together, each in one name', () => {
    const all = study.kinds.at(-1);
    const cases = casesOf('all');
    expect(cases.length).toBeGreaterThanOrEqual(LEAST_OF_KIND);
    expect(all).toMatchObject({kind: 'all', measured: cases.length});
    expect(all?.tests.patell).toEqual(patell(cases));
    expect(all?.tests.bmp).toEqual(bmp(cases));
    expect(all?.tests.sign).toEqual(signTest(cases.map(({car}) => car)));
    expect(all?.tests.rank).toEqual(
      rankTest(
        cases.map(({windows}) => windows),
        20,
      ),
    );
    expect(all?.meanCar).toBeCloseTo(cases.reduce((sum, {car}) => sum + car, 0) / cases.length, 12);
    expect(all?.positive).toBeCloseTo(cases.filter(({car}) => car > 0).length / cases.length, 12);
  });

  test('leave out those that share their minutes with another headline', () => {
    const MSFT = ticker('MSFT');
    const {events, kinds} = studyOf(snapshot, book, () => MSFT);
    const readings = events
      .flatMap(({rows}) => rows.filter(({reaction}) => reaction.symbol === MSFT))
      .map(({reaction}) => primary(reaction))
      .filter(reading => reading?.measured?.test.status === 'ok');
    const alone = readings.filter(reading => reading?.confounded === false);
    expect(alone.length).toBeLessThan(readings.length);
    expect(kinds.at(-1)?.measured).toBe(alone.length);
  });

  test('say how many they are when they are too few, and nothing of a mean of none', () => {
    for (const {kind, tests, measured, meanCar} of study.kinds) {
      expect(measured).toBe(casesOf(kind).length);
      expect(meanCar === undefined).toBe(measured === 0);
      if (measured >= LEAST_OF_KIND) continue;
      for (const one of Object.values(tests))
        expect(one).toEqual({status: 'refused', reason: `too few headlines: ${measured} of ${LEAST_OF_KIND}`});
    }
    expect(study.kinds.some(({measured}) => measured < LEAST_OF_KIND)).toBe(true);
  });

  test('have no rank test without earlier sessions', async () => {
    const day = await readDay('2026-01-30');
    const [alone] = publishedAt(fileOf(day, {history: false}), day.events, [day.day.info.endAt]);
    if (alone === undefined) throw new Error('nothing published');
    const all = studyOf(alone, reactionsOf(alone, OPTIONS), firstNamed(alone)).kinds.at(-1);
    expect(all?.tests.patell.status).toBe('ok');
    expect(all?.tests.rank).toEqual({status: 'refused', reason: 'too few headlines with earlier sessions: 0 of 5'});
  });

  test('count a stance as right when the name went its way', () => {
    const taken = casesOf('all').flatMap(({item, about, car}) => {
      const stance = item.notes.companies.find(one => one.ticker === about)?.stance.stance;
      return stance === 'positive' || stance === 'negative' ? [stance === 'positive' ? car > 0 : car < 0] : [];
    });
    expect(taken.length).toBeGreaterThan(0);
    expect(study.kinds.at(-1)?.stance).toEqual({hits: taken.filter(Boolean).length, of: taken.length});
  });
});
