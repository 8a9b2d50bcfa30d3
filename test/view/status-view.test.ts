import {describe, expect, test} from 'vitest';
import {sessionOf} from '../../src/core/calendar.ts';
import {type Instant, minus, minutes, plus} from '../../src/core/instant.ts';
import type {TradingDate} from '../../src/core/new-york.ts';
import {ticker} from '../../src/core/ticker.ts';
import {LIVE_UNOFFICIAL} from '../../src/core/unofficial.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {statusView} from '../../src/view/status-view.ts';
import {dayOf} from '../engine/day-of.ts';

const date = '2026-01-30' as TradingDate;
const session = sessionOf(date);
if (session === undefined) throw new Error('a trading day');
const noon = plus(session.openAt, minutes(150));

const snapshotOf = (endAt: Instant): Snapshot => ({
  revision: 1,
  clock: {now: noon, mode: 'replay', state: 'running', speed: 60},
  file: {
    day: {...dayOf(ticker('AMZN'), date, session.openAt), endAt},
    deals: [],
    previousCloses: new Map(),
    baselines: new Map(),
    earlier: new Map(),
  },
  figures: new Map(),
  bars: new Map(),
  wire: [],
  feeds: [],
  wireLetGo: 0,
  traffic: undefined,
  recording: undefined,
});

describe('the status line', () => {
  test('measures the day by its hours, and tells nothing of where the tape ends', () => {
    const whole = statusView(snapshotOf(session.endAt), noon);
    const cut = statusView(snapshotOf(plus(noon, minutes(1))), noon);
    expect(cut).toEqual(whole);
    expect(whole.progress?.done).toBeCloseTo(0.5, 9);
  });

  test('names the host that a live watch goes by, and nothing when it is the vendor’s own', () => {
    const snapshot = snapshotOf(session.endAt);
    const live = (made: string) => {
      const {file, clock} = snapshot;
      return statusView(
        {...snapshot, clock: {...clock, mode: 'live'}, file: {...file, day: {...file.day, made}}},
        noon,
      );
    };
    expect(live('via 127.0.0.1:8765').provenance).toBe('VIA 127.0.0.1:8765');
    expect(live('live').provenance).toBeUndefined();
  });

  test('says that prices are looks of an unofficial feed, live and replayed', () => {
    const {file, ...snapshot} = snapshotOf(session.endAt);
    const badge = (made: string, mode: 'live' | 'replay') => {
      const day = {...file.day, provenance: 'recorded', made} as const;
      return statusView({...snapshot, clock: {...snapshot.clock, mode}, file: {...file, day}}, noon).provenance;
    };
    expect(badge(LIVE_UNOFFICIAL, 'live')).toBe('UNOFFICIAL SNAPSHOTS');
    const packed = 'recorded from Yahoo yahoo-unofficial+rss, 09:30:00 to 16:00:00 New York time';
    expect(badge(packed, 'replay')).toBe('UNOFFICIAL SNAPSHOTS');
    expect(badge('recorded from Alpaca iex, 09:30:00 to 16:00:00 New York time', 'replay')).toBeUndefined();
  });

  test('says that it records, since when and how much, and when it stopped why', () => {
    const snapshot = snapshotOf(session.endAt);
    const since = minus(noon, minutes(72));
    const recording = {
      state: 'recording',
      name: '2026-01-30-iex',
      since,
      bytes: 34_200_000,
      trouble: undefined,
    } as const;
    const seen = (more: object) => statusView({...snapshot, recording: {...recording, ...more}}, noon);
    expect(statusView(snapshot, noon).recording).toBeUndefined();
    expect(seen({})).toMatchObject({recording: {words: '● REC 1h 34.2 MB', mood: 'good'}, fault: undefined});
    const trouble = 'the disk is full: make room, then start again';
    expect(seen({state: 'stopped', trouble})).toMatchObject({
      recording: {words: '✖ REC stopped', mood: 'bad'},
      fault: trouble,
    });
  });

  test('begins at four and ends at eight', () => {
    const done = (now: Instant): number | undefined => {
      const snapshot = snapshotOf(session.endAt);
      return statusView({...snapshot, clock: {...snapshot.clock, now}}, now).progress?.done;
    };
    expect([done(session.preAt), done(session.endAt), done(minus(session.preAt, minutes(60)))]).toEqual([0, 1, 0]);
  });
});
