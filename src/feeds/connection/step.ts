import {assertNever} from '../../core/fault.ts';
import {between, earlier, type Instant, minus, plus, type Span, seconds, span} from '../../core/instant.ts';
import {afterClockSet, allowedAt} from '../retry-policy.ts';
import type {ConnectionConfig, ConnectionEffect, ConnectionInput, ConnectionState} from './connection-state.ts';
import {afterAsking, afterSetBack, sayGap} from './coverage.ts';
import {afterClockSetBack, afterMiss, formatSilence, silenceAt} from './freshness.ts';
import {begin, hear, hearAnswer, hearPulse, hold} from './hear.ts';
import {act, BEAT_EVERY, connect, lose, miss, type Turn, tell, waitUntil} from './turn.ts';

/** A half-open connection gives no event at all: after this long without a frame of any kind it counts as dead. */
export const SILENCE_LIMIT = seconds(15);
/** A clock that jumped this far means the machine slept, or was wrong: whatever was connected is not any more. */
export const CLOCK_JUMP = seconds(5);

export type ConnectionStep<Phase, Control> = (
  state: ConnectionState<Phase>,
  input: ConnectionInput<Control>,
) => {readonly state: ConnectionState<Phase>; readonly effects: readonly ConnectionEffect[]};

const NOTHING_TO_DO: readonly ConnectionEffect[] = [];

/** How far the clock was set, or slept through, at most; 0 for one that goes as it should. */
const jumpOf = <Phase>({now: before, beatAt}: ConnectionState<Phase>, now: Instant): Span => {
  const passed = between(before, now);
  const isLate = beatAt !== undefined && between(beatAt, now) > CLOCK_JUMP;
  return isLate || -passed > CLOCK_JUMP ? passed : span(0);
};

/** The clock was set `by`: the time between connects is kept, for whoever counts them was not set. */
const setClock = <Phase, Control>(turn: Turn<Phase, Control>, by: Span): void => {
  const {state, now, config} = turn;
  const {link} = state;
  const history = afterClockSet(state.history, by);
  const coverage = by < 0 ? afterSetBack(state.coverage, minus(now, config.lag)) : state.coverage;
  const freshness = by < 0 ? afterClockSetBack(state.freshness, now) : state.freshness;
  turn.state = {...state, history, coverage, freshness, beatAt: state.beatAt && plus(now, BEAT_EVERY)};
  if (link.kind === 'waiting') waitUntil(turn, allowedAt(history, by < 0 ? plus(link.until, by) : link.until));
};

/** The socket did not live through the jump. */
const loseToJump = <Phase, Control>(turn: Turn<Phase, Control>): void => {
  const {kind} = turn.state.link;
  if (kind !== 'opening' && kind !== 'open') return;
  lose(turn, {kind: 'transient', why: `${turn.config.place}: the clock jumped`}, 'at once');
};

/** What the server says of the connection holds, whatever the clock does: how long to stay away, or that it is for good. */
const isServersWord = <Control>(input: ConnectionInput<Control>): boolean =>
  input.kind === 'frame'
    ? input.controls.length > 0
    : (input.kind === 'lost' || input.kind === 'unanswered') && input.loss.kind !== 'transient';

/** The look at the socket that is taken every BEAT_EVERY. */
const beat = <Phase, Control>(turn: Turn<Phase, Control>): void => {
  const {now, config} = turn;
  const {place, staleRules, symbols} = config;
  turn.state = {...turn.state, beatAt: plus(now, BEAT_EVERY)};
  const {link, held, freshness} = turn.state;
  if (link.kind !== 'open') return;
  if (held) {
    hold(turn, true);
    return;
  }
  if (between(link.heardAt, now) >= SILENCE_LIMIT) {
    lose(turn, {kind: 'transient', why: `${place} has fallen silent`});
    return;
  }
  const mute =
    link.readyAt === undefined ? undefined : silenceAt(staleRules, freshness, symbols, link.listenedFrom, now);
  if (mute === undefined) {
    act(turn, {kind: 'ping'});
    return;
  }
  turn.state = {...turn.state, freshness: afterMiss(freshness, mute.channel)};
  lose(turn, {kind: 'transient', why: `${place}: ${formatSilence(mute)}`});
};

const ask = <Phase, Control>(turn: Turn<Phase, Control>): void => {
  const {state, now, config} = turn;
  if (config.gaps === 'say') {
    const {coverage, words} = sayGap({...state.coverage, askAt: undefined}, minus(now, config.lag));
    turn.state = {...state, coverage};
    tell(turn, words);
    return;
  }
  const coverage = afterAsking(state.coverage, now, config.lag);
  turn.state = {...state, coverage};
  if (coverage.question !== undefined) act(turn, {kind: 'ask', question: coverage.question});
};

const take = <Phase, Control>(turn: Turn<Phase, Control>, input: ConnectionInput<Control>): void => {
  const {state, now} = turn;
  const {link} = state;
  switch (input.kind) {
    case 'start':
      if (link.kind === 'idle') connect(turn);
      break;
    case 'wake':
      break;
    case 'opened':
      begin(turn, input);
      break;
    case 'frame':
      hear(turn, input);
      break;
    case 'heard':
      hearPulse(turn, input);
      break;
    case 'lost':
      if (input.epoch === state.epoch && (link.kind === 'open' || link.kind === 'opening')) lose(turn, input.loss);
      break;
    case 'page':
    case 'filled':
    case 'unanswered':
      hearAnswer(turn, input);
      break;
    case 'hold':
      hold(turn, input.held);
      break;
    case 'again':
      if (link.kind !== 'stopped') break;
      turn.state = {...state, history: {...state.history, failures: 0}};
      waitUntil(turn, allowedAt(state.history, now));
      break;
    case 'stop':
      miss(turn);
      if (link.kind === 'open') act(turn, {kind: 'close'});
      else if (link.kind === 'opening') act(turn, {kind: 'drop'});
      turn.state = {...turn.state, link: {kind: 'closed'}, beatAt: undefined};
      break;
    default:
      assertNever(input);
  }
};

/** When the socket's own patience ends. */
const linkDue = <Phase>({link}: ConnectionState<Phase>): Instant | undefined => {
  if (link.kind === 'waiting') return link.until;
  return link.kind === 'opening' || (link.kind === 'open' && link.readyAt === undefined) ? link.by : undefined;
};

/** Does what the clock says is due. */
const keepTime = <Phase, Control>(turn: Turn<Phase, Control>): void => {
  const {now, config, state} = turn;
  const due = linkDue(state);
  if (due !== undefined && due <= now) {
    if (state.link.kind === 'waiting') connect(turn);
    else {
      const what = state.link.kind === 'opening' ? 'finish the handshake' : 'get ready';
      lose(turn, {kind: 'transient', why: `${config.place} does not ${what}`});
    }
  }
  if (turn.state.beatAt !== undefined && turn.state.beatAt <= now) beat(turn);
  const {askAt} = turn.state.coverage;
  if (askAt !== undefined && askAt <= now) ask(turn);
};

const soonest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : earlier(a, b);

/**
 * A connection that lasts, as one function of what happened: it connects, watches over the socket, connects again by the
 * retry policy, finds what a loss left out, and stops where only a person can help. No clock, no chance, no socket: time
 * and chance come with the input, and the effects say what to do. Late words of a socket or of an answer that was given
 * up are not heard.
 */
export const createConnectionStep =
  <Phase, Control>(config: ConnectionConfig<Phase, Control>): ConnectionStep<Phase, Control> =>
  (state, input) => {
    const {now, chance} = input;
    if (state.link.kind === 'closed') return {state, effects: NOTHING_TO_DO};
    const turn: Turn<Phase, Control> = {config, now, chance, state, effects: undefined};
    const by = jumpOf(state, now);
    if (by !== 0) setClock(turn, by);
    if (by !== 0 && !isServersWord(input)) loseToJump(turn);
    take(turn, input);
    if (by !== 0) loseToJump(turn);
    keepTime(turn);
    const {beatAt, coverage} = turn.state;
    const wakeAt = soonest(soonest(beatAt, linkDue(turn.state)), coverage.askAt);
    return {state: {...turn.state, now, wakeAt}, effects: turn.effects ?? NOTHING_TO_DO};
  };
