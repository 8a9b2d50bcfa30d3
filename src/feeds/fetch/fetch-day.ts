import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Session} from '../../core/calendar.ts';
import type {TapeEvent} from '../../core/events.ts';
import {Fault, isFault} from '../../core/fault.ts';
import {later} from '../../core/instant.ts';
import type {TradingDate} from '../../core/new-york.ts';
import {withFund} from '../../core/provenance.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock} from '../../engine/ports.ts';
import {checkDayName, checkPlace} from '../../tape/day-place.ts';
import {noCounts, storedCounts, TAPE_KINDS, type TapeCounts} from '../../tape/kinds/tape-counts.ts';
import {recordingPath} from '../../tape/recording/recordings.ts';
import {writeTrouble} from '../../tape/recording/write-trouble.ts';
import {verifyDay} from '../../tape/verify-day.ts';
import {writeDay} from '../../tape/write-day.ts';
import {checkDate} from './check-date.ts';
import {addPageCounts, type DaySource, type Leg, NO_ITEMS, type PageCount} from './day-source.ts';
import {madeWords} from './day-words.ts';
import {earlierDaysOf} from './earlier-days.ts';
import {openFetchFolder} from './fetch-folder.ts';
import {type FetchProgress, fetchLegs, type KeptLeg} from './fetch-legs.ts';
import {mergeInOrder} from './merge-in-order.ts';
import {openingMoment} from './opening-moment.ts';
import {planLegs} from './plan-legs.ts';
import {createQuietMinutes, type QuietMinutes} from './quiet-minutes.ts';

export type FetchOrder = {
  readonly name: string;
  readonly date: TradingDate;
  readonly source: DaySource;
  readonly symbols: readonly Ticker[];
  readonly benchmark: Ticker | undefined;
  readonly prints: 'trades' | 'bars';
  readonly news: 'named' | 'all';
  /** Earlier sessions that come with the day, 0 to 60. */
  readonly sessions: number;
  /** The folder that holds days; made, for its owner alone, when it is not there. */
  readonly root: string;
  /** Put it in the place of an older day of its name. */
  readonly replace: boolean;
  readonly clock: Clock;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Told once how many pages an earlier run left, and whether those of another question were thrown away. */
  readonly onStart?: (start: {readonly pagesKept: number; readonly startedAnew: boolean}) => void;
};

export type FetchReport = {
  readonly name: string;
  readonly path: string;
  readonly counts: TapeCounts;
  readonly pages: number;
  /** What the pages said, of all legs. */
  readonly told: PageCount;
  readonly historyBars: number;
  /** Names whose answers held no print of the day at all. */
  readonly silent: readonly Ticker[];
  readonly quiet: readonly QuietMinutes[];
};

/** Changes when pages kept by an older program can no longer be gone on from. */
const PAGES_VERSION = 1;

const questionText = ({date, source, prints, sessions}: FetchOrder, legs: readonly Leg[]): string =>
  `${JSON.stringify({version: PAGES_VERSION, date, source: source.key, prints, sessions, legs})}\n`;

const checkName = async ({name, root, replace}: FetchOrder): Promise<void> => {
  checkDayName(name);
  const recording = await stat(recordingPath(root, name)).catch(() => undefined);
  if (recording !== undefined)
    throw new Fault('usage', `${name} is the name of a recording`, {remedy: 'choose another with --name'});
  await checkPlace(join(root, name), replace).catch(cause => {
    if (!isFault(cause) || replace) throw cause;
    throw new Fault(cause.code, `${name} is there already`, {
      remedy: 'choose another --name, or replace it with --force',
    });
  });
};

const isPrints = ({leg}: KeptLeg): boolean => leg.kind === 'trades' || leg.kind === 'bars';

const readAll = async ({leg, pages}: KeptLeg) => {
  const events: TapeEvent[] = [];
  for await (const batch of pages.read()) for (const event of batch) events.push(event);
  return {leg, events};
};

const write = async (
  order: FetchOrder,
  session: Session,
  legs: readonly KeptLeg[],
  signal: AbortSignal,
): Promise<FetchReport> => {
  const {name, root, source, prints, benchmark, clock} = order;
  const symbols = withFund(order.symbols, benchmark);
  const prices = legs.filter(isPrints);
  const silent = prices.filter(({pages}) => pages.progress().events === 0).flatMap(({leg}) => leg.symbols);
  if (silent.length === prices.length) {
    throw new Fault('feed/gap', `${source.title} has no ${prints} of ${silent.join(', ')} on ${session.date}`, {
      remedy: 'check the names, or ask another --source',
    });
  }
  const {history, previousCloses} = earlierDaysOf(
    session,
    await Promise.all(legs.filter(({leg}) => leg.kind === 'daily' || leg.kind === 'history').map(readAll)),
  );
  const told = legs.reduce((sum, {pages}) => addPageCounts(sum, pages.progress().told), NO_ITEMS);
  const news = legs.filter(({leg}) => leg.kind === 'news');
  const quiet = createQuietMinutes(session, symbols);
  const counts = noCounts();

  async function* events(): AsyncGenerator<TapeEvent> {
    let known = session.preAt;
    let isFirst = true;
    for await (const batch of mergeInOrder([...news, ...prices].map(({pages}) => pages.read()))) {
      signal.throwIfAborted();
      for (const event of batch) {
        // Answers are in order of time; where one is not, what came late counts as known late.
        known = isFirst ? event.receivedAt : later(known, event.receivedAt);
        isFirst = false;
        quiet.note(event);
        counts[event.kind] += 1;
        yield event.receivedAt === known ? event : {...event, receivedAt: known};
      }
    }
  }

  const path = join(root, name);
  const names = order.symbols.slice(0, 8).join(' ');
  const manifest = await writeDay(
    path,
    {
      name,
      title: `${names}${order.symbols.length > 8 ? ' …' : ''} on ${session.date}, ${source.title}`,
      date: session.date,
      symbols,
      benchmark,
      provenance: 'imported',
      made: madeWords({...source, prints, at: clock.now(), told, sessions: order.sessions}),
      openingAt: await openingMoment(session, news[0]?.pages.read()),
      startAt: session.preAt,
      previousCloses,
      events: events(),
      ...(history.length === 0 ? {} : {history}),
    },
    {private: true, replace: order.replace},
  );
  await verifyDay(path);
  const held = storedCounts(manifest.counts);
  const kept = [...news, ...prices].reduce((sum, {pages}) => sum + pages.progress().events, 0);
  const written = TAPE_KINDS.reduce((sum, kind) => sum + held[kind], 0);
  if (written !== kept || TAPE_KINDS.some(kind => held[kind] !== counts[kind]))
    throw new Fault('tape/corrupt', `the day ${name} holds ${written} events of the ${kept} that were fetched`);
  return {
    name,
    path,
    counts: held,
    pages: legs.reduce((sum, {pages}) => sum + pages.progress().pages, 0),
    told,
    historyBars: history.length,
    silent,
    quiet: quiet.list(),
  };
};

/** What a disk says that takes no more. */
const DISK_TROUBLE = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EIO']);

const asWriteFault = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause && DISK_TROUBLE.has(cause.code)
    ? new Fault('tape/write', writeTrouble(cause), {cause})
    : cause;

/**
 * Makes a past day of a provider's answers. Each page is kept as it comes, so that a fetch which was stopped, killed or cut
 * off goes on at the last whole page when it is asked for again; another question starts anew. Fault `usage` before
 * anything is asked for, when there is no such day or no place for it.
 */
export const fetchDay = async (order: FetchOrder, signal: AbortSignal): Promise<FetchReport> => {
  const session = checkDate(order.date, order.clock.now());
  await checkName(order);
  const {benchmark, prints, news, sessions, source, clock, root, name} = order;
  const symbols = withFund(order.symbols, benchmark);
  const legs = planLegs({session, symbols, prints, news, sessions});
  const folder = await openFetchFolder(root, name, questionText(order, legs)).catch(cause => {
    throw asWriteFault(cause);
  });
  const kept: KeptLeg[] = [];
  let done = false;
  try {
    for (const [index, leg] of legs.entries()) kept.push({leg, pages: await folder.openLeg(index)});
    const pagesKept = kept.reduce((sum, {pages}) => sum + pages.progress().pages, 0);
    order.onStart?.({pagesKept, startedAnew: folder.startedAnew});
    const {onProgress = () => {}} = order;
    await fetchLegs({source, session, symbols, legs: kept, clock, onProgress}, signal);
    signal.throwIfAborted();
    const report = await write(order, session, kept, signal);
    done = true;
    return report;
  } catch (cause) {
    throw asWriteFault(cause);
  } finally {
    await Promise.all(kept.map(({pages}) => pages.close()));
    await folder.leave(done);
  }
};
