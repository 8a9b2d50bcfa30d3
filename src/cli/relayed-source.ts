import {sessionAt} from '../core/calendar.ts';
import type {Clock, RawMessage, Recorder} from '../engine/ports.ts';
import {relayUrl} from '../feeds/relay/relay-address.ts';
import {createRelayFeed} from '../feeds/relay/relay-feed.ts';
import {createRelayedHistory} from '../feeds/relay/relayed-history.ts';
import {configFolder, daysFolder} from '../settings/folders.ts';
import {findKeys} from '../settings/keys/keys.ts';
import {openRecorder} from '../tape/recording/recorder.ts';
import {recordingName, recordingPath, recordingTitle} from '../tape/recording/recordings.ts';
import {chance} from './chance.ts';
import type {LiveChoice, LiveSource} from './live-source.ts';
import {askHistory} from './session-history.ts';

/**
 * What a relay receives: no keys of a provider, and no place of an account. What is recorded of it is what the relay
 * received, byte for byte, with the relay's times.
 */
export const openRelayedSource = async (
  {relay, symbols, record}: LiveChoice & {readonly relay: string},
  clock: Clock,
  env: NodeJS.ProcessEnv,
): Promise<LiveSource> => {
  const session = sessionAt(clock.now());
  const url = relayUrl(relay);
  const token = (await findKeys('relay', env, configFolder(env)))?.keys.token;
  const named = {provider: 'tapewire', source: 'relay', via: url.host} as const;
  const history = createRelayedHistory();
  const secrets = token === undefined ? [] : [token];
  let recorder: Recorder | undefined;
  const tap = record ? (message: RawMessage) => recorder?.record(message) : undefined;
  const feed = createRelayFeed({url, token, symbols, since: session.preAt, clock, chance, tap, history});
  if (record)
    recorder = await openRecorder({
      pathOf: date => recordingPath(daysFolder(env), recordingName(date, named.source, named.via)),
      session: {...named, symbols},
      secrets: () => secrets,
      clock,
    });
  return {
    feed,
    day: {
      name: 'live',
      title: `Relay ${url.host}`,
      date: session.date,
      symbols,
      benchmark: undefined,
      provenance: 'recorded',
      watch: recordingTitle(named),
      made: `by relay ${url.host}`,
      openingAt: clock.now(),
      startAt: session.preAt,
      endAt: session.endAt,
    },
    history: (at, signal) => askHistory((_, __, stop) => history.whole(stop), sessionAt(at).date, signal),
    recorder,
  };
};
