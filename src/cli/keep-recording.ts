import type {FeedEvent, FeedStatus} from '../core/events.ts';
import {type Instant, MINUTE, plus, SECOND} from '../core/instant.ts';
import {addDays, atWallTime, tradingDateAt} from '../core/new-york.ts';
import type {Recorder} from '../engine/ports.ts';
import {wallClock} from '../engine/wall-clock.ts';
import type {RecordingFace} from '../market/snapshot.ts';
import {formatBytes, formatClockZone, formatCount} from '../view/format.ts';
import {errorLine, FAILED, OK} from './exit-code.ts';
import type {LiveSource} from './live-source.ts';
import {createProgressLine, type ProgressLine} from './progress-line.ts';
import {untilSignal} from './until-signal.ts';

/** What whoever keeps a recording wants to hear besides. */
export type KeepingHooks = {
  /** What a connection says of itself. */
  readonly onStatus?: (status: FeedStatus) => void;
  /** Earlier sessions were asked for, and what there is of them was handed to the recorder. */
  readonly onHistory?: () => void;
  /** More to say of how it goes. */
  readonly words?: () => string;
  /** Runs as long as what comes is recorded; ends the whole when it fails. */
  readonly beside?: (say: (words: string) => void, signal: AbortSignal) => Promise<void>;
  /** Runs once nothing more is received, before the recording is closed. */
  readonly onEnd?: () => Promise<void>;
};

type Tally = {trade: number; quote: number; price: number; headline: number; other: number};

const count = (tally: Tally, {kind}: FeedEvent): void => {
  if (kind === 'trade' || kind === 'quote' || kind === 'price' || kind === 'headline') tally[kind] += 1;
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
    ...(tally.price === 0 ? [] : [`${formatCount(tally.price)} prices`]),
    `${formatCount(tally.headline)} headlines`,
    ...(tally.other === 0 ? [] : [`${formatCount(tally.other)} others`]),
  ].join('  ');

const statusWords = ({receivedAt, feed, state, message}: FeedStatus): string =>
  [formatClockZone(receivedAt), feed, state, message === state ? '' : message].filter(part => part !== '').join('  ');

/** Shows how it goes: each second on a terminal, each minute elsewhere. */
const report = async (words: () => string, progress: ProgressLine, signal: AbortSignal): Promise<void> => {
  const terminal = process.stderr.isTTY === true;
  for (;;) {
    await wallClock.until(plus(wallClock.now(), terminal ? SECOND : MINUTE), signal);
    if (terminal) progress.show(words());
    else progress.say(words());
  }
};

/** Receives what comes, and has it recorded, until a signal ends it or nothing more can be; with the exit code. */
export const keepRecording = async (
  {feed, history}: LiveSource,
  recorder: Recorder,
  hooks: KeepingHooks = {},
): Promise<number> => {
  const progress = createProgressLine(process.stderr);
  const stopper = new AbortController();
  const {signal} = stopper;
  const tally: Tally = {trade: 0, quote: 0, price: 0, headline: 0, other: 0};
  const words = (): string =>
    [progressWords(wallClock.now(), recorder.face(), tally), hooks.words?.() ?? ''].filter(Boolean).join('  ');
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
        if (event.kind !== 'status') continue;
        hooks.onStatus?.(event);
        if (event.topic !== 'bad') progress.say(statusWords(event));
      }
    }
  };
  /** Asks for earlier sessions at the beginning of each day; what comes is recorded with the rest. */
  const askEachDay = async (): Promise<void> => {
    while (!signal.aborted) {
      const now = wallClock.now();
      const told = await history(now, signal).then(
        () => true,
        () => false,
      );
      if (!told && !signal.aborted) progress.say(`${formatClockZone(now)}  earlier sessions could not be had`);
      hooks.onHistory?.();
      await wallClock.until(atWallTime(addDays(tradingDateAt(now), 1), 0), signal);
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

  const said = (line: string): void => progress.say(`${formatClockZone(wallClock.now())}  ${line}`);
  const besides = hooks.beside?.(said, signal);
  const beside = [askEachDay(), report(words, progress, signal), besides];
  /** Rejects when what runs beside it fails, and never settles otherwise. */
  const broken = new Promise<never>((_, reject) => besides?.catch(reject));
  let code: number = FAILED;
  try {
    code = await Promise.race([
      untilSignal().then(() => OK),
      run().then(() => FAILED),
      untilStopped().then(() => FAILED),
      broken,
    ]);
  } finally {
    stopper.abort(new Error('stopped'));
    await Promise.allSettled(beside);
    await hooks.onEnd?.();
    await recorder.close();
    checkTrouble();
    progress.say(words());
  }
  return code;
};
