import {sessionAt} from '../core/calendar.ts';
import type {Instant} from '../core/instant.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Clock, Feed, Recorder} from '../engine/ports.ts';
import {holdAccount} from '../feeds/account-lock.ts';
import {alpacaEndpoints, type StockSource} from '../feeds/alpaca/endpoints.ts';
import {createAlpacaFeed} from '../feeds/alpaca-feed.ts';
import {isLoopback} from '../feeds/socket-url.ts';
import type {SessionHistory} from '../market/snapshot.ts';
import {accountsFolder, configFolder, daysFolder} from '../settings/folders.ts';
import {needKeys} from '../settings/keys/keys.ts';
import {openRecorder} from '../tape/recording/recorder.ts';
import {recordingName, recordingPath} from '../tape/recording/recordings.ts';
import {chance} from './chance.ts';
import {askHistory} from './session-history.ts';

/** What is watched live; the keys are not in it, the engine finds them for itself. */
export type LiveChoice = {
  readonly source: StockSource;
  readonly symbols: readonly Ticker[];
  /** Another host that speaks the same, for streams and REST alike. */
  readonly host: string | undefined;
  /** Keep what comes in the recording of the day. */
  readonly record: boolean;
};

/** A provider's live data: its feed, what it tells of earlier sessions, and the recorder of both, when one was asked for. */
export type LiveSource = {
  readonly feed: Feed;
  /** The session under way or, outside of any, the next. */
  readonly day: DayInfo;
  /** What is known of the sessions before the one at a moment. */
  readonly history: (at: Instant, signal: AbortSignal) => Promise<SessionHistory>;
  readonly recorder: Recorder | undefined;
};

/** The vendor's hosts, or another that speaks the same. Fault `tape/busy` when somebody records the same already. */
export const openLiveSource = async (choice: LiveChoice, clock: Clock, env: NodeJS.ProcessEnv): Promise<LiveSource> => {
  const keys = await needKeys('alpaca', env, configFolder(env));
  const {source, symbols, host} = choice;
  const {stockUrl, newsUrl, restUrl} = alpacaEndpoints(source, host, host?.replace(/^ws/, 'http'));
  const via = host === undefined ? undefined : URL.canParse(host) ? new URL(host).host : host;
  const session = sessionAt(clock.now());
  const recorder = choice.record
    ? await openRecorder({
        pathOf: date => recordingPath(daysFolder(env), recordingName(date, source, via)),
        session: {provider: 'alpaca', source, symbols, ...(via === undefined ? {} : {via})},
        secrets: [keys.id, keys.secret],
        clock,
      })
    : undefined;
  const access = {restUrl, keys, clock, chance, tap: recorder?.record};
  const feed = createAlpacaFeed({...access, stockUrl, newsUrl, symbols, since: session.preAt, codec: 'json'});
  const account = {folder: accountsFolder(env), keyId: keys.id, urls: [stockUrl, newsUrl]};
  // A server on this machine is a replay or a relay, and lets in as many as come.
  const isShared = URL.canParse(stockUrl) && isLoopback(new URL(stockUrl).hostname);
  return {
    feed: isShared ? feed : holdAccount(feed, account),
    day: {
      name: 'live',
      title: `Alpaca ${source}`,
      date: session.date,
      symbols,
      benchmark: undefined,
      provenance: 'recorded',
      made: via === undefined ? 'live' : `via ${via}`,
      openingAt: clock.now(),
      startAt: session.preAt,
      endAt: session.endAt,
    },
    history: (at, signal) => askHistory({...access, symbols, before: sessionAt(at).date, signal}),
    recorder,
  };
};
