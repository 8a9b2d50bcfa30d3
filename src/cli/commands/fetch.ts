import {Fault} from '../../core/fault.ts';
import {MINUTE, plus, SECOND} from '../../core/instant.ts';
import {parseTradingDate} from '../../core/new-york.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {wallClock} from '../../engine/wall-clock.ts';
import {fetchDay} from '../../feeds/fetch/fetch-day.ts';
import type {FetchProgress} from '../../feeds/fetch/fetch-legs.ts';
import {daysFolder} from '../../settings/folders.ts';
import type {DayFeed} from '../day-feeds.ts';
import {OK} from '../exit-code.ts';
import {fetchProgressWords, fetchReportLines} from '../fetch-words.ts';
import {ENDING_SIGNALS, type EndingSignal, onSignal} from '../on-signal.ts';
import {openDaySource} from '../open-day-source.ts';
import {readSettings} from '../open-named-day.ts';
import {parseSymbols} from '../parse-arguments.ts';
import {createProgressLine} from '../progress-line.ts';

export type FetchOptions = {
  readonly feed: DayFeed;
  readonly source?: 'sip' | 'iex';
  readonly symbols?: string;
  readonly benchmark: string;
  readonly bars?: '1m';
  readonly news: 'named' | 'all';
  readonly sessions: string;
  readonly name?: string;
  readonly host?: string;
  readonly force?: true;
  readonly quiet?: true;
  readonly format: 'table' | 'json';
};

const MOST_SYMBOLS = 50;
const MOST_SESSIONS = 60;

const parseSessions = (text: string): number => {
  const sessions = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (sessions <= MOST_SESSIONS) return sessions;
  throw new Fault('usage', `not a number of sessions: ${JSON.stringify(text)}`, {
    remedy: `write 0 to ${MOST_SESSIONS}`,
  });
};

const parseBenchmark = (text: string): Ticker | undefined => (text === 'none' ? undefined : parseSymbols(text)[0]);

const parseDate = (text: string) => {
  const date = parseTradingDate(text);
  if (date !== undefined) return date;
  throw new Fault('usage', `not a date: ${JSON.stringify(text)}`, {remedy: 'write YYYY-MM-DD, such as 2026-01-30'});
};

/** Shows how it goes: on a terminal each second, elsewhere a line a minute. */
const showProgress = (held: () => boolean) => {
  const line = createProgressLine(process.stderr);
  const pause = process.stderr.isTTY ? SECOND : MINUTE;
  const stopper = new AbortController();
  let last: FetchProgress | undefined;
  const show = (): void => {
    if (last === undefined) return;
    const words = fetchProgressWords(last, held());
    if (process.stderr.isTTY) line.show(words);
    else line.say(words);
  };
  const run = async (): Promise<void> => {
    for (;;) {
      await wallClock.until(plus(wallClock.now(), pause), stopper.signal);
      show();
    }
  };
  const running = run().catch(() => undefined);
  return {
    line,
    heard: (progress: FetchProgress): void => {
      const isFirst = last === undefined || last.leg !== progress.leg;
      last = progress;
      if (isFirst && process.stderr.isTTY) show();
    },
    pages: (): number => last?.pages ?? 0,
    stop: async (): Promise<void> => {
      stopper.abort(new Error('stopped'));
      await running;
      line.clear();
    },
  };
};

/** `fetch`: a past day by the provider's REST. What an interrupted run left is gone on from by the same command. */
export const runFetch = async (text: string, options: FetchOptions): Promise<number> => {
  const {feed, format} = options;
  const date = parseDate(text);
  const settings = readSettings();
  const symbols =
    options.symbols === undefined
      ? settings.values.symbols.map(parseTicker).filter(symbol => symbol !== undefined)
      : parseSymbols(options.symbols);
  if (symbols.length === 0 || symbols.length > MOST_SYMBOLS) {
    throw new Fault('usage', `${symbols.length} names`, {
      remedy: `write 1 to ${MOST_SYMBOLS} of them as --symbols AMZN,MSFT`,
    });
  }
  const benchmark = parseBenchmark(options.benchmark);
  const names = symbols.filter(symbol => symbol !== benchmark);
  const sessions = parseSessions(options.sessions);
  const {source, held} = await openDaySource({feed, source: options.source, host: options.host}, process.env);
  const stopper = new AbortController();
  let stoppedBy: EndingSignal | undefined;
  const forget = onSignal(signal => {
    stoppedBy = signal;
    stopper.abort(new Error('stopped'));
  });
  const progress = showProgress(held);
  const say = (words: string): void => {
    if (options.quiet !== true) progress.line.say(words);
  };
  try {
    const report = await fetchDay(
      {
        name: options.name ?? `${date}-${feed}`,
        date,
        source,
        symbols: names.length === 0 ? symbols : names,
        benchmark: names.length === 0 ? undefined : benchmark,
        prints: options.bars === undefined ? 'trades' : 'bars',
        news: options.news,
        sessions,
        root: daysFolder(process.env),
        replace: options.force === true,
        clock: wallClock,
        ...(options.quiet === true ? {} : {onProgress: progress.heard}),
        onStart: ({pagesKept, startedAnew}) => {
          if (pagesKept > 0) say(`going on after ${pagesKept} pages that are here already`);
          if (startedAnew) say('starting anew: the pages kept of this day answered another question');
        },
      },
      stopper.signal,
    );
    await progress.stop();
    if (format === 'json') process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else process.stdout.write(`${report.name}  ${report.path}\n`);
    if (format === 'table') for (const line of fetchReportLines(report)) say(line);
    return OK;
  } catch (cause) {
    await progress.stop();
    const isUsage = cause instanceof Fault && (cause.code === 'usage' || cause.code === 'tape/busy');
    const pages = progress.pages();
    if (!isUsage && pages > 0) {
      say(`${pages === 1 ? '1 page is' : `${pages} pages are`} kept: the same command goes on from there`);
    }
    if (stoppedBy === undefined) throw cause;
    return ENDING_SIGNALS[stoppedBy];
  } finally {
    forget();
  }
};
