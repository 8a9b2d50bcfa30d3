import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readSnapshotAt} from '../../src/cli/headless-market.ts';
import type {TapeEvent} from '../../src/core/events.ts';
import {type Instant, instant, minutes, plus, SECOND} from '../../src/core/instant.ts';
import type {Deal} from '../../src/news/deals/deal.ts';
import {openDay} from '../../src/tape/day.ts';
import {writeDay} from '../../src/tape/write-day.ts';
import {type CommittedDay, dayFolder, readDay} from '../fixtures/committed-day.ts';
import {essence, pausedAt, startReplay} from './running-replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'tapewire-lookahead-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

let real: CommittedDay;
beforeAll(async () => {
  real = await readDay('2026-01-30');
});

/** A future in which nothing is as it was: prices a hundredfold, other words, each a second later. */
const otherwise = (event: TapeEvent): TapeEvent => {
  const later = {...event, at: plus(event.at, SECOND), receivedAt: plus(event.receivedAt, SECOND)};
  switch (later.kind) {
    case 'trade':
      return {...later, price: 100 * later.price, size: 100 * later.size};
    case 'quote':
      return {...later, bid: 100 * later.bid, ask: 100 * later.ask};
    case 'headline':
      return {
        ...later,
        id: `${later.id}9`,
        headline: 'Everything is different',
        updatedAt: plus(later.updatedAt, SECOND),
      };
    default:
      return later;
  }
};

const known = (deal: Deal, moment: Instant): Deal => ({
  ...deal,
  events: deal.events.filter(event => event.knownAt <= moment),
  catalysts: deal.catalysts.filter(catalyst => catalyst.knownAt <= moment),
});

/**
 * The same past up to `moment` as a day of its own: with nothing after it, or with another future. How far the tape
 * reaches is stated as before: a replay goes no further than its tape.
 */
const writePast = async (name: string, moment: Instant, future: 'none' | 'other'): Promise<string> => {
  const path = join(folder, name);
  const {day, events, history} = real;
  const past = events.filter(event => event.receivedAt <= moment);
  const rest = future === 'none' ? [] : events.slice(past.length).map(otherwise);
  const deals = day.deals.map(deal => known(deal, moment)).filter(deal => deal.events.length > 0);
  await writeDay(path, {...day.info, deals, history, previousCloses: day.previousCloses, events: [...past, ...rest]});
  return path;
};

const frameAt = async (path: string, moment: Instant) => {
  const day = await openDay(path);
  const seen = essence(await readSnapshotAt(day, day.info.symbols, moment));
  await day.close();
  return seen;
};

/** The same over the sockets of a replay that ran past the moment and came back to it. */
const replayedAt = async (path: string, moment: Instant) => {
  const {symbols} = real.day.info;
  const replay = await startReplay({path, symbols, at: real.day.info.openingAt, speed: 60});
  await replay.until(({clock}) => clock.state === 'running');
  replay.send({kind: 'pause'});
  replay.send({kind: 'seek', to: real.day.info.endAt});
  await replay.until(pausedAt(real.day.info.endAt, {history: true}));
  replay.send({kind: 'seek', to: moment});
  const seen = essence(await replay.until(pausedAt(moment, {history: true})));
  await replay.stop();
  return seen;
};

describe('what comes after a moment changes nothing of that moment', () => {
  test('on the frame, whether the tape ends there or goes on otherwise', async () => {
    const {startAt, endAt} = real.day.info;
    const headlines = real.headlines.map(headline => headline.receivedAt);
    const moment = fc.oneof(fc.integer({min: startAt, max: endAt}).map(instant), fc.constantFrom(...headlines));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(moment, fc.constantFrom('none' as const, 'other' as const), async (at, future) => {
        const path = await writePast(`cut-${run++}`, at, future);
        const seen = await frameAt(path, at);
        expect(seen).toEqual(await frameAt(dayFolder('2026-01-30'), at));
        for (const item of seen.wire) expect(item.headline.receivedAt).toBeLessThanOrEqual(at);
        for (const [, {lastPrint}] of seen.figures) expect(lastPrint?.at ?? 0).toBeLessThanOrEqual(at);
      }),
      {numRuns: 5},
    );
  });

  test('nor over sockets, after the future was seen and left again', async () => {
    const moment = plus(real.day.info.openingAt, minutes(10));
    const other = await writePast('other', moment, 'other');
    expect(await replayedAt(other, moment)).toEqual(await frameAt(other, moment));
  });
});
