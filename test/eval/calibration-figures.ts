import {DETECTION_LEVEL} from '../../src/analytics/calibrated-t.ts';
import {HISTORY_SLOT} from '../../src/cli/session-history.ts';
import {phaseAt, type Session, sessionAt} from '../../src/core/calendar.ts';
import type {Headline} from '../../src/core/events.ts';
import {type Instant, later, minutes, plus, type Span, span} from '../../src/core/instant.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {HORIZONS, type HorizonName} from '../../src/market/reactions/horizons.ts';
import type {Reaction} from '../../src/market/reactions/reaction.ts';
import {reactionsOf} from '../../src/market/reactions/reactions-of.ts';
import type {DayFile, Snapshot} from '../../src/market/snapshot.ts';
import {dayFile} from '../market/market-fixtures.ts';
import {faceAt, publishedAt} from '../market/reactions/reaction-fixtures.ts';
import {wireItemOf} from '../market/wire-item.ts';
import type {SessionBars} from './session-bars.ts';

const SPY = ticker('SPY');
const INDEXES: ReadonlySet<Ticker> = new Set([SPY, ticker('QQQ')]);
const MOST_SESSIONS = 20;
const EDGE = minutes(30);
/** Reactions are out within two hours (Bhattacharya 2023): until then a window is not one without news. */
const NEWS_LASTS = minutes(120);
const WITHOUT_WEIGHTS = {weights: {}};

/** Which sessions a day is held against: those before it, all but itself (a cross-validation), or none. */
export type Against = 'all other sessions' | 'earlier sessions' | 'no session';
export type Part = 'open' | 'middle' | 'close';

/** Windows of one name in one session, and those of them called an event: they overlap, so that they are no draws apart. */
type Cluster = {windows: number; events: number};

/** Windows of a part of the day, those that both t call an event at 5%, and those that were refused one, by the reason. */
export type PartFigures = {
  windows: number;
  calibrated: number;
  plain: number;
  /** Of windows that do not overlap. */
  apart: number;
  calibratedApart: number;
  refused: number;
  readonly reasons: Map<string, number>;
  readonly clusters: Map<string, Cluster>;
};
export type HorizonFigures = Record<Part, PartFigures>;

export type CalibrationFigures = {
  readonly horizons: ReadonlyMap<HorizonName, HorizonFigures>;
  /** Sessions in the baselines: the fewest and the most. */
  readonly sessions: readonly [least: number, most: number];
  readonly benchmarks: ReadonlySet<string>;
};

/** When a name was in the news. */
export type NewsAt = (name: Ticker) => readonly Instant[];

/** The horizons of the screen that are measured. */
export const MEASURED: readonly HorizonName[] = ['+5m', '+15m', '+30m', '+1h'];

/** What comes while the regular session is closed is traded from its next open on. */
const tradedAt = (at: Instant): Instant => {
  const session = sessionAt(at);
  if (at < session.closeAt) return later(at, session.openAt);
  return sessionAt(session.endAt).openAt;
};

/** A day as the screen has it at its end: its bars, the sessions it is held against, a headline at every slot. */
export const dayWithHeadlines = (
  today: readonly SessionBars[],
  session: Session,
  base: readonly SessionBars[],
  fund: Ticker | undefined,
): Snapshot => {
  const plain = dayFile();
  const names = today.map(({name}) => name).filter(name => !INDEXES.has(name));
  const file: DayFile = {
    ...plain,
    day: {...plain.day, date: session.date, symbols: names, benchmark: fund},
    previousCloses: new Map(),
    earlier: earlierSessionsFrom(
      base.flatMap(({bars}) => bars),
      HISTORY_SLOT,
    ),
  };
  const [snapshot] = publishedAt(
    file,
    today.flatMap(({bars}) => bars),
    [session.endAt],
  );
  if (snapshot === undefined) throw new Error('nothing published');
  const wire = Array.from({length: (session.closeAt - session.openAt) / HISTORY_SLOT}, (_, slot) => {
    const at = plus(session.openAt, span(slot * HISTORY_SLOT));
    const headline: Headline = {
      kind: 'headline',
      id: `${slot}`,
      headline: 'Nothing happened',
      summary: '',
      content: '',
      author: '',
      source: '',
      url: '',
      symbols: [],
      at,
      receivedAt: at,
      updatedAt: at,
    };
    return wireItemOf(headline);
  });
  return {...snapshot, wire, clock: faceAt(session.endAt)};
};

const none = (): HorizonFigures => {
  const part = (): PartFigures => ({
    windows: 0,
    calibrated: 0,
    plain: 0,
    apart: 0,
    calibratedApart: 0,
    refused: 0,
    reasons: new Map(),
    clusters: new Map(),
  });
  return {open: part(), middle: part(), close: part()};
};

/** |t| without the hour and the day in it. */
const plainT = ({estimation}: Reaction, car: number, length: number): number => {
  if (estimation.kind === 'none') return 0;
  const {s, count} = estimation.model;
  return Math.abs(car) / (s * Math.sqrt(length * (1 + length / count)));
};

const partOf = ({openAt, closeAt}: Session, from: Instant, to: Instant): Part =>
  from < plus(openAt, EDGE) ? 'open' : to > closeAt - EDGE ? 'close' : 'middle';

type Day = readonly [session: Session, own: readonly SessionBars[]];

/** The days that one is held against, those before it last: those after it stand for the ones before the file's first. */
const others = (days: readonly Day[], session: Session, against: Against): readonly Day[] => {
  if (against === 'no session') return [];
  const before = days.filter(([other]) => other.openAt < session.openAt);
  const after = days.filter(([other]) => other.openAt > session.openAt);
  return against === 'earlier sessions' ? before : [...after, ...before];
};

/**
 * How often the screen's own measurement calls a window without news an event at a nominal 5%: a headline at every slot of
 * the regular session, in every name, read at the horizons.
 */
export const calibrationFigures = (
  all: readonly SessionBars[],
  against: Against,
  newsAt: NewsAt,
  most: number = MOST_SESSIONS,
): CalibrationFigures => {
  const horizons = new Map(MEASURED.map(name => [name, none()]));
  const benchmarks = new Set<string>();
  let sessions: readonly [number, number] = [Number.POSITIVE_INFINITY, 0];
  const days = [...Map.groupBy(all, one => one.session)].sort(([a], [b]) => a.openAt - b.openAt);
  const fund = days.every(([, own]) => own.some(({name}) => name === SPY)) ? SPY : undefined;
  for (const [session, own] of days) {
    const held = others(days, session, against)
      .slice(-most)
      .flatMap(([, bars]) => bars);
    // A name without a session beside this one has nothing to be held against, nor have the others with it among them.
    const known = against === 'no session' ? own : own.filter(({name}) => held.some(other => other.name === name));
    if (known.length === 0) continue;
    const snapshot = dayWithHeadlines(known, session, held, fund);
    const book = reactionsOf(snapshot, WITHOUT_WEIGHTS);
    for (const symbol of snapshot.file.day.symbols) {
      const news = newsAt(symbol).map(tradedAt);
      for (const item of snapshot.wire) {
        const reaction = book.of(item, symbol);
        const {start, estimation, benchmark} = reaction;
        if (phaseAt(session, start.at) !== 'regular') continue;
        const count = estimation.kind === 'sessions' ? estimation.sessions : 0;
        for (const [index, {name, status, toAt, measured}] of reaction.horizons.entries()) {
          const figures = horizons.get(name)?.[partOf(session, start.at, toAt)];
          const length: Span | undefined = HORIZONS[index]?.span;
          if (figures === undefined || length === undefined || status !== 'ok' || measured === undefined) continue;
          if (news.some(one => one > start.at - NEWS_LASTS && one < toAt)) continue;
          const {test, car} = measured;
          if (test.status !== 'ok' || car === undefined) {
            figures.refused++;
            const why = test.status === 'refused' ? test.reason : 'nothing measured';
            figures.reasons.set(why, (figures.reasons.get(why) ?? 0) + 1);
            continue;
          }
          benchmarks.add(benchmark.kind === 'names' ? 'mean of the other names' : benchmark.name);
          sessions = [Math.min(sessions[0], count), Math.max(sessions[1], count)];
          const event = Math.abs(test.t) > DETECTION_LEVEL ? 1 : 0;
          const slot = estimation.kind === 'same-day' ? minutes(1) : HISTORY_SLOT;
          const key = `${symbol} ${session.date}`;
          const cluster = figures.clusters.get(key) ?? {windows: 0, events: 0};
          cluster.windows++;
          cluster.events += event;
          figures.clusters.set(key, cluster);
          figures.windows++;
          figures.calibrated += event;
          if (plainT(reaction, car, length / slot) > DETECTION_LEVEL) figures.plain++;
          if ((start.at - session.openAt) % length === 0) {
            figures.apart++;
            figures.calibratedApart += event;
          }
        }
      }
    }
  }
  return {horizons, sessions, benchmarks};
};
