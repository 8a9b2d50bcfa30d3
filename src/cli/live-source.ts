import {sessionAt} from '../core/calendar.ts';
import {Fault} from '../core/fault.ts';
import type {Instant} from '../core/instant.ts';
import {type TradingDate, tradingDateAt} from '../core/new-york.ts';
import {type DayInfo, withFund} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import {LIVE_UNOFFICIAL} from '../core/unofficial.ts';
import type {Clock, Feed, RawMessage, Recorder} from '../engine/ports.ts';
import {holdAccount} from '../feeds/account-lock.ts';
import {createBell, rung} from '../feeds/bell.ts';
import {isMendable, mendableFeed} from '../feeds/mendable-feed.ts';
import {mergeFeeds, type NamedFeed} from '../feeds/merge-feeds.ts';
import type {Half, OpenedProvider, Provider} from '../feeds/provider.ts';
import {providerNamed} from '../feeds/providers.ts';
import {recordedTo} from '../feeds/recording/recorded-to.ts';
import {isLoopback} from '../feeds/socket-url.ts';
import type {LearnedHistory} from '../market/snapshot.ts';
import {accountsFolder, cacheFolder, configFolder, daysFolder} from '../settings/folders.ts';
import {isKeyed} from '../settings/keys/key-fields.ts';
import {needKeys} from '../settings/keys/keys.ts';
import {openRecorder} from '../tape/recording/recorder.ts';
import type {RecordingLog} from '../tape/recording/recording-log.ts';
import {recordingName, recordingPath, recordingTitle} from '../tape/recording/recordings.ts';
import {chance} from './chance.ts';
import {askHistory, NO_HISTORY} from './session-history.ts';

/** What is watched live; the keys are not in it, the engine finds them for itself. */
export type LiveChoice = {
  /** Whose prices, and which of theirs. */
  readonly feed: string;
  readonly source: string;
  /** Whose news; of several the same headline is one story. */
  readonly news: readonly string[];
  readonly symbols: readonly Ticker[];
  /** The fund that they are held against, heard besides them; by a relay, where the relay has it. Never one of them. */
  readonly benchmark?: Ticker | undefined;
  /** Another host that speaks as the provider of the prices does. */
  readonly host: string | undefined;
  /** How the person can be reached, for those who ask for it. */
  readonly contact: string | undefined;
  /** Whose press releases and which filings: the settings of that name. */
  readonly rssFeeds: Readonly<Record<string, string>>;
  readonly edgarForms: readonly string[];
  /** The relay or the bus by which all of it comes, in place of the providers; their own options say nothing then. */
  readonly relay?: string | undefined;
  /** Keep what comes in the recording of the day. */
  readonly record: boolean;
};

/** Live data: its feed, what is told of earlier sessions, and the recorder of both, when one was asked for. */
export type LiveSource = {
  readonly feed: Feed;
  /** The session under way or, outside of any, the next. */
  readonly day: DayInfo;
  /** What is known of the sessions before the one at a moment. */
  readonly history: (at: Instant, signal: AbortSignal) => Promise<LearnedHistory>;
  readonly recorder: Recorder | undefined;
  /** Reads the keys anew and has what stopped for good try again. Rejects with a Fault where there are no keys. */
  readonly reconnect?: () => Promise<void>;
};

/** What a live source does beyond the usual. */
export type LiveSourceHooks = {
  /** Opens the recording of a day; as a recorder does it, unless told otherwise. */
  readonly openRecording?: RecordingLog['open'];
  /** Takes what was recorded of the day before this began for known: only what it lacks is asked for again. */
  readonly resume?: boolean;
  /** A person sits at it who can mend a key and have it tried again. */
  readonly mends?: boolean;
};

/** A provider, and what of it is wanted. */
type Part = {
  readonly provider: Provider;
  readonly halves: readonly Half[];
  /** Whoever uses them reads them then: they may be mended meanwhile. */
  readonly keys: Record<string, string>;
};

const keysFor = async (name: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> =>
  isKeyed(name) ? {...(await needKeys(name, env, configFolder(env)))} : {};

const partsOf = async ({feed, news}: LiveChoice, env: NodeJS.ProcessEnv): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const name of new Set([feed, ...news])) {
    const provider = providerNamed(name);
    if (provider === undefined) throw new Fault('usage', `no provider ${JSON.stringify(name)}`, {remedy: 'see --help'});
    const halves = [
      ...(name === feed ? (['prices'] as const) : []),
      ...(news.includes(name) ? (['news'] as const) : []),
    ];
    parts.push({provider, halves, keys: await keysFor(name, env)});
  }
  return parts;
};

/** A server on this machine is a replay or a relay, and lets in as many as come; any other wants an account for itself. */
const withAccount = ({feed, account}: OpenedProvider, env: NodeJS.ProcessEnv): Feed => {
  const urls = account?.urls.filter(url => !URL.canParse(url) || !isLoopback(new URL(url).hostname)) ?? [];
  return account === undefined || urls.length === 0
    ? feed
    : holdAccount(feed, {folder: accountsFolder(env), keyId: account.keyId, urls});
};

/** `iex`, or `massive-stocks`, with `+rss` for news from elsewhere: what tells a day's recordings apart. */
const sourceWords = ({feed, source, news}: LiveChoice): string => {
  const others = news.filter(name => name !== feed);
  return [feed === 'alpaca' ? source : [feed, source].filter(part => part !== '').join('-'), ...others].join('+');
};

/** The other host that is named, without its scheme. */
const hostWords = ({host}: LiveChoice): string | undefined =>
  host === undefined ? undefined : URL.canParse(host) ? new URL(host).host : host;

const titleOf = ({source}: LiveChoice, parts: readonly Part[]): string =>
  parts
    .map(({provider, halves}) => [provider.title, halves.includes('prices') ? source : ''].filter(Boolean).join(' '))
    .join(' · ');

/** Without a notice a feed is what a vendor sells or gives away. */
const madeOf = (parts: readonly Part[]): string =>
  parts.some(({provider: {notice}}) => notice !== undefined) ? LIVE_UNOFFICIAL : 'live';

/** Where what is chosen is recorded, a file a day. */
export const recordingPathOf = (choice: LiveChoice, env: NodeJS.ProcessEnv): ((date: TradingDate) => string) => {
  const name = sourceWords(choice);
  const via = hostWords(choice);
  return date => recordingPath(daysFolder(env), recordingName(date, name, via));
};

/**
 * The vendors' hosts, another that speaks the same, or a relay. Where a person `mends`, what stopped for want of a key or a plan
 * waits for `reconnect` and does not end. Fault `tape/busy` when somebody records the same already.
 */
export const openLiveSource = async (
  choice: LiveChoice,
  clock: Clock,
  env: NodeJS.ProcessEnv,
  {openRecording, resume = false, mends = false}: LiveSourceHooks = {},
): Promise<LiveSource> => {
  if (choice.relay !== undefined) {
    const {openRelayedSource} = await import('./relayed-source.ts');
    return openRelayedSource({...choice, relay: choice.relay}, clock, env);
  }
  const {source, symbols, benchmark, host, contact, rssFeeds, edgarForms} = choice;
  const heard = withFund(symbols, benchmark);
  const parts = await partsOf(choice, env);
  const via = hostWords(choice);
  const session = sessionAt(clock.now());
  const said = sourceWords(choice);
  const place = via === undefined ? {} : {via};
  const bell = createBell();
  let secrets = parts.flatMap(({keys}) => Object.values(keys));
  let recorder: Recorder | undefined;
  const tap = choice.record ? (message: RawMessage) => recorder?.record(message) : undefined;
  const asked = {symbols: heard, source, contact, rssFeeds, edgarForms, cacheFolder: cacheFolder(env)};
  const pathOf = recordingPathOf(choice, env);
  const before = resume ? await recordedTo(pathOf(tradingDateAt(clock.now())), choice.feed, heard) : undefined;
  const pricesSince = before !== undefined && before > session.preAt ? before : undefined;
  const common = {...asked, since: session.preAt, pricesSince, clock, chance, tap, bell: mends ? bell : undefined};
  const feeds: NamedFeed[] = [];
  let earlier: OpenedProvider['earlier'];
  for (const {provider, halves, keys} of parts) {
    const opened = provider.open({...common, halves, keys, host: provider.name === choice.feed ? host : undefined});
    const named = {name: provider.name, feed: withAccount(opened, env)};
    feeds.push(mends ? {...named, feed: mendableFeed(named, bell, clock)} : named);
    earlier ??= opened.earlier;
  }
  // Opened last: what cannot be watched leaves no recording behind, nor one that is held open.
  if (choice.record)
    recorder = await openRecorder({
      pathOf,
      session: {
        ...{provider: choice.feed, source: said, symbols: heard, ...place},
        ...(benchmark === undefined ? {} : {benchmark}),
      },
      secrets: () => secrets,
      clock,
      ...(openRecording === undefined ? {} : {open: openRecording}),
    });
  return {
    feed: mergeFeeds(feeds, clock),
    day: {
      name: 'live',
      title: titleOf(choice, parts),
      date: session.date,
      symbols,
      benchmark,
      provenance: 'recorded',
      watch: recordingTitle({provider: choice.feed, source: said, ...place}),
      made: via === undefined ? madeOf(parts) : `via ${via}`,
      openingAt: clock.now(),
      startAt: session.preAt,
      endAt: session.endAt,
    },
    history: async (at, signal) => {
      if (earlier === undefined) return NO_HISTORY;
      for (;;) {
        try {
          return await askHistory(earlier, sessionAt(at).date, signal);
        } catch (error) {
          if (!mends || !isMendable(error)) throw error;
        }
        await rung(bell, signal);
      }
    },
    recorder,
    reconnect: async () => {
      const found = await Promise.all(parts.map(({provider}) => keysFor(provider.name, env)));
      for (const [index, {keys}] of parts.entries()) Object.assign(keys, found[index]);
      secrets = [...new Set([...secrets, ...found.flatMap(keys => Object.values(keys))])];
      bell.ring();
    },
  };
};
