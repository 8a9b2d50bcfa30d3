import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {Fault} from '../../core/fault.ts';
import {type Instant, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, Feed, Tap} from '../../engine/ports.ts';
import {decodeLine} from '../../tape/recording/recording-line.ts';
import type {KnownPlace, LogPlace} from '../../tape/recording/recording-log.ts';
import type {Handshake} from '../connection/handshake.ts';
import {type Connection, startConnection} from '../connection/start-connection.ts';
import {createLiveQueue} from '../live-queue.ts';
import {relayLagWords} from './relay-lag.ts';
import {type LogWord, type RelayState, readRelayWord} from './relay-words.ts';
import type {RelayedHistory} from './relayed-history.ts';
import {createRelayedMessages} from './relayed-messages.ts';
import {createRelayedStates} from './relayed-states.ts';

export type RelayFeedOptions = {
  readonly url: URL;
  /** What the relay wants to be shown; undefined where it asks for nothing. */
  readonly token: string | undefined;
  /** Names that are wanted of those that are relayed; empty means all. */
  readonly symbols: readonly Ticker[];
  /** When the day began. */
  readonly since: Instant;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly tap: Tap | undefined;
  readonly history: RelayedHistory;
};

/** Bytes of one message: a page of an answer is one line, and longer lines are not kept. */
const LARGEST_MESSAGE = 100 * 1_048_576;
const LINE_FEED = 0x0a;

/** What a message of the relay means for the connection. */
type RelayControl = RelayState | LogWord | {readonly kind: 'heard'; readonly place: KnownPlace};

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** A recording of the same day that is another was begun since, and nothing of it was heard. */
const isBehind = (place: LogPlace | undefined, end: LogPlace | undefined): boolean => {
  if (end === undefined || place === undefined) return end !== undefined;
  if (place.log === end.log) return place.offset < end.offset;
  return place.log.slice(0, DAY_LENGTH) <= end.log.slice(0, DAY_LENGTH);
};

/** `by relay desk:8766: Alpaca iex, within 5 ms of it`, with the names that are wanted and not relayed. */
const liveWords = (place: string, {title, symbols}: RelayState, wanted: readonly Ticker[], lag: string): string => {
  const missing = symbols.length === 0 ? [] : wanted.filter(symbol => !symbols.includes(symbol));
  const words = `by relay ${place}: ${title}${lag}`;
  return missing.length === 0 ? words : `${words}; not relayed: ${missing.join(', ')}`;
};

/**
 * What a relay receives, as the relay's own feed hands it out: first the day so far, then what comes. A connection that is
 * lost goes on at the line where it ended. Statuses are the relay's own connections' while it is heard; while it is not,
 * none of them is live.
 */
export const createRelayFeed = ({url, token, symbols, since, clock, chance, tap, history}: RelayFeedOptions): Feed =>
  async function* (signal) {
    const place = url.host;
    const feed = `relay/${place}`;
    const states = createRelayedStates();
    const read = createRelayedMessages({symbols, since, clock, tap, history});
    let connection: Connection | undefined;
    const queue = createLiveQueue({symbols: [], feed, clock, onHold: held => connection?.hold(held)});
    /** How far all was heard, and where the bytes that come now belong. */
    let heard: KnownPlace | undefined;
    let next: LogPlace | undefined;
    let state: RelayState | undefined;
    /** What the relay had when this connection joined it: until that is heard nothing is live. */
    let joinedAt: LogPlace | undefined;
    let lag = '';
    let said = '';

    const say = (words: string, topic: 'state' | 'bad' = 'state'): void => {
      const at = clock.now();
      queue.push([{kind: 'status', topic, state: 'live', feed, at, receivedAt: at, message: words}]);
    };

    const hearState = (): void => {
      if (state === undefined) return;
      const behind = isBehind(heard, joinedAt);
      const statuses = states.hear(state.feeds, behind, clock.now());
      if (statuses.length > 0) queue.push(statuses);
      const words = liveWords(place, state, symbols, lag);
      if (words !== said) say(words);
      said = words;
    };

    const readLines = (data: Buffer): {readonly events: FeedEvent[]; readonly controls: readonly RelayControl[]} => {
      const events: FeedEvent[] = [];
      if (next === undefined) return {events, controls: []};
      let from = 0;
      let damaged = 0;
      let last: KnownPlace['last'];
      for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED, from)) {
        const line = data.subarray(from, end);
        const message = decodeLine(line);
        const told = message === undefined ? undefined : read(message);
        if (told === undefined) damaged += 1;
        else for (const event of told) events.push(event);
        last = {length: end + 1 - from, checksum: line.toString('latin1', 0, 8)};
        from = end + 1;
      }
      // Said once for all: a status for each would take far more memory than what was sent.
      if (damaged > 0)
        say(`of what was relayed ${damaged === 1 ? 'a line is' : `${damaged} lines are`} no good`, 'bad');
      next = {log: next.log, offset: next.offset + from};
      return {events, controls: [{kind: 'heard', place: {...next, last}}]};
    };

    /** Where a connection that is given up had come to counts only as far as it was heard. */
    const handshake: Handshake<'joining' | 'joined', RelayControl> = {
      begin: () => ({phase: 'joining', send: [{from: heard ?? null}], ready: false}),
      receive: (phase, control) => {
        switch (control.kind) {
          case 'state':
            if (phase === 'joining') joinedAt = control.end;
            state = control;
            lag = relayLagWords(control.at, clock.now());
            hearState();
            return {phase: 'joined', send: [], ready: true};
          case 'log':
            return {phase, send: [], ready: false};
          case 'heard': {
            const wasBehind = isBehind(heard, joinedAt);
            heard = control.place;
            if (joinedAt !== undefined && wasBehind && !isBehind(heard, joinedAt)) {
              joinedAt = undefined;
              hearState();
            }
            return {phase, send: [], ready: false};
          }
        }
      },
    };

    const onStatus = (status: FeedStatus): void => {
      queue.push([status.state === 'live' && said !== '' ? {...status, message: said} : status]);
      if (status.state === 'retrying' || status.state === 'stopped') {
        said = '';
        queue.push([...states.lose('the relay is not heard', clock.now())]);
      }
      if (status.terminal === true) queue.end(new Fault(status.code ?? 'feed/protocol', status.message));
    };

    try {
      connection = startConnection({
        feed,
        url: url.href,
        headers: token === undefined ? {} : {authorization: `Bearer ${token}`},
        maxPayload: LARGEST_MESSAGE,
        clock,
        chance,
        handshake,
        symbols,
        keyOf: () => undefined,
        staleRules: [],
        lag: span(0),
        since: undefined,
        gaps: 'ignore',
        decode: (data, binary) => {
          if (binary) return readLines(data);
          const word = readRelayWord(data.toString('utf8'));
          if (word?.kind === 'log') next = {log: word.log, offset: word.offset};
          return {events: [], controls: word === undefined ? [] : [word]};
        },
        encode: message => JSON.stringify(message),
        onEvents: queue.push,
        onStatus,
      });
      yield* queue.read(signal);
    } finally {
      connection?.close();
    }
  };
