import {Fault} from '../core/fault.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {createAlpacaDaySource} from '../feeds/alpaca/alpaca-day-source.ts';
import {alpacaEndpoints} from '../feeds/alpaca/endpoints.ts';
import type {DaySource} from '../feeds/fetch/day-source.ts';
import {massiveEndpoints} from '../feeds/massive/endpoints.ts';
import {createMassiveDaySource} from '../feeds/massive/massive-day-source.ts';
import {createRestPace} from '../feeds/massive/rest-pace.ts';
import {createRequestPace} from '../feeds/request-pace.ts';
import {configFolder} from '../settings/folders.ts';
import {needKeys} from '../settings/keys/keys.ts';
import {chance} from './chance.ts';
import type {DayFeed} from './day-feeds.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type DaySourceOrder = {
  readonly feed: DayFeed;
  /** Which of a provider's data; only Alpaca has more than one. */
  readonly source: 'sip' | 'iex' | undefined;
  /** Another host that speaks the same. */
  readonly host: string | undefined;
};

export type OpenedDaySource = {
  readonly source: DaySource;
  /** Whether questions are held back by the provider's limit. */
  readonly held: () => boolean;
};

/** A page is asked for this often: hours of a server that is not there are for a person to wait out. */
const ATTEMPTS = 8;

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Whom to ask for a day, with its keys. Fault `usage` for a source that the provider does not have. */
export const openDaySource = async (
  {feed, source, host}: DaySourceOrder,
  env: Environment,
): Promise<OpenedDaySource> => {
  if (source !== undefined && feed !== 'alpaca')
    throw new Fault('usage', `${feed} has one source of past days`, {remedy: 'leave out --source'});
  const via = host === undefined ? undefined : hostOf(host);
  const http = host?.replace(/^ws/, 'http');
  const common = {clock: wallClock, chance, attempts: ATTEMPTS, via};
  if (feed === 'massive') {
    const {key} = await needKeys(feed, env, configFolder(env));
    const pace = createRestPace(wallClock);
    const {restUrl} = massiveEndpoints('stocks', http);
    return {
      source: createMassiveDaySource({...common, restUrl, key: () => key, pace}),
      held: () => pace.heldUntil() !== undefined,
    };
  }
  const keys = await needKeys(feed, env, configFolder(env));
  const pace = createRequestPace(wallClock);
  const {restUrl} = alpacaEndpoints(source ?? 'sip', undefined, http);
  return {
    source: createAlpacaDaySource({...common, restUrl, keys, pace, source: source ?? 'sip'}),
    held: () => pace.heldUntil() !== undefined,
  };
};
