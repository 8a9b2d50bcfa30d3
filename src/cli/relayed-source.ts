import {sessionAt} from '../core/calendar.ts';
import {atWallTime, tradingDateAt} from '../core/new-york.ts';
import {withFund} from '../core/provenance.ts';
import type {Clock, Feed, RawMessage, Recorder, Tap} from '../engine/ports.ts';
import {isBusAddress, parseBusAddress} from '../feeds/bus/bus-address.ts';
import {relayUrl} from '../feeds/relay/relay-address.ts';
import {createRelayedHistory, type RelayedHistory} from '../feeds/relay/relayed-history.ts';
import {configFolder, daysFolder} from '../settings/folders.ts';
import {findKeys} from '../settings/keys/keys.ts';
import {openRecorder} from '../tape/recording/recorder.ts';
import {recordingName, recordingPath, recordingTitle} from '../tape/recording/recordings.ts';
import {chance} from './chance.ts';
import type {LiveChoice, LiveSource} from './live-source.ts';
import {askHistory} from './session-history.ts';

type RelayedChoice = LiveChoice & {readonly relay: string};

/** A way to what a relay receives. */
type Way = {
  /** `relay desk:8766`, `NATS 127.0.0.1:4222`. */
  readonly words: string;
  readonly source: 'relay' | 'nats';
  readonly via: string;
  readonly secrets: readonly string[];
  readonly open: (tap: Tap | undefined, history: RelayedHistory) => Feed;
};

const wayByRelay = async ({relay, symbols}: RelayedChoice, clock: Clock, env: NodeJS.ProcessEnv): Promise<Way> => {
  const {createRelayFeed} = await import('../feeds/relay/relay-feed.ts');
  const url = relayUrl(relay);
  const token = (await findKeys('relay', env, configFolder(env)))?.keys.token;
  const since = sessionAt(clock.now()).preAt;
  return {
    words: `relay ${url.host}`,
    source: 'relay',
    via: url.host,
    secrets: token === undefined ? [] : [token],
    open: (tap, history) => createRelayFeed({url, token, symbols, since, clock, chance, tap, history}),
  };
};

const wayByBus = async ({relay, symbols}: RelayedChoice, clock: Clock, env: NodeJS.ProcessEnv): Promise<Way> => {
  const [{createBusFeed}, {busCredentials}] = await Promise.all([
    import('../feeds/bus/bus-feed.ts'),
    import('./bus-credentials.ts'),
  ]);
  const address = parseBusAddress(relay);
  const credentials = await busCredentials(env, configFolder(env));
  const now = clock.now();
  const place = address.servers[0] ?? '';
  const times = {since: sessionAt(now).preAt, readSince: atWallTime(tradingDateAt(now), 0)};
  return {
    words: `NATS ${place}`,
    source: 'nats',
    via: place,
    secrets: [],
    open: (tap, history) =>
      createBusFeed({address, credentials, place, symbols, ...times, clock, chance, tap, history}),
  };
};

/**
 * What a relay receives: no keys of a provider, and no place of an account. What is recorded of it is what the relay
 * received, byte for byte, with the relay's times.
 */
export const openRelayedSource = async (
  choice: RelayedChoice,
  clock: Clock,
  env: NodeJS.ProcessEnv,
): Promise<LiveSource> => {
  const {relay, symbols, benchmark, record} = choice;
  const heard = withFund(symbols, benchmark);
  const session = sessionAt(clock.now());
  const way = await (isBusAddress(relay) ? wayByBus : wayByRelay)({...choice, symbols: heard}, clock, env);
  const named = {provider: 'tapewire', source: way.source, via: way.via} as const;
  const history = createRelayedHistory(benchmark);
  let recorder: Recorder | undefined;
  const tap = record ? (message: RawMessage) => recorder?.record(message) : undefined;
  const feed = way.open(tap, history);
  if (record)
    recorder = await openRecorder({
      pathOf: date => recordingPath(daysFolder(env), recordingName(date, named.source, named.via)),
      session: {...named, symbols: heard, ...(benchmark === undefined ? {} : {benchmark})},
      secrets: () => way.secrets,
      clock,
    });
  return {
    feed,
    day: {
      name: 'live',
      title: `By ${way.words}`,
      date: session.date,
      symbols,
      benchmark: undefined,
      provenance: 'recorded',
      watch: recordingTitle(named),
      made: `by ${way.words}`,
      openingAt: clock.now(),
      startAt: session.preAt,
      endAt: session.endAt,
    },
    history: async (at, signal) => {
      const {benchmark: relayed, ...told} = await history.whole(signal);
      return {...(await askHistory(async () => told, sessionAt(at).date, signal)), benchmark: relayed};
    },
    recorder,
  };
};
