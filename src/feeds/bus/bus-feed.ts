import type {ConsumerMessages, JetStreamManager, JsMsg} from '@nats-io/jetstream';
import type {NatsConnection} from '@nats-io/transport-node';
import type {FeedStatus} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {earlier, fromMillis, type Instant, minus, plus, seconds, toMillis} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Feed, Tap} from '../../engine/ports.ts';
import {createLiveQueue} from '../live-queue.ts';
import {relayLagWords} from '../relay/relay-lag.ts';
import {readRelayWord} from '../relay/relay-words.ts';
import type {RelayedHistory} from '../relay/relayed-history.ts';
import {createRelayedMessages} from '../relay/relayed-messages.ts';
import {BUS_STREAM, wantsSubject} from './bus-message.ts';
import {createPieceJoiner, PIECE_HEADER, parsePiece, readPayload} from './bus-payload.ts';
import {type BusOptions, keepWorking} from './connect-bus.ts';
import {STATE_CHANNEL} from './publish-log.ts';
import {createRelaysHeard} from './relays-heard.ts';

export type BusFeedOptions = BusOptions & {
  /** What the bus is called in statuses: its first server. */
  readonly place: string;
  /** Names that are wanted of those that are relayed; empty means all. */
  readonly symbols: readonly Ticker[];
  /** When the day began, and from when on the bus is read. */
  readonly since: Instant;
  readonly readSince: Instant;
  readonly tap: Tap | undefined;
  readonly history: RelayedHistory;
};

/** How often it is asked whether the relays still speak. */
const LOOK_EVERY = seconds(2);
/** Nothing for so long, though a relay on the bus speaks every few seconds: the reading is begun anew. */
const SILENCE = seconds(20);
/** Between two readings by one connection. */
const PAUSE = seconds(0.5);
/** Of a stream that was made anew the last moments are read again. */
const OVERLAP = seconds(5);
const MOST_AHEAD = 2_000;

/** What ends the reading of a stream, so that it is begun anew where it ended. */
const ENDINGS: ReadonlySet<string> = new Set([
  'consumer_not_found',
  'consumer_deleted',
  'stream_not_found',
  'heartbeats_missed',
  'no_responders',
  'reset',
]);

/** How far a stream was read; another stream of the same name begins at 1 again. */
type Read = {readonly created: string; readonly to: number; readonly at: Instant};

/** What can be read, and from which message on. */
const startOf = async (
  bus: NatsConnection,
  manager: JetStreamManager,
  read: Read | undefined,
  since: Instant,
): Promise<{readonly created: string; readonly from: number; readonly end: number}> => {
  const {jetstream, DeliverPolicy} = await import('@nats-io/jetstream');
  const {created, state} = await manager.streams.info(BUS_STREAM).catch(cause => {
    throw new Fault('feed/unreachable', 'no relay has put anything on the bus: start one with tapewire relay --bus', {
      terminal: false,
      cause,
    });
  });
  const end = state.last_seq;
  if (read !== undefined && read.created === created && read.to <= end) return {created, from: read.to + 1, end};
  // A consumer that begins at a time cannot be made anew at a message: the server refuses to be told both.
  const first = await jetstream(bus).consumers.get(BUS_STREAM, {
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: new Date(toMillis(read === undefined ? since : minus(read.at, OVERLAP))).toISOString(),
    headers_only: true,
  });
  const message = await first.next({expires: 1_000});
  await first.delete().catch(() => undefined);
  return {created, from: message?.seq ?? end + 1, end};
};

/**
 * What relays put on a bus, from the beginning of the day on and then as it comes. A server that goes and comes back is read
 * on from where it was. Statuses are the relays' own connections' while a relay is heard; while none is, none of them is live.
 */
export const createBusFeed = (options: BusFeedOptions): Feed =>
  async function* (signal) {
    const {place, symbols, since, readSince, clock, tap, history} = options;
    const feed = `nats/${place}`;
    const stopper = new AbortController();
    const over = AbortSignal.any([signal, stopper.signal]);
    const isWanted = wantsSubject(symbols);
    const join = createPieceJoiner();
    const relays = createRelaysHeard();
    const read = createRelayedMessages({symbols, since, clock, tap, history});
    let goOn: () => void = () => {};
    let held: Promise<void> | undefined;
    const queue = createLiveQueue({
      symbols: [],
      feed,
      clock,
      onHold: hold => {
        goOn();
        held = hold ? new Promise(resolve => (goOn = resolve)) : undefined;
      },
    });
    let known: Read | undefined;
    let behind = true;
    let lag = '';
    let said = '';
    let heardAt = clock.now();

    const say = (status: Pick<FeedStatus, 'state' | 'message'> & Partial<FeedStatus>): void => {
      const at = clock.now();
      queue.push([{kind: 'status', topic: 'state', feed, at, receivedAt: at, ...status}]);
    };
    const tell = (statuses: readonly FeedStatus[]): void => {
      if (statuses.length > 0) queue.push(statuses);
    };

    /** A bus on which no relay speaks is there, and brings nothing. */
    const tellAll = (): void => {
      const now = clock.now();
      const titles = [...new Set(relays.alive(now).map(({title}) => title))];
      const heard = titles.length > 0;
      const message = heard ? `by NATS ${place}: ${titles.join(', ')}${lag}` : 'no relay is heard on the bus';
      if (message !== said) say({state: heard ? 'live' : 'connecting', message});
      said = message;
      tell(relays.statuses(false, now));
    };

    const take = (message: JsMsg): void => {
      const piece = parsePiece(message.headers?.get(PIECE_HEADER) ?? '');
      const payload = piece === undefined ? message.data : join(message.data, piece);
      const raw = payload === undefined ? undefined : readPayload(payload);
      if (raw === undefined) return;
      if (raw.channel !== STATE_CHANNEL) {
        const events = read(raw) ?? [];
        if (events.length > 0) queue.push(events);
        return;
      }
      const word = readRelayWord(Buffer.from(raw.data).toString('utf8'));
      // What was said while nobody here listened is as old as the bus says, whatever the relay's clock.
      const at = behind ? earlier(fromMillis(message.time.getTime()), clock.now()) : clock.now();
      if (word?.kind === 'state') relays.take(message.subject, word, at);
      if (behind) return;
      if (word?.kind === 'state') lag = relayLagWords(word.at, at);
      tellAll();
    };

    const arrived = (): void => {
      behind = false;
      tellAll();
    };

    const consume = async (messages: ConsumerMessages, created: string, end: number): Promise<void> => {
      for await (const message of messages) {
        heardAt = clock.now();
        if (isWanted(message.subject)) take(message);
        known = {created, to: message.seq, at: fromMillis(message.time.getTime())};
        if (behind && message.seq >= end) arrived();
        await held;
      }
    };

    /** Reads the stream until the reading ends, or falls silent. */
    const sit = async (bus: NatsConnection): Promise<void> => {
      const {jetstream, jetstreamManager, DeliverPolicy} = await import('@nats-io/jetstream');
      const {created, from, end} = await startOf(bus, await jetstreamManager(bus), known, readSince);
      const consumer = await jetstream(bus).consumers.get(BUS_STREAM, {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: from,
      });
      const messages = await consumer.consume({max_messages: MOST_AHEAD});
      heardAt = clock.now();
      behind = true;
      if (from > end) arrived();
      const done = new AbortController();
      const leave = (): void => void messages.close();
      over.addEventListener('abort', leave, {once: true});
      void bus.closed().then(leave);
      const watch = async (): Promise<void> => {
        for await (const {type} of messages.status()) if (ENDINGS.has(type)) leave();
      };
      const look = async (): Promise<void> => {
        for (;;) {
          await clock.until(plus(clock.now(), LOOK_EVERY), done.signal);
          if (!behind) tellAll();
          if (clock.now() > plus(heardAt, SILENCE)) leave();
        }
      };
      const beside = [watch(), look()].map(promise => promise.catch(() => undefined));
      try {
        await consume(messages, created, end);
      } finally {
        done.abort(new Error('over'));
        over.removeEventListener('abort', leave);
        await messages.close();
        await Promise.all(beside);
      }
    };

    const work = async (bus: NatsConnection, useful: () => void): Promise<void> => {
      while (!bus.isClosed() && !over.aborted) {
        await sit(bus);
        useful();
        await clock.until(plus(clock.now(), PAUSE), over).catch(() => undefined);
      }
    };

    const onTrouble = (why: string, retryAt: Instant): void => {
      said = '';
      say({state: 'retrying', message: why, code: 'feed/unreachable', retryAt});
      tell(relays.lose('the bus is not heard', clock.now()));
    };

    say({state: 'connecting', message: 'connecting'});
    const working = keepWorking(options, work, onTrouble, over).catch(error => queue.end(error));
    try {
      yield* queue.read(signal);
    } finally {
      stopper.abort(new Error('stopped'));
      goOn();
      await working;
    }
  };
