import {existsSync, readFileSync} from 'node:fs';
import {beforeAll, describe, expect, test} from 'vitest';
import type {FeedEvent} from '../../../src/core/events.ts';
import {minutes, plus, seconds} from '../../../src/core/instant.ts';
import {type TradingDate, tradingDateAt} from '../../../src/core/new-york.ts';
import {parseInstant} from '../../../src/core/parse-instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {previousClosesFrom} from '../../../src/market/baseline.ts';
import type {ClaimCheck} from '../../../src/market/claims/claim-check.ts';
import {claimChecks, isContradicted} from '../../../src/market/claims/claim-checks.ts';
import type {DayFile, Snapshot} from '../../../src/market/snapshot.ts';
import {readDay} from '../../fixtures/committed-day.ts';
import {AMZN, bar, clock, dayFile, headline, MSFT, trade} from '../market-fixtures.ts';
import {fileOf, itemOf, publishedAt} from '../reactions/reaction-fixtures.ts';

const CLAIM = '50318321';
const barsFile = new URL('../../../../shared/data/bars-5m-2026-01-28_02-02.csv', import.meta.url);

const at = (now: string, events: readonly FeedEvent[], file: DayFile = dayFile()): Snapshot => {
  const [snapshot] = publishedAt(file, events, [clock(now)]);
  if (snapshot === undefined) throw new Error('nothing published');
  return snapshot;
};
const says = (text: string, when: string, changes = {}) =>
  headline('a', clock(when), {headline: text, symbols: [AMZN, MSFT], ...changes});
const checksOf = (snapshot: Snapshot): readonly ClaimCheck[] =>
  claimChecks(snapshot, itemOf(snapshot, 'a')).map(({check}) => check);
/** AMZN's previous close is 241.73; a print a minute from `from` on. */
const prints = (from: string, prices: readonly number[], conditions: readonly string[] = ['@', 'T']) =>
  prices.map((price, index) => trade(plus(clock(from), minutes(index)), price, 100, {conditions}));
const quiet = Array.from({length: 20}, (_, index) => 241.7 + (index % 3) / 100);

describe('a claim of a headline', () => {
  let [told, actual]: Snapshot[] = [];
  beforeAll(async () => {
    const snapshots = await Promise.all(
      ['2026-01-30', '2026-01-30-ohlc'].map(async name => {
        const day = await readDay(name);
        return publishedAt(fileOf(day), day.events, [clock('12:00')])[0];
      }),
    );
    [told, actual] = snapshots as Snapshot[];
  }, 120_000);

  test('is borne out by a tape that did so, and not by one that did not, under the same wire', () => {
    if (told === undefined || actual === undefined) throw new Error('two days');
    const [amazon, microsoft] = claimChecks(told, itemOf(told, CLAIM));
    expect(amazon?.check).toMatchObject({status: 'supported', symbol: AMZN, session: 'pre', base: 241.73});
    if (amazon?.check.status !== 'supported') throw new Error('supported');
    expect(amazon.check.tape.move).toBeCloseTo(0.042, 3);
    expect(amazon.check.tape.at).toBeLessThanOrEqual(clock('09:12:26'));
    expect(microsoft?.check).toMatchObject({status: 'supported', symbol: MSFT});
    expect(isContradicted(told, itemOf(told, CLAIM))).toBe(false);

    const [other, rose] = claimChecks(actual, itemOf(actual, CLAIM));
    expect(other?.check).toMatchObject({status: 'contradicted', symbol: AMZN, session: 'pre', base: 241.73});
    if (other?.check.status !== 'contradicted') throw new Error('contradicted');
    expect(other.check.tape.move).toBeLessThan(-0.004);
    expect(rose?.check).toMatchObject({status: 'contradicted', symbol: MSFT});
    expect(isContradicted(actual, itemOf(actual, CLAIM))).toBe(true);
  });

  test('is held against the session that it speaks of', () => {
    const tape = [...prints('08:00', [...quiet, 251.9, 251.8]), ...prints('09:30', [245, 245.1, 244.9], ['@'])];
    const check = (text: string, when: string) => checksOf(at('12:00', [...tape, says(text, when)]))[0];
    expect(check('Amazon +4.2% pre-market', '09:00')).toMatchObject({status: 'supported', session: 'pre'});
    expect(check('Amazon +4.2% pre-market', '10:00')).toMatchObject({status: 'supported', session: 'pre'});
    expect(check('Amazon shares up 4.2%', '10:00')).toMatchObject({status: 'contradicted', session: 'regular'});
    expect(check('Amazon shares up 1.3%', '10:00')).toMatchObject({status: 'supported', session: 'regular'});
    expect(check('Amazon shares fall 4.2%', '10:00')).toMatchObject({status: 'contradicted'});
  });

  test('after the close is counted from that close', () => {
    const tape = [
      ...prints('15:50', [244, 244.1, 244, 244.2, 244.1, 244, 244.1], ['@']),
      ...prints('16:30', [236.7, 236.8, 236.6, 236.7, 236.7, 236.8]),
    ];
    const [check] = checksOf(at('17:00', [...tape, says('Amazon shares drop 3% after hours', '16:45')]));
    expect(check).toMatchObject({status: 'supported', session: 'post', since: 'close', base: 244.1});
  });

  test('asks for 0.3 points or a tenth of it, whichever is more', () => {
    const check = (price: number, text: string) =>
      checksOf(at('12:00', [...prints('08:00', [...quiet.map(() => price)]), says(text, '09:00')]))[0]?.status;
    expect(check(241.73 * 1.0129, 'Amazon +1% pre-market')).toBe('supported');
    expect(check(241.73 * 1.0131, 'Amazon +1% pre-market')).toBe('contradicted');
    expect(check(241.73 * 1.109, 'Amazon +10% pre-market')).toBe('supported');
    expect(check(241.73 * 1.111, 'Amazon +10% pre-market')).toBe('contradicted');
  });

  test('is not borne out by what was printed after it, nor by a bad print', () => {
    const before = prints('08:00', quiet);
    const claim = says('Amazon +4.2% pre-market', '08:30');
    const early = checksOf(at('08:30', [...before, claim]));
    expect(early[0]).toMatchObject({status: 'contradicted'});
    expect(
      checksOf(
        at('12:00', [
          ...before,
          ...prints(
            '08:31',
            quiet.map(() => 251.88),
          ),
          claim,
        ]),
      ),
    ).toEqual(early);
    const bad = prints('08:00', [...quiet.slice(0, 9), 251.88, ...quiet.slice(9)]);
    expect(checksOf(at('12:00', [...bad, claim]))[0]).toMatchObject({status: 'contradicted'});
    const held = prints('08:00', [...quiet.slice(0, 9), 251.88, 251.8, ...quiet.slice(9)]);
    expect(checksOf(at('12:00', [...held, claim]))[0]).toMatchObject({status: 'supported'});
  });

  test('is answered anew when a print under it is corrected later', () => {
    const before = prints('08:00', quiet);
    const claim = says('Amazon +4.2% pre-market', '08:30');
    const late = [0, 20, 40].map(count =>
      trade(plus(clock('08:25'), seconds(count)), 251.88, 100, {conditions: ['@', 'T'], receivedAt: clock('08:40')}),
    );
    const snapshots = publishedAt(dayFile(), [...before, ...late, claim], ['08:31', '08:35', '08:41'].map(clock));
    expect(snapshots.map(snapshot => checksOf(snapshot)[0]?.status)).toEqual([
      'contradicted',
      'contradicted',
      'supported',
    ]);
    const [first, second] = snapshots.map(snapshot => claimChecks(snapshot, itemOf(snapshot, 'a'))[0]);
    expect(second).toBe(first);
  });

  test.each([
    ['Amazon could fall 10% on results, options imply', '10:00', 'still to come'],
    ['Amazon shares set to open 2% lower', '09:00', 'still to come'],
    ['Amazon shares up 12% this year', '10:00', 'over a longer time'],
    ['Amazon steadies after Thursday’s 10% slide', '10:00', 'another day'],
    ['Amazon shares fell 10% on Thursday', '10:00', 'another day'],
    ['Amazon shares drop 3% after hours', '08:00', 'another day'],
    ['Amazon shares drop 3% after hours', '15:00', 'not begun'],
    ['Amazon shares rise 3% pre-market', '03:30', 'not begun'],
    ['Amazon shares rise 3% pre-market', '07:00', 'no prints'],
    ['Microsoft shares rise 3%', '10:00', 'no previous close'],
    ['Nvidia shares rise 3%', '10:00', 'not watched'],
    ['Amazon to invest $50 billion in OpenAI', '10:00', 'not on the tape'],
    ['Microsoft keeps 27% of OpenAI', '10:00', 'not on the tape'],
  ])('%s, at %s, cannot be checked: %s', (text, when, why) => {
    const checks = checksOf(
      at('18:00', [...prints('08:00', quiet), ...prints('10:00', quiet, ['@']), says(text, when)]),
    );
    expect(checks.filter(check => check.status === 'unverifiable').map(check => check.why)).toContain(why);
  });

  test('that a revision brought counts from the revision', () => {
    const tape = prints('08:00', [...quiet, ...quiet.map(() => 251.88)]);
    const first = says('Amazon in talks with OpenAI', '08:10');
    const revised = {
      ...first,
      headline: 'Amazon +4.2% pre-market on talks with OpenAI',
      updatedAt: clock('08:30'),
      receivedAt: clock('08:30'),
    };
    expect(checksOf(at('09:00', [...tape, first, revised]))[0]?.status).toBe('supported');
    expect(checksOf(at('09:00', [...tape, {...revised, updatedAt: clock('08:10')}]))[0]?.status).toBe('contradicted');
  });

  test.skipIf(!existsSync(barsFile))('is contradicted by the real bars of that morning', () => {
    const date = '2026-01-30' as TradingDate;
    const all = readFileSync(barsFile, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .flatMap(line => {
        const [stamp = '', symbol = '', ...numbers] = line.split(',');
        const openAt = parseInstant(stamp);
        const values = numbers.map(Number);
        return openAt === undefined
          ? []
          : [{...bar(openAt, minutes(5), values, values[4] ?? 0), symbol: ticker(symbol)}];
      });
    const file = dayFile({previousCloses: previousClosesFrom(all, date)});
    const claim = says('Amazon +4.2% pre-market on OpenAI report', '09:12:26');
    const [check] = checksOf(at('12:00', [...all.filter(({openAt}) => tradingDateAt(openAt) === date), claim], file));
    expect(check).toMatchObject({status: 'contradicted', session: 'pre'});
    if (check?.status !== 'contradicted') throw new Error('contradicted');
    expect(Math.abs(check.base - 241.73)).toBeLessThan(0.2);
    expect(check.tape.move).toBeLessThan(0);
  });
});
