import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {assertNever} from '../../core/fault.ts';
import type {Instant} from '../../core/instant.ts';
import type {Clock} from '../../engine/ports.ts';
import {checkedUrl} from '../socket-url.ts';
import {askElsewhere, type FetchBetween} from './ask-elsewhere.ts';
import {
  type ConnectionConfig,
  type ConnectionEffect,
  type ConnectionInput,
  createConnectionState,
} from './connection-state.ts';
import {type OpenWebSocket, openWebSocket} from './open-web-socket.ts';
import {createConnectionStep} from './step.ts';

export type ConnectionOptions<Phase, Control> = Omit<ConnectionConfig<Phase, Control>, 'place' | 'gaps'> & {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes; a larger message loses the connection. */
  readonly maxPayload: number;
  readonly clock: Clock;
  /** In [0, 1): spreads the retries of many clients. */
  readonly chance: () => number;
  /** What a message holds. */
  readonly decode: (
    data: Buffer,
    binary: boolean,
    receivedAt: Instant,
  ) => {readonly events: readonly FeedEvent[]; readonly controls: readonly Control[]};
  readonly encode: (message: Readonly<Record<string, unknown>>) => string | Uint8Array;
  /** Where gaps are filled from; `say`: they are only reported; `ignore`: they are nobody's business. */
  readonly gaps: FetchBetween | 'say' | 'ignore';
  /** What frames that came together, or a page of an answer, brought that is new. */
  readonly onEvents: (events: readonly FeedEvent[]) => void;
  readonly onStatus: (status: FeedStatus) => void;
  readonly onPing?: ((payload: string) => void) | undefined;
};

export type Connection = {
  /** Stops and starts reading: the sender then feels that we are behind. */
  readonly hold: (held: boolean) => void;
  /** A person has seen to what stopped it: tries again. */
  readonly again: () => void;
  /** Closes for good. */
  readonly close: () => void;
};

type Happening<Control> =
  ConnectionInput<Control> extends infer Input
    ? Input extends unknown
      ? Omit<Input, 'now' | 'chance'>
      : never
    : never;

/** The data of frames that came together. */
type Gathered = {readonly kind: 'frame'; readonly epoch: number; readonly events: FeedEvent[]; readonly controls: []};

/**
 * Runs a connection in the world: hands what happens to its step (see createConnectionStep) and does what comes back, with
 * a WebSocket, a clock, and questions to somewhere else. Throws a `usage` Fault for an address that must not be connected
 * to.
 */
export const startConnection = <Phase, Control>(options: ConnectionOptions<Phase, Control>): Connection => {
  const {clock, chance, gaps} = options;
  const url = checkedUrl(options.url, 'wss:', 'ws:');
  const place = url.host;
  const fetch = typeof gaps === 'string' ? undefined : gaps;
  const step = createConnectionStep({...options, place, gaps: typeof gaps === 'string' ? gaps : 'ask'});
  const questions = new Map<number, AbortController>();
  const waiting: Happening<Control>[] = [];
  let state = createConnectionState<Phase>(options.since, clock.now());
  let socket: OpenWebSocket | undefined;
  let alarm = new AbortController();
  let alarmAt: Instant | undefined;
  let lot = chance();
  let running = false;
  /** The last thing that waits, if more data can join it. */
  let gathered: Gathered | undefined;

  const isHeard = (epoch: number): boolean => epoch === state.epoch && state.link.kind === 'open';

  const open = (epoch: number): OpenWebSocket =>
    openWebSocket({
      url,
      headers: options.headers,
      maxPayload: options.maxPayload,
      now: clock.now,
      onOpened: () => {
        if (state.held) socket?.hold(true);
        happen({kind: 'opened', epoch});
      },
      onMessage: (data, binary) => {
        // What will not be heard need not be read, and must not be kept.
        if (!isHeard(epoch)) return;
        const {events, controls} = options.decode(data, binary, clock.now());
        if (controls.length === 0) gather(epoch, events);
        else happen({kind: 'frame', epoch, events, controls});
      },
      onPing: payload => {
        happen({kind: 'heard', epoch});
        if (isHeard(epoch)) options.onPing?.(payload);
      },
      onPong: () => happen({kind: 'heard', epoch}),
      onLost: loss => happen({kind: 'lost', epoch, loss}),
    });

  const perform = (effect: ConnectionEffect): void => {
    switch (effect.kind) {
      case 'open':
        socket = open(effect.epoch);
        return;
      case 'send':
        socket?.send(options.encode(effect.message));
        return;
      case 'ping':
        socket?.ping();
        return;
      case 'drop':
        socket?.drop();
        return;
      case 'close':
        socket?.close();
        return;
      case 'ask': {
        if (fetch === undefined) return;
        const stopper = new AbortController();
        questions.set(effect.question.id, stopper);
        void askElsewhere(effect.question, fetch, place, stopper.signal, happen);
        return;
      }
      case 'forget':
        questions.get(effect.question.id)?.abort();
        questions.delete(effect.question.id);
        return;
      case 'emit':
        options.onEvents(effect.events);
        return;
      case 'status':
        // A number drawn by chance spreads one retry.
        if (effect.status.state === 'retrying') lot = chance();
        options.onStatus(effect.status);
        return;
      default:
        assertNever(effect);
    }
  };

  const setAlarm = (): void => {
    if (state.wakeAt === alarmAt) return;
    alarm.abort();
    alarmAt = state.wakeAt;
    if (alarmAt === undefined) return;
    alarm = new AbortController();
    const ring = (): void => {
      alarmAt = undefined;
      happen({kind: 'wake'});
    };
    clock.until(alarmAt, alarm.signal).then(ring, () => {});
  };

  /** Spelled out for a frame: there are thousands a second, and a spread of things of many shapes is slow. */
  const inputOf = (happening: Happening<Control>): ConnectionInput<Control> => {
    const now = clock.now();
    if (happening.kind !== 'frame') return {...happening, now, chance: lot};
    const {kind, epoch, events, controls} = happening;
    return {kind, epoch, events, controls, now, chance: lot};
  };

  /** Steps through what waits, one thing after another, also when doing one brings about the next. */
  const work = (): void => {
    if (running) return;
    running = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (next === gathered) gathered = undefined;
        const stepped = step(state, inputOf(next));
        state = stepped.state;
        for (const effect of stepped.effects) perform(effect);
        setAlarm();
      }
    } finally {
      running = false;
    }
  };

  const happen = (happening: Happening<Control>): void => {
    waiting.push(happening);
    work();
  };

  /** Frames of data that the socket gives in one breath are one step, as soon as it is over or anything else happens. */
  const gather = (epoch: number, events: readonly FeedEvent[]): void => {
    if (gathered === undefined || gathered.epoch !== epoch || waiting.at(-1) !== gathered) {
      gathered = {kind: 'frame', epoch, events: [], controls: []};
      waiting.push(gathered);
      queueMicrotask(work);
    }
    for (const event of events) gathered.events.push(event);
  };

  happen({kind: 'start'});
  return {
    hold: held => {
      if (held === state.held) return;
      socket?.hold(held);
      happen({kind: 'hold', held});
    },
    again: () => happen({kind: 'again'}),
    close: () => happen({kind: 'stop'}),
  };
};
