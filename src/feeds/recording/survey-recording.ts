import {stat} from 'node:fs/promises';
import {basename} from 'node:path';
import type {Bar} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {DAY, type Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {safeText} from '../../news/safe-text.ts';
import {type Damage, readRecording} from '../../tape/recording/read-recording.ts';
import {type RecordingSession, readSession, SESSION_CHANNEL} from '../../tape/recording/session-line.ts';
import type {Provider} from '../provider.ts';
import {providerOfChannel} from '../providers.ts';
import {HISTORY_TOLD, isRelayed} from '../relay/relayed-history.ts';

/** What a recording holds, told by reading all of it once. */
export type RecordingSurvey = {
  readonly bytes: number;
  /** Each time that a recorder began to write, oldest first; at least one. */
  readonly sessions: readonly [RecordingSession, ...RecordingSession[]];
  /** Names asked for in any of them; those heard of when one asked for all. */
  readonly symbols: readonly Ticker[];
  /** The fund of the last of them that names one, unless another watched it or a relay did not have it. */
  readonly benchmark: Ticker | undefined;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Stretches that were lost and could not be had again. */
  readonly gaps: number;
  readonly damage: readonly Damage[];
  /** Bytes at the end that are no whole line: cut short, or still being written. */
  readonly torn: number;
  /** Bars of earlier sessions, by time and name. */
  readonly history: readonly Bar[];
  readonly previousCloses: ReadonlyMap<Ticker, number>;
};

const NOTHING = {events: [], history: []};
/** Channels of earlier sessions and of gaps, whoever the provider is. */
const SAYS_MORE = /^[a-z]+\/(?:history\/|gap$)/;

const byTime = (a: Bar, b: Bar): number => a.receivedAt - b.receivedAt || (a.symbol < b.symbol ? -1 : 1);

/** Reads the recording at `path` through, checking every line. Fault `tape/corrupt` for a file that is none. */
export const surveyRecording = async (path: string): Promise<RecordingSurvey> => {
  const {size} = await stat(path);
  const sessions: RecordingSession[] = [];
  const damage: Damage[] = [];
  const asked = new Set<Ticker>();
  const heard = new Set<Ticker>();
  const history = new Map<string, Bar>();
  const previousCloses = new Map<Ticker, number>();
  const watched = new Set<Ticker>();
  let fund: Ticker | undefined;
  let asksForAll = false;
  let times: readonly [Instant, Instant] | undefined;
  let gaps = 0;
  let torn = 0;

  const takeSession = (message: RawMessage): void => {
    const session = readSession(message);
    if (session === undefined) return;
    sessions.push(session);
    asksForAll = session.symbols.length === 0;
    fund = session.benchmark ?? fund;
    for (const symbol of session.symbols) {
      asked.add(symbol);
      if (symbol !== session.benchmark) watched.add(symbol);
    }
  };

  const take = (message: RawMessage, provider: Provider | undefined): void => {
    times = [times?.[0] ?? message.receivedAt, message.receivedAt];
    if (message.channel === SESSION_CHANNEL) takeSession(message);
    if (message.channel === HISTORY_TOLD && fund !== undefined && !isRelayed(message, fund)) fund = undefined;
    // What is in the day's own messages is of no interest but for the names of those who asked for all.
    if (!asksForAll && !SAYS_MORE.test(message.channel)) return;
    const {events, history: bars} = provider?.readRecorded(message) ?? NOTHING;
    for (const bar of bars) {
      if (bar.span === DAY) previousCloses.set(bar.symbol, bar.close);
      else history.set(`${bar.symbol} ${bar.openAt}`, bar);
    }
    for (const event of events) {
      if (event.kind === 'status') gaps += event.topic === 'gap' ? 1 : event.topic === 'filled' ? -1 : 0;
      else if (asksForAll && 'symbol' in event) heard.add(event.symbol);
    }
  };

  for await (const entries of readRecording(path)) {
    for (const entry of entries) {
      if (entry.kind === 'message') {
        const provider = providerOfChannel(entry.message.channel);
        if (provider?.prepare !== undefined) await provider.prepare();
        take(entry.message, provider);
      } else if (entry.kind === 'damage') damage.push(entry);
      else torn = entry.length;
    }
  }
  const [first, ...others] = sessions;
  if (first === undefined || times === undefined) {
    throw new Fault('tape/corrupt', `${safeText(basename(path), 200)} is no recording that this program can read`);
  }
  return {
    bytes: size,
    sessions: [first, ...others],
    symbols: [...new Set([...asked, ...heard])],
    benchmark: fund === undefined || watched.has(fund) ? undefined : fund,
    firstAt: times[0],
    lastAt: times[1],
    gaps: Math.max(0, gaps),
    damage,
    torn,
    history: [...history.values()].sort(byTime),
    previousCloses,
  };
};
