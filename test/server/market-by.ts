import type {FeedEvent, TapeEvent} from '../../src/core/events.ts';
import type {Instant} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import type {Provider, ProviderOptions} from '../../src/feeds/provider.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {createMarket, type Market} from '../../src/market/market.ts';
import {emptyFile} from '../../src/server/empty-file.ts';
import {createPlayback, type Playback} from '../../src/server/playback.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {AMZN, instantAt, MSFT, sourceOf} from './small-day.ts';

export const eventsOf = async (day: ServedDay): Promise<readonly TapeEvent[]> => {
  const all: TapeEvent[] = [];
  for await (const batch of day.events.read({})) all.push(...batch);
  return all;
};

/** The day with what a stream cannot carry left out of it. */
export const onlyOf = async (day: ServedDay, ...kinds: readonly TapeEvent['kind'][]): Promise<ServedDay> => {
  const events = (await eventsOf(day)).filter(({kind}) => kinds.includes(kind));
  return {...day, events: {...day.events, ...sourceOf(events)}};
};

/** A playback that stands still unless told to move. */
export const playbackOf = (day: ServedDay, startAt: Instant = day.info.startAt): Playback =>
  createPlayback({
    day,
    wall: createVirtualClock(instantAt('2030-01-01T00:00:00Z')),
    startAt,
    speed: 60,
    state: 'paused',
  });

export type Reading = Pick<ProviderOptions, 'host' | 'keys' | 'source'> & {
  readonly provider: Provider;
  readonly day: ServedDay;
  readonly until: (seen: readonly FeedEvent[]) => boolean;
  readonly tap?: ProviderOptions['tap'];
  readonly halves?: ProviderOptions['halves'];
};

/** A day as a provider's client reads it from our server, folded, and the data that it read. */
export const marketBy = async (reading: Reading): Promise<{readonly market: Market; readonly seen: FeedEvent[]}> => {
  const {provider, day, until, host, keys, source, tap, halves = ['prices']} = reading;
  const market = createMarket({file: emptyFile(day.info)});
  const stopper = new AbortController();
  const {feed} = provider.open({
    halves,
    source,
    symbols: [AMZN, MSFT],
    host,
    keys,
    contact: undefined,
    since: day.info.startAt,
    clock: wallClock,
    chance: () => 0.5,
    tap,
  });
  const seen: FeedEvent[] = [];
  for await (const events of feed(stopper.signal)) {
    for (const event of events) {
      applyEvent(market, event);
      if (event.kind !== 'status') seen.push(event);
    }
    if (until(seen)) stopper.abort();
  }
  return {market, seen};
};
