import {beforeAll, describe, expect, test} from 'vitest';
import {minutes, plus} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {PRIMARY_INDEX} from '../../../src/market/reactions/horizons.ts';
import type {Reaction} from '../../../src/market/reactions/reaction.ts';
import type {ReactionOptions} from '../../../src/market/reactions/reaction-options.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../../../src/market/snapshot.ts';
import {readDay} from '../../fixtures/committed-day.ts';
import {fileOf, OPTIONS, publishedAt} from './reaction-fixtures.ts';

const AMZN = ticker('AMZN');
let snapshot: Snapshot;
let item: WireItem;
beforeAll(async () => {
  const day = await readDay('2026-01-30');
  const [whole] = publishedAt(fileOf(day), day.events, [day.day.info.endAt]);
  if (whole === undefined) throw new Error('nothing published');
  snapshot = whole;
  const measured = whole.wire.findLast(
    one =>
      one.headline.symbols.includes(AMZN) &&
      reactionsOf(whole, OPTIONS).of(one, AMZN).horizons[PRIMARY_INDEX]?.measured?.test.status === 'ok',
  );
  if (measured === undefined) throw new Error('nothing measured');
  item = measured;
});

const reaction = (options: Omit<ReactionOptions, 'weights'>): Reaction =>
  reactionsOf(snapshot, {...OPTIONS, ...options}).of(item, AMZN);
const primary = (one: Reaction) => {
  const measured = one.horizons[PRIMARY_INDEX]?.measured;
  if (measured === undefined) throw new Error('not measured');
  return measured;
};
const modelOf = ({estimation}: Reaction) => (estimation.kind === 'none' ? undefined : estimation.model);

describe('what a reaction is held against', () => {
  test('is the day’s fund by itself, and by its name', () => {
    expect(reaction({}).benchmark).toEqual({kind: 'etf', name: 'QQQ without AMZN', symbols: ['QQQ'], weight: 0.05});
    expect(reaction({benchmark: 'QQQ'})).toEqual(reaction({}));
    expect(modelOf(reaction({}))?.kind).toBe('market');
  });

  test('is the other names when they were chosen, no fund among them', () => {
    const one = reaction({benchmark: 'names'});
    expect(one.benchmark.kind).toBe('names');
    expect(one.benchmark.symbols).not.toContain('QQQ');
    for (const symbol of item.headline.symbols) expect(one.benchmark.symbols).not.toContain(symbol);
  });

  test('is its own mean for none, for a fund that the day lacks, and by the mean model', () => {
    const alone = reaction({benchmark: 'none'});
    expect(alone.benchmark.kind).toBe('own mean');
    expect(modelOf(alone)).toMatchObject({kind: 'mean-adjusted', b: 0});
    expect(reaction({benchmark: 'SPY'})).toEqual(alone);
    expect(reaction({model: 'mean'})).toEqual(alone);
  });

  test('counts one for one when market-adjusted', () => {
    const one = reaction({model: 'market-adjusted'});
    expect(modelOf(one)).toMatchObject({kind: 'market-adjusted', a: 0, b: 1});
    const {car, market, test: scaled} = primary(one);
    if (car === undefined || market === undefined || scaled.status !== 'ok') throw new Error('not tested');
    expect(car).toBeCloseTo(Math.log1p(primary(one).return) - market, 12);
    expect(scaled.t).toBeCloseTo(car / scaled.se, 12);
    expect(car).not.toBe(primary(reaction({})).car);
  });

  test('never changes the return itself', () => {
    for (const options of [{benchmark: 'names'}, {model: 'mean'}, {model: 'market-adjusted'}] as const)
      expect(primary(reaction(options)).return).toBe(primary(reaction({})).return);
  });

  test('can be had beside another at once', () => {
    const whole = reactionsOf(snapshot, OPTIONS);
    const before = whole.of(item, AMZN);
    expect(reaction({model: 'mean'})).not.toEqual(before);
    expect(whole.of(item, AMZN)).toEqual(before);
  });
});

describe('the same windows of earlier sessions', () => {
  test('are what the rank was counted in, one a session', () => {
    const book = reactionsOf(snapshot, OPTIONS);
    const {car, rank} = primary(book.of(item, AMZN));
    const until = plus(book.of(item, AMZN).start.at, minutes(15));
    const windows = book.windows(item, AMZN, until);
    expect(windows.length).toBe(20);
    if (rank.status !== 'ok' || car === undefined) throw new Error('no rank');
    expect(1 + windows.filter(one => Math.abs(one) > Math.abs(car)).length).toBe(rank.rank);
  });

  test('are none without earlier sessions', async () => {
    const alone = {...snapshot, file: {...snapshot.file, earlier: new Map()}};
    expect(reactionsOf(alone, OPTIONS).windows(item, AMZN, plus(item.headline.at, minutes(15))).length).toBe(0);
  });
});
