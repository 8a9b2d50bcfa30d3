import type {NatsConnection} from '@nats-io/transport-node';
import {DAY, type Instant, plus, seconds} from '../../core/instant.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {decodeLine} from '../../tape/recording/recording-line.ts';
import type {LogPlace, RecordingLog} from '../../tape/recording/recording-log.ts';
import {SESSION_CHANNEL} from '../../tape/recording/session-line.ts';
import {type RelayState, readRelayWord, writeRelayState} from '../relay/relay-words.ts';
import {BUS_STREAM, BUS_SUBJECTS, type BusMessage, busMessages, busSubject} from './bus-message.ts';
import {formatPiece, PIECE_HEADER, payloadsOf, readPayload} from './bus-payload.ts';
import {type BusOptions, keepWorking} from './connect-bus.ts';

export type PublishOptions = BusOptions & {
  readonly log: RecordingLog;
  /** How the relay is; its `end` is not what is recorded but what is on the bus. */
  readonly state: () => RelayState;
  /** Hears of each change of the state from now on. */
  readonly onChange: (listener: () => void) => void;
  readonly onTrouble: (why: string, retryAt: Instant) => void;
  /** The bus has it all again. */
  readonly onLive: () => void;
};

/** The channel of what a relay says of itself. */
export const STATE_CHANNEL = 'relay/state';
/** Each relay's words are their own subject, by its recording: the last of them says where it goes on. */
export const stateSubject = (log: string): string => `${busSubject(undefined, STATE_CHANNEL)}.${log}`;

const BEAT = seconds(5);
/** What the bus keeps unless somebody made the stream before: a day, within so many bytes. */
const MOST_BYTES = 4 * 1_073_741_824;
/** Within which the bus knows a message that it has. */
const KNOWN_FOR = seconds(120);
const NANOS = 1_000;
/** What a message takes besides its payload. */
const HEADERS = 4_096;
const LINE_FEED = 0x0a;

const messagesIn = (lines: Buffer): readonly RawMessage[] => {
  const messages: RawMessage[] = [];
  let from = 0;
  for (let end = lines.indexOf(LINE_FEED); end >= 0; end = lines.indexOf(LINE_FEED, from)) {
    const message = decodeLine(lines.subarray(from, end));
    if (message !== undefined && message.channel !== SESSION_CHANNEL) messages.push(message);
    from = end + 1;
  }
  return messages;
};

/**
 * Puts a relay's recording on the bus as it is written, in order: nothing goes before what was written earlier has arrived. A
 * bus that is away is waited for; then it goes on where it was, and so does a relay that was started again. Rejects with a
 * Fault where the bus refuses it.
 */
export const publishLog = async (options: PublishOptions, signal: AbortSignal): Promise<void> => {
  const {log, state, clock, onTrouble, onLive, onChange} = options;
  let done: LogPlace | undefined;
  let changed: () => void = () => {};
  onChange(() => changed());

  const work = async (bus: NatsConnection, useful: () => void): Promise<void> => {
    const [{headers}, {jetstream, jetstreamManager, DiscardPolicy, StorageType}] = await Promise.all([
      import('@nats-io/transport-node'),
      import('@nats-io/jetstream'),
    ]);
    const manager = await jetstreamManager(bus);
    const queue = jetstream(bus);
    const exists = await manager.streams.info(BUS_STREAM).then(
      () => true,
      () => false,
    );
    if (!exists)
      await manager.streams.add({
        name: BUS_STREAM,
        subjects: [BUS_SUBJECTS],
        storage: StorageType.File,
        discard: DiscardPolicy.Old,
        max_age: DAY * NANOS,
        max_bytes: MOST_BYTES,
        duplicate_window: KNOWN_FOR * NANOS,
      });
    const most = (bus.info?.max_payload ?? 1_048_576) - HEADERS;

    const publish = async ({subject, id, message}: BusMessage): Promise<void> => {
      const payloads = payloadsOf(message, most);
      await Promise.all(
        payloads.map((payload, index) => {
          const [piece, pieces] = [index + 1, payloads.length];
          const head = headers();
          head.set('Nats-Msg-Id', pieces === 1 ? id : `${id}-${piece}`);
          if (pieces > 1) head.set(PIECE_HEADER, formatPiece({of: id, piece, pieces}));
          return queue.publish(subject, payload, {headers: head});
        }),
      );
    };

    /** Where this relay's recording was when it last spoke on this bus. */
    const lastDone = async (): Promise<LogPlace | undefined> => {
      const place = log.end();
      if (place === undefined) return undefined;
      const last = await manager.streams
        .getMessage(BUS_STREAM, {last_by_subj: stateSubject(place.log)})
        .catch(() => null);
      const word = readPayload(last?.data ?? new Uint8Array());
      const said = word === undefined ? undefined : readRelayWord(Buffer.from(word.data).toString('utf8'));
      return said?.kind === 'state' ? said.end : undefined;
    };

    const say = async (): Promise<void> => {
      const place = log.end();
      if (place === undefined) return;
      const {end: _, ...rest} = state();
      const data = Buffer.from(writeRelayState({...rest, ...(done === undefined ? {} : {end: done})}));
      const message = {receivedAt: clock.now(), channel: STATE_CHANNEL, data, binary: false};
      await publish({subject: stateSubject(place.log), id: `${place.log}-${rest.at}`, message});
    };

    const stopper = new AbortController();
    const over = AbortSignal.any([signal, stopper.signal]);
    void bus.closed().then(() => stopper.abort(new Error('the connection was lost')));
    changed = () => void say().catch(() => undefined);
    const beat = async (): Promise<void> => {
      for (;;) {
        await say();
        await clock.until(plus(clock.now(), BEAT), over);
      }
    };
    const send = async (): Promise<void> => {
      for await (const {lines, ...place} of log.read(done, over)) {
        const sent = messagesIn(lines).flatMap(message =>
          message.channel.startsWith('relay/')
            ? [
                {
                  subject: busSubject(undefined, message.channel),
                  id: `${place.log}-${place.offset}-${message.receivedAt}`,
                  message,
                },
              ]
            : busMessages(message),
        );
        await Promise.all(sent.map(publish));
        done = {log: place.log, offset: place.offset + lines.length};
        useful();
      }
    };
    done ??= await lastDone();
    onLive();
    try {
      await Promise.all([send(), beat()]);
    } finally {
      changed = () => {};
      stopper.abort(new Error('over'));
    }
  };

  await keepWorking(options, work, onTrouble, signal);
};
