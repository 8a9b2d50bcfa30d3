import {wallClock} from '../../engine/wall-clock.ts';
import {startAlpacaServer} from '../../server/alpaca-server.ts';
import {createPlayback} from '../../server/playback.ts';
import {OK} from '../exit-code.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parsePort, parseSpeed, parseWallTime} from '../parse-arguments.ts';
import {untilSignal} from '../until-signal.ts';

export type ServeOptions = {
  readonly protocol: 'alpaca';
  readonly port: string;
  readonly host: string;
  readonly speed?: string;
  readonly at?: string;
};

/** The key and the secret that clients log in with when the environment names none. */
const ANY_KEY = 'tapewire';

/** `serve`: the day over the provider's own protocol, until a signal ends it. */
export const runServe = async (named: string | undefined, options: ServeOptions): Promise<number> => {
  const settings = readSettings();
  const port = parsePort(options.port);
  const speed = options.speed === undefined ? settings.values.speed : parseSpeed(options.speed);
  const day = await openNamedDay(named, settings);
  const {
    APCA_API_KEY_ID: id = ANY_KEY,
    APCA_API_SECRET_KEY: secret = ANY_KEY,
    TAPEWIRE_SERVE_TOKEN: token,
  } = process.env;
  const startAt = options.at === undefined ? day.info.openingAt : parseWallTime(options.at, day.info.date);
  const playback = createPlayback({day, wall: wallClock, startAt, speed});
  try {
    const server = await startAlpacaServer({
      day,
      playback,
      host: options.host,
      port,
      keys: {id, secret},
      token,
    });
    process.stdout.write(`${day.info.name} (${day.info.provenance}) at ${speed}x\n`);
    process.stdout.write(`stocks  ${server.stockUrl}\nnews    ${server.newsUrl}\nrest    ${server.restUrl}\n`);
    process.stdout.write(`clock   ${server.restUrl}/replay/clock\n`);
    process.stdout.write(id === ANY_KEY ? 'keys    tapewire / tapewire\n' : 'keys    from the environment\n');
    await untilSignal();
    await server.close();
  } finally {
    playback.close();
    await day.close();
  }
  return OK;
};
