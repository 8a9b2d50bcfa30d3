import {readFileSync} from 'node:fs';
import {Fault} from '../../core/fault.ts';
import {wallClock} from '../../engine/wall-clock.ts';
import {parseBusAddress} from '../../feeds/bus/bus-address.ts';
import {publishLog} from '../../feeds/bus/publish-log.ts';
import {providerNamed} from '../../feeds/providers.ts';
import {RELAY_PORT} from '../../feeds/relay/relay-words.ts';
import {safeText} from '../../news/safe-text.ts';
import {type RelayServer, type RelayServerOptions, startRelayServer} from '../../server/relay/relay-server.ts';
import {configFolder} from '../../settings/folders.ts';
import {findKeys} from '../../settings/keys/keys.ts';
import {busCredentials} from '../bus-credentials.ts';
import {chance} from '../chance.ts';
import {errorLine} from '../exit-code.ts';
import {keepRecording} from '../keep-recording.ts';
import type {LiveChoice} from '../live-source.ts';
import {readSettings} from '../open-named-day.ts';
import {openRelay} from '../open-relay.ts';
import {parsePort} from '../parse-arguments.ts';
import {type WatchOptions, watchChoice} from './watch.ts';

export type RelayOptions = Omit<WatchOptions, 'plain' | 'record' | 'relay'> & {
  readonly listen?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly behindTls?: true;
};

const PLACE = /^(?:\[([0-9a-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/i;

/** `127.0.0.1:8766` as where to listen. */
const parseListen = (text: string | undefined): {readonly host: string; readonly port: number} => {
  if (text === undefined) return {host: '127.0.0.1', port: RELAY_PORT};
  const [, six, name, port] = PLACE.exec(text) ?? [];
  const host = six ?? name;
  if (host === undefined || port === undefined)
    throw new Fault('usage', `not a place to listen at: ${JSON.stringify(safeText(text, 100))}`, {
      remedy: `write ADDRESS:PORT, such as --listen 127.0.0.1:${RELAY_PORT}`,
    });
  return {host, port: parsePort(port)};
};

const readPem = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Fault('server/config', `${safeText(path, 200)} cannot be read`, {
      remedy: 'check its path and mode',
      cause,
    });
  }
};

const tlsOf = ({tlsCert, tlsKey}: RelayOptions): RelayServerOptions['tls'] => {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new Fault('usage', 'a certificate and its key belong together', {remedy: 'name both: --tls-cert, --tls-key'});
  return {cert: readPem(tlsCert), key: readPem(tlsKey)};
};

/** What is for one person's own use is passed on to nobody. */
const refusePersonal = ({feed, news}: LiveChoice): void => {
  const personal = [feed, ...news].find(name => providerNamed(name)?.notice !== undefined);
  if (personal !== undefined)
    throw new Fault('usage', `${personal} is unofficial and for personal use: it is not relayed`, {
      remedy: `watch it: tapewire watch --feed ${personal}`,
    });
};

const screenWords = (count: number): string => `${count} ${count === 1 ? 'screen' : 'screens'}`;

/** `relay`: one connection to the provider, and everything that comes by it for as many screens as ask. */
export const runRelay = async (options: RelayOptions): Promise<number> => {
  const {bus, ...own} = options;
  const choice = watchChoice(own, readSettings());
  refusePersonal(choice);
  const address = bus === undefined ? undefined : parseBusAddress(bus);
  // A relay without a bus has nothing to do with what the environment says of one.
  const credentials = address === undefined ? undefined : await busCredentials(process.env, configFolder(process.env));
  const place = address === undefined || options.listen !== undefined ? parseListen(options.listen) : undefined;
  const tls = tlsOf(options);
  const token = (await findKeys('relay', process.env, configFolder(process.env)))?.keys.token;
  const relay = await openRelay(choice, wallClock, process.env);
  const {source, recorder, log, state, hooks} = relay;
  let server: RelayServer | undefined;
  try {
    if (place !== undefined)
      server = await startRelayServer({
        log,
        state,
        ...place,
        token,
        tls,
        behindTls: options.behindTls === true,
        wall: wallClock,
        onFault: error => process.stderr.write(errorLine(error)),
      });
  } catch (error) {
    await recorder.close();
    throw error;
  }
  relay.onChange(() => server?.tell());
  const places = [server?.at, address === undefined ? undefined : `NATS ${address.servers[0]}`];
  process.stdout.write(`relaying ${state().title} at ${places.filter(at => at !== undefined).join(' and ')}\n`);
  return keepRecording(source, recorder, {
    ...hooks,
    words: () => (server === undefined ? '' : screenWords(server.screens())),
    onEnd: async () => server?.close(),
    ...(address === undefined
      ? {}
      : {
          beside: async (say, signal) =>
            publishLog(
              {
                address,
                credentials,
                clock: wallClock,
                chance,
                log,
                state,
                onChange: relay.onChange,
                onTrouble: why => say(`bus  retrying  ${why}`),
                onLive: () => say('bus  live'),
              },
              signal,
            ),
        }),
  });
};
