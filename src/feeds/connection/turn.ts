import type {FeedStatus} from '../../core/events.ts';
import {faultLine} from '../../core/fault.ts';
import {between, type Instant, plus, seconds} from '../../core/instant.ts';
import {afterConnect, allowedAt, type Loss, nextConnectAt, USEFUL_MESSAGES, USEFUL_SPAN} from '../retry-policy.ts';
import type {ConnectionConfig, ConnectionEffect, ConnectionState} from './connection-state.ts';
import {afterLost, GAP_FILLED, GAP_SAID, type Word} from './coverage.ts';

export const HANDSHAKE_TIMEOUT = seconds(10);
export const BEAT_EVERY = seconds(5);

/** One step under way: the state so far, and what is to be done, in order. */
export type Turn<Phase, Control> = {
  readonly config: ConnectionConfig<Phase, Control>;
  readonly now: Instant;
  readonly chance: number;
  state: ConnectionState<Phase>;
  effects: ConnectionEffect[] | undefined;
};

/** Most steps do nothing in the world: the list is made for those that do. */
export const act = <Phase, Control>(turn: Turn<Phase, Control>, effect: ConnectionEffect): void => {
  turn.effects ??= [];
  turn.effects.push(effect);
};

/** Says something of the connection, in its own name and at its own time. */
export const say = <Phase, Control>(
  turn: Turn<Phase, Control>,
  word: Pick<FeedStatus, 'state' | 'message'> & Partial<FeedStatus>,
): void => {
  const base = {kind: 'status', topic: 'state', at: turn.now, receivedAt: turn.now, feed: turn.config.feed} as const;
  act(turn, {kind: 'status', status: {...base, ...word}});
};

/** Says what is missing, and what is so no longer. */
export const tell = <Phase, Control>(turn: Turn<Phase, Control>, words: readonly Word[]): void => {
  for (const {topic, from, to} of words) {
    if (topic === 'filled') say(turn, {topic, state: 'live', from, at: to, message: GAP_FILLED});
    else say(turn, {topic, state: 'live', from, at: to, message: GAP_SAID, code: 'feed/gap'});
  }
};

/** What the stream says from now on is missed; an answer under way is not waited for. */
export const miss = <Phase, Control>(turn: Turn<Phase, Control>): void => {
  const {coverage} = turn.state;
  if (coverage.question !== undefined) act(turn, {kind: 'forget', question: coverage.question});
  turn.state = {...turn.state, coverage: afterLost(coverage)};
};

/** Connects, now. */
export const connect = <Phase, Control>(turn: Turn<Phase, Control>): void => {
  const {state, now} = turn;
  const epoch = state.epoch + 1;
  turn.state = {
    ...state,
    epoch,
    link: {kind: 'opening', by: plus(now, HANDSHAKE_TIMEOUT)},
    history: afterConnect(state.history, now),
    beatAt: state.beatAt ?? plus(now, BEAT_EVERY),
  };
  say(turn, {state: 'connecting', message: 'connecting'});
  act(turn, {kind: 'open', epoch});
};

export const waitUntil = <Phase, Control>(turn: Turn<Phase, Control>, until: Instant): void => {
  turn.state = {...turn.state, link: {kind: 'waiting', until}};
};

const isUseful = <Phase>({link}: ConnectionState<Phase>, now: Instant): boolean =>
  link.kind === 'open' &&
  (link.data >= USEFUL_MESSAGES || (link.readyAt !== undefined && between(link.readyAt, now) >= USEFUL_SPAN));

/**
 * Gives the socket up and decides when to connect again: by the retry policy, or `at once`, which is as soon as is allowed.
 * Only a connection that was of use forgives the failures before it.
 */
export const lose = <Phase, Control>(
  turn: Turn<Phase, Control>,
  loss: Loss,
  soon: 'by policy' | 'at once' = 'by policy',
): void => {
  const {state, now, chance} = turn;
  act(turn, {kind: 'drop'});
  miss(turn);
  if (loss.kind === 'terminal') {
    const {fault} = loss;
    turn.state = {...turn.state, link: {kind: 'stopped', fault}, beatAt: undefined};
    say(turn, {state: 'stopped', message: faultLine(fault), code: fault.code, terminal: true});
    return;
  }
  const history = isUseful(state, now) ? {...state.history, failures: 0} : state.history;
  const retryAt = soon === 'at once' ? allowedAt(history, now) : nextConnectAt(history, loss, now, chance);
  turn.state = {...turn.state, history: {...history, failures: history.failures + 1}};
  waitUntil(turn, retryAt);
  const code = loss.kind === 'connection-limit' ? 'feed/limit' : 'feed/unreachable';
  say(turn, {state: 'retrying', message: loss.why, code, retryAt});
};
