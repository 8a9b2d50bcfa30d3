import {assertNever} from '../core/fault.ts';
import {floorTo, type Instant, instant, MILLISECOND, plus, SECOND, type Span, span} from '../core/instant.ts';
import {type Clock, shiftSpeed, type Transport, type TransportCommand} from '../engine/ports.ts';
import type {ClockEdge, ClockFace} from '../market/snapshot.ts';
import type {ServedDay} from './served-day.ts';

/** How far a replay has come: all that was known by `at` may be sent. `epoch` grows when it goes back in time. */
export type Position = {readonly epoch: number; readonly at: Instant};

/** One connection that follows a playback. */
export type Follower = {
  /** Told whenever the position changed. */
  readonly wake: () => void;
  /** True when a seek lasts until this one has been sent everything. */
  readonly awaited: boolean;
};

export type Following = {
  /** Says that everything up to `position` has been sent. */
  readonly delivered: (position: Position) => void;
  readonly leave: () => void;
};

/** The replay's clock and its controls. It knows nothing of sockets: followers read the tape up to its position. */
export type Playback = Transport & {
  readonly position: () => Position;
  readonly follow: (follower: Follower) => Following;
  /** The headline's arrival at which the clock stopped of itself and still stands. */
  readonly heldAt: () => Instant | undefined;
  /** Stops the clock for good. */
  readonly close: () => void;
};

export type PlaybackOptions = {
  readonly day: ServedDay;
  readonly wall: Clock;
  readonly startAt: Instant;
  readonly speed: number;
  readonly state?: 'running' | 'paused';
  /** Stops at the very moment at which a headline becomes known, every time; not unless asked. */
  readonly holdAtHeadlines?: boolean;
};

/** How often a running clock moves on, in wall time. */
const TICK: Span = span(33 * MILLISECOND);
/** Jumps in quick succession count from where the last one landed, not from where the clock has run since. */
const JUMP_CHAIN: Span = span(1.5 * SECOND);
/** A machine that slept, or a process that was stopped, for longer than this does not make up for it. */
const LONGEST_STALL: Span = span(2 * SECOND);
const LOWEST_SPEED = 1;
const HIGHEST_SPEED = 3_600;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
const cleanSpeed = (speed: number): number =>
  Number.isFinite(speed) ? clamp(speed, LOWEST_SPEED, HIGHEST_SPEED) : LOWEST_SPEED;

export const createPlayback = ({
  day,
  wall,
  startAt,
  speed,
  state = 'running',
  holdAtHeadlines = false,
}: PlaybackOptions): Playback => {
  const {info, events} = day;
  const within = (at: number): Instant => instant(clamp(Math.round(at), info.startAt, info.endAt));
  const closing = new AbortController();
  const followers = new Map<Follower, Position | undefined>();

  let epoch = 0;
  let jumps = 0;
  let edge: ClockEdge | undefined;
  let at = within(startAt);
  let pace = cleanSpeed(speed);
  let wantsRunning = state === 'running';
  let heldAt: Instant | undefined;
  let seeking = false;
  let anchor = {at, wall: wall.now()};
  let tickedAt = anchor.wall;
  let ticking = new AbortController();
  let lastJump: {readonly at: Instant; readonly wall: Instant} | undefined;
  /** Set while the tape is asked for the next event; commands that come meanwhile wait their turn. */
  let waiting: TransportCommand[] | undefined;

  const isRunning = (): boolean => wantsRunning && !seeking && at < info.endAt;
  const wakeAll = (): void => {
    for (const follower of followers.keys()) follower.wake();
  };

  const tick = (): void => {
    const wallNow = wall.now();
    if (wallNow - tickedAt > LONGEST_STALL) anchor = {at, wall: wallNow};
    tickedAt = wallNow;
    const next = within(anchor.at + (wall.now() - anchor.wall) * pace);
    if (next === at) return;
    const stop = holdAtHeadlines ? events.headlineTimes.find(time => time > at && time <= next) : undefined;
    at = stop ?? next;
    if (stop !== undefined) hold(stop);
    wakeAll();
  };

  const hold = (stop: Instant): void => {
    heldAt = stop;
    pause();
  };

  /** Starts counting anew from here: after every change of speed, state or place. */
  const reanchor = (): void => {
    ticking.abort();
    anchor = {at, wall: wall.now()};
    tickedAt = anchor.wall;
    if (!isRunning() || closing.signal.aborted) return;
    ticking = new AbortController();
    void run(ticking.signal);
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && isRunning()) {
      try {
        await wall.until(plus(wall.now(), TICK), signal);
      } catch {
        return;
      }
      if (!signal.aborted) tick();
    }
  };

  const isBehind = (sent: Position | undefined): boolean => sent === undefined || sent.epoch < epoch || sent.at < at;

  const settleSeek = (): void => {
    if (!seeking || [...followers].some(([follower, sent]) => follower.awaited && isBehind(sent))) return;
    seeking = false;
    reanchor();
  };

  const goTo = (to: number): void => {
    const target = within(to);
    if (target < at) epoch += 1;
    jumps += 1;
    at = target;
    seeking = true;
    reanchor();
    wakeAll();
    settleSeek();
  };

  const pause = (): void => {
    wantsRunning = false;
    reanchor();
  };

  const seek = (to: number): void => {
    const target = within(to);
    if (target !== Math.round(to))
      edge = {count: (edge?.count ?? 0) + 1, kind: 'time', asked: instant(Math.round(to)), at: target};
    goTo(target);
  };

  const jump = (direction: 1 | -1): void => {
    const chained = lastJump !== undefined && wall.now() - lastJump.wall < JUMP_CHAIN;
    const from = chained && direction === -1 ? (lastJump?.at ?? at) : at;
    const to =
      direction === 1
        ? events.headlineTimes.find(time => time > from)
        : events.headlineTimes.findLast(time => time < from);
    if (to === undefined) {
      edge = {count: (edge?.count ?? 0) + 1, kind: 'headline', direction};
      return;
    }
    if (holdAtHeadlines) hold(to);
    goTo(to);
    lastJump = {at: to, wall: wall.now()};
  };

  const stepToEvent = async (): Promise<void> => {
    for await (const batch of events.read({after: at})) {
      const next = batch[0];
      if (next !== undefined) {
        goTo(next.receivedAt);
        break;
      }
    }
  };

  const step = (bar: Span | undefined): void => {
    // At the day's end there is nothing to step to, and nothing to pause.
    if (at >= info.endAt) return;
    pause();
    if (bar !== undefined) {
      goTo(plus(floorTo(at, bar), bar));
      return;
    }
    waiting = [];
    const resume = (): void => {
      const commands = waiting ?? [];
      waiting = undefined;
      for (const command of commands) send(command);
    };
    void stepToEvent().then(resume, resume);
  };

  const apply = (command: TransportCommand): void => {
    if (isRunning()) tick();
    if (command.kind !== 'jump') lastJump = undefined;
    switch (command.kind) {
      case 'pause':
        pause();
        break;
      case 'resume':
        wantsRunning = true;
        heldAt = undefined;
        reanchor();
        break;
      case 'toggle':
        if (wantsRunning) pause();
        else apply({kind: 'resume'});
        break;
      case 'shift':
        pace = shiftSpeed(pace, command.by);
        reanchor();
        break;
      case 'speed':
        pace = cleanSpeed(command.speed);
        reanchor();
        break;
      case 'seek':
        seek(command.to);
        break;
      case 'skip':
        seek(at + command.by);
        break;
      case 'step':
        step(command.bar);
        break;
      case 'jump':
        jump(command.direction);
        break;
      default:
        assertNever(command);
    }
  };

  const send = (command: TransportCommand): void => {
    if (closing.signal.aborted) return;
    if (waiting !== undefined) waiting.push(command);
    else apply(command);
  };

  const faceState = (): ClockFace['state'] => {
    if (seeking) return 'seeking';
    if (at >= info.endAt) return 'ended';
    return wantsRunning ? 'running' : 'paused';
  };

  const follow = (follower: Follower): Following => {
    followers.set(follower, undefined);
    return {
      delivered: position => {
        if (!followers.has(follower)) return;
        followers.set(follower, position);
        settleSeek();
      },
      leave: () => {
        followers.delete(follower);
        settleSeek();
      },
    };
  };

  const close = (): void => {
    closing.abort();
    ticking.abort();
  };

  reanchor();
  return {
    send,
    face: () => ({now: at, mode: 'replay', state: faceState(), speed: pace, jumps, ...(edge && {edge})}),
    position: () => ({epoch, at}),
    heldAt: () => (heldAt === at ? heldAt : undefined),
    follow,
    close,
  };
};
