import type {FeedStatus} from '../core/events.ts';
import {Fault} from '../core/fault.ts';
import {instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Clock, Feed} from '../engine/ports.ts';
import {type AlpacaClient, startAlpacaClient} from './alpaca/client.ts';
import type {AlpacaChannel, Keys} from './alpaca/session.ts';
import type {Codec} from './alpaca/wire-codec.ts';
import {createBatchQueue} from './batch-queue.ts';

import {decodeMark, type ReplayMark} from './replay-mark.ts';
import {createReplayMerge, type Release, type Side} from './replay-merge.ts';

export type ReplayFeedOptions = {
  readonly stockUrl: string;
  readonly newsUrl: string;
  readonly keys: Keys;
  readonly symbols: readonly Ticker[];
  readonly codec: Codec;
  /** Paces retries and watches over the sockets; events get their time from the marks. */
  readonly wall: Clock;
  readonly chance: () => number;
};

export type ReplayFeed = {
  readonly feed: Feed;
  /** How far the replay has come for whoever takes the batches; undefined before the first mark. */
  readonly position: () => ReplayMark | undefined;
};

const STOCK_CHANNELS: readonly AlpacaChannel[] = ['trades', 'quotes', 'bars', 'statuses'];

/**
 * A recorded day as our own server plays it: the client of the live feed on both sockets, their streams merged by the
 * server's marks into batches of what was known together. A wrong key, and whatever else is terminal, ends it with a Fault.
 */
export const createReplayFeed = (options: ReplayFeedOptions): ReplayFeed => {
  const {stockUrl, newsUrl, keys, symbols, codec, wall, chance} = options;
  let position: ReplayMark | undefined;

  /** A connection's word in the replay's time, in which it stands between the events; a retry is due by the wall. */
  const inReplayTime = (status: FeedStatus): FeedStatus => {
    const at = position?.at ?? instant(0);
    return {...status, at, receivedAt: at};
  };

  const feed: Feed = async function* (signal) {
    const clients: AlpacaClient[] = [];
    const queue = createBatchQueue({
      onHold: held => {
        for (const client of clients) client.hold(held);
      },
    });
    const merge = createReplayMerge();

    const publish = (side: Side, {rewind, events, epoch, at}: Release): void => {
      if (rewind) {
        const status = {kind: 'status', feed: `replay/${side}`, topic: 'rewind', state: 'live'} as const;
        const beginning: FeedStatus = {...status, at, receivedAt: at, message: 'from the beginning of the day'};
        queue.replace(waiting => [...waiting.filter(event => event.kind === 'status'), beginning]);
        return;
      }
      queue.push(events, () => {
        position = {epoch, at};
      });
    };

    const onStatus = (side: Side, status: FeedStatus): void => {
      if (status.state === 'connecting') merge.restart(side);
      queue.push([inReplayTime(status)]);
      if (status.terminal === true) queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
    };

    const start = (side: Side, url: string, channels: readonly AlpacaChannel[], names: readonly Ticker[]): void => {
      const client = startAlpacaClient({
        url,
        keys,
        channels,
        symbols: names,
        codec,
        clock: wall,
        chance,
        byEventTime: true,
        onEvents: events => merge.add(side, events),
        onStatus: status => onStatus(side, status),
        onPing: payload => {
          const mark = decodeMark(payload);
          const release = mark === undefined ? undefined : merge.mark(side, mark);
          if (release !== undefined) publish(side, release);
        },
      });
      clients.push(client);
    };

    try {
      start('stock', stockUrl, STOCK_CHANNELS, symbols);
      start('news', newsUrl, ['news'], []);
      yield* queue.read(signal);
    } finally {
      for (const client of clients) client.close();
    }
  };

  return {feed, position: () => position};
};
