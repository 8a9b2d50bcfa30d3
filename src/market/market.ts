import {sessionOf} from '../core/calendar.ts';
import {atWallTime, type TradingDate} from '../core/new-york.ts';
import type {Ticker} from '../core/ticker.ts';
import type {DealTelling} from '../news/deals/deal-telling.ts';
import type {Notes} from '../news/notes.ts';
import {createStories, type Stories} from '../news/stories.ts';
import type {DayHours} from './day-tally.ts';
import {createNameState, type NameState} from './name-state.ts';
import type {DayFile, FeedHealth, LearnedHistory, WireEntry} from './snapshot.ts';
import {createTraffic, type Traffic} from './traffic.ts';

/** What was read in one edition of a headline; `text` is the notes as JSON. */
export type Reading = {readonly notes: Notes; readonly text: string; readonly deal: DealTelling | undefined};

/**
 * One day's market while it is being folded. Only applyEvent writes it; what it holds is a function of the events and
 * their order alone, never of the wall's clock. `changed` notes what collectChange has yet to publish.
 */
export type Market = {
  file: DayFile;
  readonly hours: DayHours;
  readonly names: Map<Ticker, NameState>;
  readonly wire: Map<string, WireEntry>;
  stories: Stories;
  /** What was read so far, by all that reading looks at: after a rewind nothing is read again. */
  readonly read: Map<string, Reading>;
  readonly feeds: Map<string, FeedHealth>;
  traffic: Traffic;
  /** What the wire holds and what it has let go; see WireLimits. */
  readonly kept: {body: number; emptied: number; letGo: number};
  readonly changed: {
    readonly headlines: Set<string>;
    readonly letGo: Set<string>;
    feeds: boolean;
    /** Nothing was published yet, or all of it no longer holds. */
    everything: boolean;
    revision: number;
  };
};

const hoursOf = (date: TradingDate): DayHours => {
  const session = sessionOf(date);
  if (session !== undefined) return session;
  const endAt = atWallTime(date, 20);
  return {preAt: atWallTime(date, 4), openAt: endAt, closeAt: endAt, endAt};
};

const addNames = (market: Market): void => {
  const {symbols, benchmark} = market.file.day;
  for (const symbol of symbols) nameOf(market, symbol);
  if (benchmark !== undefined) nameOf(market, benchmark);
};

/** The state of a name, made at its first mention. */
export const nameOf = (market: Market, symbol: Ticker): NameState => {
  const known = market.names.get(symbol);
  if (known !== undefined) return known;
  const state = createNameState();
  market.names.set(symbol, state);
  return state;
};

/** A market before its first event. Prints count from 04:00 to the end of the evening session of the file's date. */
export const createMarket = ({file}: {readonly file: DayFile}): Market => {
  const market: Market = {
    file,
    hours: hoursOf(file.day.date),
    names: new Map(),
    wire: new Map(),
    stories: createStories(),
    read: new Map(),
    feeds: new Map(),
    traffic: createTraffic(),
    kept: {body: 0, emptied: 0, letGo: 0},
    changed: {headlines: new Set(), letGo: new Set(), feeds: false, everything: true, revision: 0},
  };
  addNames(market);
  return market;
};

/**
 * Back to the day's beginning: prints, bars and headlines go. Connections stay as they are, for they are no part of
 * the day, but what they brought counts from zero.
 */
export const rewindMarket = (market: Market): void => {
  market.names.clear();
  market.wire.clear();
  market.stories = createStories();
  market.changed.headlines.clear();
  market.changed.letGo.clear();
  Object.assign(market.kept, {body: 0, emptied: 0, letGo: 0});
  market.changed.everything = true;
  for (const [feed, health] of market.feeds)
    market.feeds.set(feed, {...health, heardAt: undefined, events: 0, bad: 0, leftOut: 0, reconnects: 0, gaps: []});
  market.traffic = createTraffic();
  addNames(market);
};

/**
 * Takes in what earlier sessions tell, once it is known; the day itself stays the one that was opened, and so do the
 * previous closes that its file states. A fund that is told with it is that of the day from now on.
 */
export const learnHistory = (market: Market, {previousCloses, benchmark, ...learned}: LearnedHistory): void => {
  const closes = new Map([...previousCloses, ...market.file.previousCloses]);
  const day = benchmark === undefined ? market.file.day : {...market.file.day, benchmark};
  market.file = {...market.file, ...learned, previousCloses: closes, day};
  addNames(market);
  market.changed.everything = true;
};
