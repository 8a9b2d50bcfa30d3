import type {FeedStatus} from '../../src/core/events.ts';
import {type Instant, instant, SECOND} from '../../src/core/instant.ts';
import {
  type ConnectionEffect,
  type ConnectionInput,
  createConnectionState,
} from '../../src/feeds/connection/connection-state.ts';
import type {ConnectionStep} from '../../src/feeds/connection/step.ts';
import type {Loss} from '../../src/feeds/retry-policy.ts';
import type {Random} from '../../src/feeds/synthetic/seeded-random.ts';
import type {Agenda} from './agenda.ts';
import {truthKey} from './exchange.ts';
import type {Judge} from './judge.ts';
import type {Questions} from './questions.ts';
import type {SimulatedSocket, Streams} from './streams.ts';
import {type Config, type Control, type Phase, troubleIn} from './tongues.ts';
import type {Trace} from './trace.ts';

export type Step = ConnectionStep<Phase, Control>;
export type Input = ConnectionInput<Control>;

type Bare<Some> = Some extends unknown ? Omit<Some, 'now' | 'chance'> : never;

/** One process of the client: from its start to its crash, or to the end of the world. */
export type SimulatedClient = {
  /** How often each event came out. */
  readonly record: ReadonlyMap<string, number>;
  /** What was said to be missing, and not to be here after all. */
  readonly gaps: readonly {readonly from: number; readonly to: number}[];
  readonly isStopped: () => boolean;
  /** Whether it says that it is live, and is. */
  readonly isLive: () => boolean;
  /** Its clock is off by so much. */
  readonly setClock: (offset: number) => void;
  readonly sleep: (asleep: boolean) => void;
  readonly hold: (held: boolean) => void;
  readonly again: () => void;
  readonly crash: () => void;
};

export type ClientOptions = {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly streams: Streams;
  readonly questions: Questions;
  readonly config: Config;
  readonly step: Step;
  readonly origin: Instant;
  readonly offset: number;
  readonly judge: Judge;
  readonly trace: Trace;
  /** Told when a page of an answer is about to be heard. */
  readonly onPage: () => void;
};

/** A connection is of use from twenty new messages on; the judge gives it more, for some were had by question before. */
const SURELY_USEFUL = 40;

/** By then a jump of the clock has been noticed. */
const SHAKEN = 15 * SECOND;

/** Runs the connection's own step in the simulated world, as start-connection does in the real one. */
export const startSimulatedClient = (options: ClientOptions): SimulatedClient => {
  const {agenda, random, streams, questions, config, step, origin, judge, trace} = options;
  const record = new Map<string, number>();
  let gaps: {readonly from: number; readonly to: number}[] = [];
  let offset = options.offset;
  let alive = true;
  let asleep = false;
  let reading = true;
  /** What waited may belong to a socket that is given up before it is heard: no law is broken by not heeding it. */
  let draining = false;
  let inbox: (() => void)[] = [];
  let socket: (SimulatedSocket & {dropped: boolean; data: number; lastKey: string}) | undefined;
  let asking: number | undefined;
  let said: FeedStatus | undefined;
  let alarmAt: Instant | undefined;
  let alarm = 0;
  /** When its clock or its process was last interfered with. */
  let shakenAt = Number.NEGATIVE_INFINITY;
  let rang = false;

  const clock = (): Instant => instant(origin + agenda.now() + offset);
  let state = createConnectionState<Phase>(config.since, clock());

  const perform = (effect: ConnectionEffect): void => {
    switch (effect.kind) {
      case 'open':
        judge.onOpen(agenda.now());
        if (socket !== undefined && !socket.dropped) judge.blame('two sockets at once');
        socket = open(effect.epoch);
        break;
      case 'send':
        socket?.send(effect.message);
        break;
      case 'ping':
        socket?.ping();
        break;
      case 'drop':
      case 'close':
        if (socket !== undefined) {
          if (socket.isWell() && agenda.now() > shakenAt + SHAKEN) judge.blame('gives up a connection that is well');
          socket.dropped = true;
          socket.drop();
        }
        break;
      case 'ask': {
        const {question} = effect;
        judge.onAsk(agenda.now());
        if (asking !== undefined) judge.blame('asks two questions at once');
        asking = question.id;
        questions.ask(question, {
          onPage: items =>
            hear(() => {
              options.onPage();
              happen({kind: 'page', question: question.id, events: items.map(({event}) => event)});
            }),
          onFilled: () => hear(() => answered({kind: 'filled', question: question.id})),
          onUnanswered: loss =>
            hear(() => {
              if (asking === question.id && !draining) judge.onAskRefused(agenda.now(), loss);
              answered({kind: 'unanswered', question: question.id, loss});
            }),
        });
        break;
      }
      case 'forget':
        asking = undefined;
        break;
      case 'emit':
        for (const event of effect.events) {
          const key = truthKey(event);
          const count = (record.get(key) ?? 0) + 1;
          record.set(key, count);
          if (count > 1) judge.blame('an event came out twice');
        }
        break;
      case 'status':
        hearStatus(effect.status);
        break;
    }
  };

  const hearStatus = (status: FeedStatus): void => {
    if (status.topic === 'state') {
      said = status;
      if (status.state === 'live' && socket?.isSubscribed() !== true) judge.blame('says that it is live before it is');
    } else if (status.topic === 'gap') gaps.push({from: status.from ?? status.at, to: status.at});
    else if (status.topic === 'filled') gaps = gaps.filter(({from}) => from < (status.from ?? 0));
  };

  const answered = (input: Extract<Bare<Input>, {kind: 'filled' | 'unanswered'}>): void => {
    if (asking === input.question) asking = undefined;
    happen(input);
  };

  /** The server, or the network, has given the judge and the client the same reason. */
  const lost = (kind: Loss['kind'], pause: number): void => {
    if (draining || socket === undefined || socket.dropped) return;
    judge.onLoss(agenda.now(), kind, pause, socket.data >= SURELY_USEFUL);
  };

  const open = (epoch: number): NonNullable<typeof socket> => {
    const mine = {
      ...streams.connect({
        onOpened: () => read(() => happen({kind: 'opened', epoch})),
        onFrame: (items, controls) =>
          read(() => {
            for (const {key} of items) {
              if (key !== mine.lastKey) mine.data += 1;
              mine.lastKey = key;
            }
            for (const control of controls) {
              const trouble = troubleIn(control);
              if (trouble !== undefined && mine === socket) lost(trouble, 0);
            }
            happen({kind: 'frame', epoch, events: items.map(({event}) => event), controls});
          }),
        onPong: () => read(() => happen({kind: 'heard', epoch})),
        onLost: loss =>
          read(() => {
            if (mine === socket) lost(loss.kind, loss.kind === 'throttled' ? loss.pause : 0);
            happen({kind: 'lost', epoch, loss});
          }),
      }),
      dropped: false,
      data: 0,
      lastKey: '',
    };
    return mine;
  };

  /** Something reaches the process: at once, or when it is awake again. */
  const hear = (run: () => void): void => {
    if (asleep) inbox.push(run);
    else if (alive) run();
  };
  /** Something reaches the socket: when it is read from. */
  const read = (run: () => void): void => {
    if (reading) hear(run);
    else inbox.push(run);
  };
  const drain = (): void => {
    const waiting = inbox;
    inbox = [];
    draining = true;
    for (const run of waiting) if (alive) run();
    draining = false;
  };

  const setAlarm = (): void => {
    if (state.wakeAt === alarmAt) return;
    alarmAt = state.wakeAt;
    alarm += 1;
    rang = false;
    const mine = alarm;
    if (alarmAt === undefined) return;
    agenda.add(agenda.now() + Math.max(0, alarmAt - clock()), () => {
      if (mine !== alarm || !alive) return;
      rang = asleep;
      if (!asleep) ring();
    });
  };
  const ring = (): void => {
    alarmAt = undefined;
    happen({kind: 'wake'});
  };

  const happen = (bare: Bare<Input>): void => {
    if (!alive) return;
    judge.onStep();
    const stepped = step(state, {...bare, now: clock(), chance: random()});
    state = stepped.state;
    trace.note?.(agenda.now(), `${JSON.stringify(bare)} → ${state.link.kind} ${JSON.stringify(stepped.effects)}`);
    for (const effect of stepped.effects) perform(effect);
    setAlarm();
  };

  happen({kind: 'start'});
  return {
    record,
    get gaps() {
      return gaps;
    },
    isStopped: () => alive && state.link.kind === 'stopped',
    isLive: () => alive && said?.state === 'live' && state.link.kind === 'open' && socket?.isSubscribed() === true,
    setClock: next => {
      offset = next;
      shakenAt = agenda.now();
      judge.release();
    },
    sleep: next => {
      asleep = next;
      shakenAt = agenda.now();
      judge.release();
      if (asleep || !alive) return;
      if (state.held === reading) happen({kind: 'hold', held: !reading});
      if (reading) drain();
      if (rang) ring();
    },
    hold: held => {
      reading = !held;
      if (!asleep) happen({kind: 'hold', held});
      if (reading && !asleep) drain();
    },
    again: () => {
      judge.release();
      happen({kind: 'again'});
    },
    crash: () => {
      alive = false;
      if (socket !== undefined && !socket.dropped) socket.drop();
      judge.release();
      trace.note?.(agenda.now(), 'crash');
    },
  };
};
