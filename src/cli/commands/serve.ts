import {wallClock} from '../../engine/wall-clock.ts';
import {startAlpacaServer} from '../../server/alpaca-server.ts';
import type {DayServer, DayServerOptions} from '../../server/day-server.ts';
import {startFinnhubServer} from '../../server/finnhub/finnhub-server.ts';
import {startMassiveServer} from '../../server/massive/massive-server.ts';
import {createPlayback} from '../../server/playback.ts';
import {startYahooServer} from '../../server/yahoo/yahoo-server.ts';
import {OK} from '../exit-code.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parsePort, parseSpeed, parseWallTime} from '../parse-arguments.ts';
import {untilSignal} from '../until-signal.ts';

export type ServeOptions = {
  readonly protocol: keyof typeof STARTS;
  readonly port: string;
  readonly host: string;
  readonly speed?: string;
  readonly at?: string;
};

/** The key and the secret that clients log in with when the environment names none. */
const ANY_KEY = 'tapewire';

/** A server, and what is said of it: what is where, and what clients log in with. */
type Started = {readonly server: DayServer; readonly lines: readonly (readonly [string, string])[]};

const startAlpaca = async (options: DayServerOptions): Promise<Started> => {
  const {APCA_API_KEY_ID: id = ANY_KEY, APCA_API_SECRET_KEY: secret = ANY_KEY} = process.env;
  const server = await startAlpacaServer({...options, keys: {id, secret}});
  const {stockUrl, newsUrl, restUrl} = server;
  const keys = id === ANY_KEY ? 'tapewire / tapewire' : 'from the environment';
  return {
    server,
    lines: [
      ['stocks', stockUrl],
      ['news', newsUrl],
      ['rest', restUrl],
      ['keys', keys],
    ],
  };
};

const startMassive = async (options: DayServerOptions): Promise<Started> => {
  const {MASSIVE_API_KEY: key = ANY_KEY} = process.env;
  const server = await startMassiveServer({...options, key});
  const {stockUrl, restUrl} = server;
  return {
    server,
    lines: [
      ['stocks', stockUrl],
      ['rest', restUrl],
      ['key', key === ANY_KEY ? ANY_KEY : 'from the environment'],
    ],
  };
};

const startFinnhub = async (options: DayServerOptions): Promise<Started> => {
  const {FINNHUB_API_KEY: key = ANY_KEY} = process.env;
  const server = await startFinnhubServer({...options, key});
  const {streamUrl, restUrl} = server;
  return {
    server,
    lines: [
      ['trades', streamUrl],
      ['rest', restUrl],
      ['key', key === ANY_KEY ? ANY_KEY : 'from the environment'],
    ],
  };
};

const startYahoo = async (options: DayServerOptions): Promise<Started> => {
  const server = await startYahooServer(options);
  return {server, lines: [['prices', server.streamUrl]]};
};

const STARTS = {alpaca: startAlpaca, massive: startMassive, finnhub: startFinnhub, yahoo: startYahoo};

/** `serve`: the day over the provider's own protocol, until a signal ends it. */
export const runServe = async (named: string | undefined, options: ServeOptions): Promise<number> => {
  const settings = readSettings();
  const port = parsePort(options.port);
  const speed = options.speed === undefined ? settings.values.speed : parseSpeed(options.speed);
  const day = await openNamedDay(named, settings);
  const {TAPEWIRE_SERVE_TOKEN: token} = process.env;
  const startAt = options.at === undefined ? day.info.openingAt : parseWallTime(options.at, day.info.date);
  const playback = createPlayback({day, wall: wallClock, startAt, speed});
  try {
    const {server, lines} = await STARTS[options.protocol]({day, playback, host: options.host, port, token});
    const said = [...lines, ['clock', `http://${server.at}/replay/clock`] as const];
    process.stdout.write(`${day.info.name} (${day.info.provenance}) at ${speed}x\n`);
    process.stdout.write(said.map(([what, where]) => `${what.padEnd(8)}${where}\n`).join(''));
    await untilSignal();
    await server.close();
  } finally {
    playback.close();
    await day.close();
  }
  return OK;
};
