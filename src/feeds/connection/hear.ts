import {minus, plus, seconds} from '../../core/instant.ts';
import type {ConnectionInput} from './connection-state.ts';
import {afterFilled, afterHeard, afterPage, afterReady, afterUnanswered} from './coverage.ts';
import {afterEvents} from './freshness.ts';
import type {HandshakeStep} from './handshake.ts';
import {takeNew} from './recent-keys.ts';
import {act, lose, say, type Turn, tell} from './turn.ts';

/** From the handshake of the socket until the connection can be used: keys, subscriptions, their confirmation. */
export const READY_TIMEOUT = seconds(20);

type Of<Control, Kind extends ConnectionInput<Control>['kind']> = Extract<ConnectionInput<Control>, {kind: Kind}>;

const follow = <Phase, Control>(turn: Turn<Phase, Control>, step: HandshakeStep<Phase>): void => {
  const {state, now, config} = turn;
  if (state.link.kind !== 'open') return;
  for (const message of step.send) act(turn, {kind: 'send', message});
  const link = {...state.link, phase: step.phase};
  turn.state = {...state, link};
  if (step.loss !== undefined) lose(turn, step.loss);
  else if (step.ready && link.readyAt === undefined) {
    const coverage = config.gaps === 'ignore' ? state.coverage : afterReady(state.coverage, now, config.lag);
    turn.state = {...state, coverage, link: {...link, readyAt: now, listenedFrom: now}};
    say(turn, {state: 'live', message: 'live'});
  }
};

/** The socket is open: the provider's handshake begins. */
export const begin = <Phase, Control>(turn: Turn<Phase, Control>, {epoch}: Of<Control, 'opened'>): void => {
  const {state, now, config} = turn;
  if (epoch !== state.epoch || state.link.kind !== 'opening') return;
  const step = config.handshake.begin();
  const times = {by: plus(now, READY_TIMEOUT), readyAt: undefined, heardAt: now, listenedFrom: now};
  turn.state = {...state, link: {kind: 'open', phase: step.phase, data: 0, ...times}};
  follow(turn, step);
};

/** A message came: what is new in it is passed on, what the provider says of the connection is followed. */
export const hear = <Phase, Control>(turn: Turn<Phase, Control>, input: Of<Control, 'frame'>): void => {
  const {state, now, config} = turn;
  const {link} = state;
  if (input.epoch !== state.epoch || link.kind !== 'open') return;
  const events = takeNew(state.recent, input.events, config.keyOf);
  let data = 0;
  for (const event of events) if (event.kind !== 'status') data += 1;
  turn.state = {
    ...state,
    link: {...link, heardAt: now, data: link.data + data},
    coverage: data === 0 ? state.coverage : afterHeard(state.coverage, events, minus(now, config.lag)),
    freshness: data === 0 ? state.freshness : afterEvents(state.freshness, events, now),
  };
  if (events.length > 0) act(turn, {kind: 'emit', events});
  if (turn.state.coverage.behind && !state.coverage.behind) {
    say(turn, {
      state: link.readyAt === undefined ? 'connecting' : 'live',
      message: 'the clock of this machine is behind',
    });
  }
  for (const control of input.controls) {
    const {link: at} = turn.state;
    // Whatever else the frame says was said by a connection that is gone.
    if (at.kind !== 'open') return;
    follow(turn, config.handshake.receive(at.phase, control));
  }
};

/** A ping or a pong: a sign of life of the socket, not of the data. */
export const hearPulse = <Phase, Control>(turn: Turn<Phase, Control>, {epoch}: Of<Control, 'heard'>): void => {
  const {state, now} = turn;
  if (epoch === state.epoch && state.link.kind === 'open') {
    turn.state = {...state, link: {...state.link, heardAt: now}};
  }
};

/** Part of an answer, its end or its failure. */
export const hearAnswer = <Phase, Control>(
  turn: Turn<Phase, Control>,
  input: Of<Control, 'page' | 'filled' | 'unanswered'>,
): void => {
  const {state, now, chance, config} = turn;
  const {question} = state.coverage;
  if (question === undefined || input.question !== question.id) return;
  if (input.kind === 'page') {
    turn.state = {...state, coverage: afterPage(state.coverage, input.events, minus(now, config.lag))};
    const events = takeNew(state.recent, input.events, config.keyOf);
    if (events.length > 0) act(turn, {kind: 'emit', events});
    return;
  }
  const {coverage, words} =
    input.kind === 'filled'
      ? afterFilled(state.coverage, question)
      : afterUnanswered(state.coverage, question, input.loss, now, chance);
  turn.state = {...state, coverage};
  tell(turn, words);
};

/** Reading was stopped or goes on: silence until now says nothing, and nobody could get ready. */
export const hold = <Phase, Control>(turn: Turn<Phase, Control>, held: boolean): void => {
  const {state, now} = turn;
  const {link} = state;
  const anew = {heardAt: now, listenedFrom: now, by: plus(now, READY_TIMEOUT)};
  turn.state = {...state, held, link: link.kind === 'open' ? {...link, ...anew} : link};
};
