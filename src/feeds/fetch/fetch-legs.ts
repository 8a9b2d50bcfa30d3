import type {Session} from '../../core/calendar.ts';
import {Fault, isFault} from '../../core/fault.ts';
import {between, type Instant, type Span, seconds, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock} from '../../engine/ports.ts';
import {type DayProfile, profileOf} from './day-profile.ts';
import type {DaySource, Leg} from './day-source.ts';
import type {PageStore} from './page-store.ts';

/** A leg and its pages on disk. */
export type KeptLeg = {readonly leg: Leg; readonly pages: PageStore};

/** How far a day has come. */
export type FetchProgress = {
  /** The leg under way, and how far in the day it has come; undefined before its first event. */
  readonly leg: Leg;
  readonly coveredTo: Instant | undefined;
  readonly pages: number;
  readonly events: number;
  /** Which part of the day's prints is here, by what earlier sessions tell of it; undefined before they are known. */
  readonly part: number | undefined;
  /** How much longer at the pace of this run; undefined before that can be told. */
  readonly left: Span | undefined;
};

export type LegsToFetch = {
  readonly source: DaySource;
  readonly session: Session;
  readonly symbols: readonly Ticker[];
  readonly legs: readonly KeptLeg[];
  readonly clock: Clock;
  readonly onProgress: (progress: FetchProgress) => void;
};

const SOONEST = seconds(2);
const LEAST_PART = 0.01;

/** How much longer the rest takes, when `done` of it took `elapsed`; undefined while that is too little to tell by. */
export const timeLeft = (elapsed: Span, done: number, left: number): Span | undefined =>
  elapsed < SOONEST || done < LEAST_PART ? undefined : span(Math.round((elapsed * left) / done));

/** Which part of the prints of a day its legs hold so far. */
const partDone = (profile: DayProfile, legs: readonly KeptLeg[]): number =>
  legs.reduce((sum, {leg, pages}) => {
    const [symbol] = leg.symbols;
    if ((leg.kind !== 'trades' && leg.kind !== 'bars') || symbol === undefined) return sum;
    const {complete, lastEvent} = pages.progress();
    const done = complete ? 1 : lastEvent === undefined ? 0 : profile.doneAt(symbol, lastEvent.at);
    return sum + profile.partOf(symbol) * done;
  }, 0);

const profileFrom = async ({session, symbols, legs}: LegsToFetch): Promise<DayProfile> => {
  const bars = [];
  for (const {leg, pages} of legs) {
    if (leg.kind !== 'history') continue;
    for await (const events of pages.read()) for (const event of events) if (event.kind === 'bar') bars.push(event);
  }
  return profileOf(session, symbols, bars);
};

/** Fetches what is missing of each leg, page after page, each kept before the next is asked for. */
export const fetchLegs = async (order: LegsToFetch, signal: AbortSignal): Promise<void> => {
  const {source, legs, clock, onProgress} = order;
  let profile: DayProfile | undefined;
  let began: {readonly at: Instant; readonly part: number} | undefined;

  const tell = ({leg, pages}: KeptLeg): void => {
    const now = clock.now();
    const isWhole = legs.every(kept => kept.pages.progress().complete);
    const part = isWhole ? 1 : profile && partDone(profile, legs);
    if (part !== undefined) began ??= {at: now, part};
    const left =
      part === undefined || began === undefined
        ? undefined
        : timeLeft(between(began.at, now), part - began.part, 1 - part);
    const sum = (of: 'pages' | 'events'): number => legs.reduce((total, kept) => total + kept.pages.progress()[of], 0);
    onProgress({
      leg,
      coveredTo: pages.progress().lastEvent?.at,
      pages: sum('pages'),
      events: sum('events'),
      part,
      left,
    });
  };

  const fetchFrom = async (kept: KeptLeg, from: string | undefined): Promise<void> => {
    for await (const page of source.pages(kept.leg, from, signal)) {
      await kept.pages.append(page);
      tell(kept);
      signal.throwIfAborted();
    }
  };

  /** A place that the provider no longer knows, as it may after a while, is no reason to give up: the leg begins again. */
  const goOn = async (kept: KeptLeg, from: string): Promise<void> => {
    const before = kept.pages.progress().pages;
    try {
      await fetchFrom(kept, from);
    } catch (cause) {
      if (!isFault(cause) || cause.code !== 'feed/protocol' || kept.pages.progress().pages > before) throw cause;
      await kept.pages.clear();
      await fetchFrom(kept, undefined);
    }
  };

  const fetchLeg = async (kept: KeptLeg): Promise<void> => {
    const {complete, next} = kept.pages.progress();
    if (complete) return;
    if (next === undefined) await fetchFrom(kept, undefined);
    else await goOn(kept, next);
    if (kept.pages.progress().complete) return;
    throw new Fault('feed/protocol', `${source.title} broke off after ${kept.pages.progress().pages} pages`);
  };

  for (const kept of legs) {
    const isPrints = kept.leg.kind === 'trades' || kept.leg.kind === 'bars';
    if (isPrints) profile ??= await profileFrom(order);
    tell(kept);
    await fetchLeg(kept);
  }
};
