import {beforeAll, expect, test} from 'vitest';
import type {FeedEvent, Headline} from '../../../src/core/events.ts';
import {type Instant, instant, plus, seconds} from '../../../src/core/instant.ts';
import {applyChange} from '../../../src/market/apply-change.ts';
import {applyEvent} from '../../../src/market/apply-event.ts';
import type {BarChunk} from '../../../src/market/bar-series.ts';
import {collectChange} from '../../../src/market/collect-change.ts';
import {createMarket} from '../../../src/market/market.ts';
import {HORIZONS} from '../../../src/market/reactions/horizons.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import type {Snapshot} from '../../../src/market/snapshot.ts';
import {type CommittedDay, readDay, SYMBOLS} from '../../fixtures/committed-day.ts';
import {faceAt, fileOf, OPTIONS} from './reaction-fixtures.ts';

const HEADLINES = 60;
const STEP = seconds(10);
let real: CommittedDay;
beforeAll(async () => {
  real = await readDay('2026-01-30');
});

const told = ({session}: CommittedDay): readonly Headline[] =>
  Array.from({length: HEADLINES}, (_, index) => {
    const at = instant(session.preAt + Math.round(((index + 1) * (session.closeAt - session.preAt)) / (HEADLINES + 1)));
    return {
      kind: 'headline',
      id: `told-${index}`,
      at,
      receivedAt: plus(at, seconds(1)),
      updatedAt: at,
      headline: `Report ${index} on a matter of its own, number ${index * 7919}`,
      summary: '',
      content: '',
      author: '',
      source: `wire ${index}`,
      url: '',
      symbols: SYMBOLS.slice(index % 4, (index % 4) + 1),
    };
  });

/** A chunk that counts how often one of its columns is looked at. */
const counted = (chunk: BarChunk, look: () => void): BarChunk => {
  const watched = {...chunk};
  for (const name of ['openAt', 'endAt', 'close'] as const)
    Object.defineProperty(watched, name, {
      enumerable: true,
      get: () => {
        look();
        return chunk[name];
      },
    });
  return watched;
};

type Publish = {
  readonly snapshot: Snapshot;
  /** Whether what was told changed with it. */
  readonly told: boolean;
  /** Reads every reaction that may have changed; how often bars were looked at for it, and reactions asked for. */
  readonly looks: number;
  readonly asked: number;
};

/** A day published every ten seconds, every reaction on a screen that reads anew what the book says may have changed. */
const lived = (day: CommittedDay): readonly Publish[] => {
  const coming = [...day.events.filter(({kind}) => kind === 'trade'), ...told(day)].sort(
    (a: FeedEvent, b: FeedEvent) => a.receivedAt - b.receivedAt,
  );
  const market = createMarket({file: fileOf(day)});
  const published: Publish[] = [];
  let [next, looks, version] = [0, 0, -1];
  let snapshot: Snapshot | undefined;
  for (let now: Instant = day.session.preAt; now < day.session.endAt; now = plus(now, STEP)) {
    for (let event = coming[next]; event !== undefined && event.receivedAt <= now; event = coming[++next])
      applyEvent(market, event);
    const change = collectChange(market, faceAt(now));
    const chunks = change.chunks.map(one => ({...one, chunk: counted(one.chunk, () => looks++)}));
    const before: Snapshot['wire'] = snapshot?.wire ?? [];
    snapshot = applyChange(snapshot, {...change, chunks});
    looks = 0;
    let asked = 0;
    const book = reactionsOf(snapshot, OPTIONS);
    if (book.version !== version) {
      for (const {item, symbol} of book.changedSince(version) ?? []) {
        book.brief(item, symbol);
        asked++;
      }
      for (const item of snapshot.wire)
        if (!before.includes(item)) for (const symbol of SYMBOLS) book.brief(item, symbol);
      version = book.version;
    }
    published.push({snapshot, told: before !== snapshot.wire, looks, asked});
  }
  return published;
};

test('a publish looks at bars for horizons that ended alone, and a day at each horizon a few times', () => {
  const published = lived(real);
  const idle = published.filter(({asked, told: changed}) => asked === 0 && !changed);
  // Prints came all day long, and nothing of most of them was asked.
  expect(idle.length).toBeGreaterThan(0.5 * published.length);
  for (const {looks} of idle) expect(looks).toBe(0);
  const readings = HEADLINES * SYMBOLS.length * HORIZONS.length;
  const asked = published.reduce((sum, one) => sum + one.asked, 0);
  // Each horizon once, and each reaction once or twice more for the headlines told in it.
  expect(asked).toBeGreaterThan(0.5 * readings);
  expect(asked).toBeLessThan(1.2 * readings);
  // Four prices a reading, its own and its benchmark's: each some dozen looks of a search and a few beside.
  const looks = published.reduce((sum, one) => sum + one.looks, 0);
  expect(looks).toBeLessThan(60 * readings);
}, 120_000);
