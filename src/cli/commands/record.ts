import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {type Instant, MINUTE, plus, SECOND} from '../../core/instant.ts';
import {addDays, atWallTime, tradingDateAt} from '../../core/new-york.ts';
import {wallClock} from '../../engine/wall-clock.ts';
import type {RecordingFace} from '../../market/snapshot.ts';
import {formatBytes, formatClockZone, formatCount} from '../../view/format.ts';
import {errorLine, FAILED, OK} from '../exit-code.ts';
import {type LiveSource, openLiveSource} from '../live-source.ts';
import {readSettings} from '../open-named-day.ts';
import {createProgressLine, type ProgressLine} from '../progress-line.ts';
import {untilSignal} from '../until-signal.ts';
import {type WatchOptions, watchChoice} from './watch.ts';

export type RecordOptions = Omit<WatchOptions, 'plain' | 'record'>;

type Tally = {trade: number; quote: number; headline: number; other: number};

const count = (tally: Tally, {kind}: FeedEvent): void => {
  if (kind === 'trade' || kind === 'quote' || kind === 'headline') tally[kind] += 1;
  else if (kind !== 'status') tally.other += 1;
};

/** `09:31:12 ET  2026-01-30-iex  3.4 MB  12,345 trades  40,211 quotes  7 headlines`. */
const progressWords = (now: Instant, face: RecordingFace, tally: Tally): string =>
  [
    formatClockZone(now),
    face.name,
    formatBytes(face.bytes),
    `${formatCount(tally.trade)} trades`,
    `${formatCount(tally.quote)} quotes`,
    `${formatCount(tally.headline)} headlines`,
    ...(tally.other === 0 ? [] : [`${formatCount(tally.other)} others`]),
  ].join('  ');

const statusWords = ({receivedAt, feed, state, message}: FeedStatus): string =>
  [formatClockZone(receivedAt), feed, state, message === state ? '' : message].filter(part => part !== '').join('  ');

/** Asks for earlier sessions at the beginning of each day; what comes is recorded with the rest. */
const askEachDay = async ({history}: LiveSource, progress: ProgressLine, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const now = wallClock.now();
    await history(now, signal).catch(() => {
      if (!signal.aborted) progress.say(`${formatClockZone(now)}  earlier sessions could not be had`);
    });
    await wallClock.until(atWallTime(addDays(tradingDateAt(now), 1), 0), signal);
  }
};

/** Shows how it goes: each second on a terminal, each minute elsewhere. */
const report = async (words: () => string, progress: ProgressLine, signal: AbortSignal): Promise<void> => {
  const terminal = process.stderr.isTTY === true;
  for (;;) {
    await wallClock.until(plus(wallClock.now(), terminal ? SECOND : MINUTE), signal);
    if (terminal) progress.show(words());
    else progress.say(words());
  }
};

/** `record`: keeps what comes until a signal ends it, with no screen and no market. */
export const runRecord = async (options: RecordOptions): Promise<number> => {
  const choice = watchChoice({...options, record: true}, readSettings());
  const source = await openLiveSource(choice, wallClock, process.env);
  const {feed, recorder} = source;
  if (recorder === undefined) return FAILED;
  const progress = createProgressLine(process.stderr);
  const stopper = new AbortController();
  const {signal} = stopper;
  const tally: Tally = {trade: 0, quote: 0, headline: 0, other: 0};
  const words = (): string => progressWords(wallClock.now(), recorder.face(), tally);
  let trouble: string | undefined;
  const checkTrouble = (): void => {
    const next = recorder.face().trouble;
    if (next !== undefined && next !== trouble) progress.say(errorLine(new Error(next)).trimEnd());
    trouble = next;
  };

  const run = async (): Promise<void> => {
    for await (const events of feed(signal)) {
      for (const event of events) {
        count(tally, event);
        if (event.kind === 'status' && event.topic !== 'bad') progress.say(statusWords(event));
      }
    }
  };
  /** Settles when nothing more can be recorded. */
  const untilStopped = async (): Promise<void> => {
    for (;;) {
      checkTrouble();
      if (recorder.face().state === 'stopped') return;
      await wallClock.until(plus(wallClock.now(), SECOND), signal);
    }
  };

  const beside = [askEachDay(source, progress, signal), report(words, progress, signal)];
  let code: number = FAILED;
  try {
    code = await Promise.race([
      untilSignal().then(() => OK),
      run().then(() => FAILED),
      untilStopped().then(() => FAILED),
    ]);
  } finally {
    stopper.abort(new Error('stopped'));
    await Promise.allSettled(beside);
    await recorder.close();
    checkTrouble();
    progress.say(words());
  }
  return code;
};
