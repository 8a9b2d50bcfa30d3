import type {FeedStatus} from '../core/events.ts';
import {Fault} from '../core/fault.ts';
import {type Instant, span} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Clock, Tap} from '../engine/ports.ts';
import {type Connection, type ConnectionOptions, startConnection} from './connection/start-connection.ts';
import {createLiveQueue} from './live-queue.ts';
import {gapMessage} from './recorded-message.ts';

/** What the feed of such a stream is opened with. */
export type UnfilledFeedOptions = {
  /** Its address, without a key. */
  readonly streamUrl: string;
  readonly symbols: readonly Ticker[];
  readonly since: Instant;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly tap: Tap | undefined;
};

/** What is peculiar to one. */
export type UnfilledStream<Phase, Control> = Pick<
  ConnectionOptions<Phase, Control>,
  'url' | 'maxPayload' | 'handshake' | 'keyOf' | 'staleRules'
> & {
  /** Short and lower case, as its channels begin. */
  readonly provider: string;
  readonly channel: string;
  readonly read: (text: string, receivedAt: Instant) => ReturnType<ConnectionOptions<Phase, Control>['decode']>;
};

/**
 * The events of a stream of JSON over one socket that no history stands behind: what a loss left out is said to be missing.
 * Frames that bring something go to the tap as they came. Throws the Fault of a trouble that trying again does not mend.
 */
export async function* readUnfilled<Phase, Control>(
  stream: UnfilledStream<Phase, Control>,
  {symbols, since, clock, chance, tap}: UnfilledFeedOptions,
  signal: AbortSignal,
) {
  const {provider, channel, read, ...peculiar} = stream;
  let connection: Connection | undefined;
  const queue = createLiveQueue({symbols, feed: channel, clock, onHold: held => connection?.hold(held)});
  const onStatus = (status: FeedStatus): void => {
    if (status.topic === 'gap' || status.topic === 'filled') tap?.(gapMessage(provider, status));
    queue.push([status]);
    if (status.terminal === true) queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
  };
  try {
    connection = startConnection<Phase, Control>({
      ...peculiar,
      feed: channel,
      headers: {},
      clock,
      chance,
      symbols,
      lag: span(0),
      since,
      gaps: 'say',
      decode: (data, binary, receivedAt) => {
        const frame = read(data.toString('utf8'), receivedAt);
        if (frame.events.length > 0) tap?.({receivedAt, channel, data, binary});
        return frame;
      },
      encode: message => JSON.stringify(message),
      onEvents: queue.push,
      onStatus,
    });
    yield* queue.read(signal);
  } finally {
    connection?.close();
  }
}
