import {SECOND} from '../../src/core/instant.ts';
import {CONNECT_WINDOW, CONNECTION_LIMIT_PAUSE, type Loss, MOST_CONNECTS} from '../../src/feeds/retry-policy.ts';

/** More connects in a minute than this are a storm even where any ten seconds are within the limit. */
const MOST_A_MINUTE = 30;
/** Steps that the busiest world takes are a tenth of this. */
const MOST_STEPS = 60_000;

/** Watches a client as a server and a person would, and keeps the first law that it breaks. */
export type Judge = {
  readonly broken: () => string | undefined;
  readonly blame: (law: string) => void;
  readonly onStep: () => void;
  readonly onOpen: (now: number) => void;
  readonly onLoss: (now: number, kind: Loss['kind'], pause: number, useful: boolean) => void;
  /** A person, a clock or a new process: what held the client back holds no longer. */
  readonly release: () => void;
  readonly onAsk: (now: number) => void;
  readonly onAskRefused: (now: number, loss: Loss) => void;
};

export const createJudge = (): Judge => {
  let broken: string | undefined;
  let steps = 0;
  let notBefore = 0;
  let why = '';
  let dueBy = Number.POSITIVE_INFINITY;
  let askNotBefore = 0;
  const connects: number[] = [];
  const asks: number[] = [];

  const blame = (law: string): void => {
    broken ??= law;
  };
  const within = (times: readonly number[], now: number, window: number): number => {
    let count = 0;
    for (let index = times.length - 1; index >= 0 && (times[index] ?? 0) > now - window; index--) count += 1;
    return count;
  };

  return {
    broken: () => broken,
    blame,
    onStep: () => {
      steps += 1;
      if (steps > MOST_STEPS) blame('it runs in circles');
    },
    onOpen: now => {
      connects.push(now);
      if (within(connects, now, CONNECT_WINDOW) > MOST_CONNECTS) blame('more than twelve connects in ten seconds');
      if (within(connects, now, 60 * SECOND) > MOST_A_MINUTE) blame('a storm: connects do not become rarer');
      if (now < notBefore) blame(why);
      if (now > dueBy && within(connects, now, 12 * SECOND) < MOST_CONNECTS)
        blame('slow to come back from a good connection');
      dueBy = Number.POSITIVE_INFINITY;
    },
    onLoss: (now, kind, pause, useful) => {
      if (kind === 'terminal') {
        notBefore = Number.POSITIVE_INFINITY;
        why = 'connects though only a person can help';
      } else if (kind === 'connection-limit') {
        notBefore = now + CONNECTION_LIMIT_PAUSE - SECOND;
        why = 'knocks on a full house';
      } else if (kind === 'throttled') {
        notBefore = now + Math.max(pause, 5 * SECOND) - 1;
        why = 'does not wait as long as it was told';
      } else if (useful) dueBy = now + SECOND;
    },
    release: () => {
      notBefore = 0;
      askNotBefore = 0;
      dueBy = Number.POSITIVE_INFINITY;
    },
    onAsk: now => {
      asks.push(now);
      if (within(asks, now, CONNECT_WINDOW) > 2 * MOST_CONNECTS) blame('a storm of questions');
      if (now < askNotBefore) blame('asks again sooner than it was told');
    },
    onAskRefused: (now, loss) => {
      askNotBefore = loss.kind === 'throttled' ? now + loss.pause - 1 : 0;
    },
  };
};
