import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {faultLine} from '../../core/fault.ts';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, Tap} from '../../engine/ports.ts';
import {type Socket, type SocketProgress, startSocket} from '../socket.ts';
import {type Frame, readFrame} from './decode.ts';
import {feedName} from './endpoints.ts';
import {type Channel, createAlpacaSession, type Keys, keyHeaders, type Step} from './session.ts';
import {CONTENT_TYPES, type Codec, writeFrame} from './wire-codec.ts';

export type AlpacaClientOptions = {
  readonly url: string;
  readonly keys: Keys;
  readonly channels: readonly Channel[];
  /** Empty means all. */
  readonly symbols: readonly Ticker[];
  readonly codec: Codec;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly auth?: 'message' | 'header';
  /** See Receipt.byEventTime. */
  readonly byEventTime?: boolean;
  /** What one frame brought. */
  readonly onEvents: (events: readonly FeedEvent[]) => void;
  /** Each change of the connection's state, stamped by the clock. */
  readonly onStatus: (status: FeedStatus) => void;
  /** The payload of a ping. */
  readonly onPing?: (payload: string) => void;
  /** Hears each frame that holds data, as it came, before `onEvents` hears what is in it. */
  readonly tap?: Tap | undefined;
};

export type AlpacaClient = Pick<Socket, 'hold' | 'close'> & {readonly feed: string};

const MIB = 1_048_576;
/** Bytes of one message; bodies of stories are long. */
const maxPayload = (channels: readonly Channel[]): number => (channels.includes('news') ? 4 * MIB : MIB);

const statusOf = (feed: string, at: Instant, progress: SocketProgress): FeedStatus => {
  const base = {kind: 'status', topic: 'state', at, receivedAt: at, feed} as const;
  switch (progress.state) {
    case 'connecting':
      return {...base, state: 'connecting', message: 'connecting'};
    case 'retrying': {
      const code = progress.limit ? 'feed/limit' : 'feed/unreachable';
      return {...base, state: 'retrying', message: progress.why, code, retryAt: progress.retryAt};
    }
    case 'stopped':
      return {...base, state: 'stopped', message: faultLine(progress.fault), code: progress.fault.code, terminal: true};
  }
};

/** Messages that could not be read are events too, but make no connection useful. */
const countData = (events: readonly FeedEvent[]): number => {
  let count = 0;
  for (const event of events) if (event.kind !== 'status') count++;
  return count;
};

/**
 * One of the vendor's streams: connects, gives the keys, subscribes, decodes, and does it all again after a loss, until it
 * is closed or the status says `stopped`.
 */
export const startAlpacaClient = (options: AlpacaClientOptions): AlpacaClient => {
  const {clock, codec, keys, channels, symbols, onEvents, onStatus, auth = 'message', byEventTime = false} = options;
  const feed = feedName(options.url);
  const session = createAlpacaSession({feed, keys, channels, symbols, auth});

  const take = (step: Step): void => {
    for (const message of step.send) socket.send(writeFrame(message, codec));
    if (step.ready) {
      socket.ready();
      const at = clock.now();
      onStatus({kind: 'status', topic: 'state', at, receivedAt: at, feed, state: 'live', message: 'live'});
    }
    if (step.loss !== undefined) socket.lose(step.loss);
  };

  const onFrame = (data: Buffer, binary: boolean): number => {
    const receivedAt = clock.now();
    const receipt = {feed, receivedAt, byEventTime};
    const frame: Frame = readFrame(binary ? data : data.toString('utf8'), receipt);
    if (frame.events.length > 0 || frame.unknown > 0) options.tap?.({receivedAt, channel: feed, data, binary});
    if (frame.events.length > 0) onEvents(frame.events);
    for (const control of frame.controls) {
      const step = session.receive(control);
      take(step);
      // Whatever else the frame says was said by a connection that is gone.
      if (step.loss !== undefined) break;
    }
    return countData(frame.events);
  };

  const socket = startSocket({
    url: options.url,
    headers: {'Content-Type': CONTENT_TYPES[codec], ...(auth === 'header' ? keyHeaders(keys) : {})},
    maxPayload: maxPayload(channels),
    clock,
    chance: options.chance,
    onProgress: progress => onStatus(statusOf(feed, clock.now(), progress)),
    onOpen: () => take(session.opened()),
    onFrame,
    onPing: payload => options.onPing?.(payload),
  });
  return {feed, hold: socket.hold, close: socket.close};
};
