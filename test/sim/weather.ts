import {SECOND} from '../../src/core/instant.ts';
import type {Random} from '../../src/feeds/synthetic/seeded-random.ts';

/** What goes wrong, for how long (microseconds; 0 where it is a moment). */
export type TroubleKind =
  | 'drop'
  | 'half-open'
  | 'outage'
  | 'flapping'
  | 'mute'
  | 'keys'
  | 'plan'
  | 'rate'
  | 'taken'
  | 'stuck'
  | 'rest'
  | 'sleep'
  | 'clock'
  | 'crash'
  | 'crash-in-fill'
  | 'hold'
  | 'slow';

export type Trouble = {readonly kind: TroubleKind; readonly at: number; readonly lasts: number};

/** A seed's world: what it is like, and what goes wrong in it. Times in microseconds. */
export type Weather = {
  readonly stream: 'stock' | 'news';
  /** Whose way of speaking. */
  readonly provider: 'alpaca' | 'massive';
  /** Where the world begins, from the opening of the regular session. */
  readonly fromOpening: number;
  readonly troubles: readonly Trouble[];
  /** From here on nothing goes wrong any more. */
  readonly calmFrom: number;
  readonly endsAt: number;
  /** How far the client's clock is off at the end; how far more it is before it is set. */
  readonly skew: number;
  readonly wrongBy: number;
  readonly latency: number;
  /** How much later than the stream the questions' server knows. */
  readonly restLag: number;
  /** False: it answers no question of this account. */
  readonly restAllowed: boolean;
  /** The share of events that come twice. */
  readonly doubles: number;
};

const BRIEF: ReadonlySet<TroubleKind> = new Set(['drop', 'half-open', 'mute', 'crash', 'crash-in-fill']);

const KINDS: readonly TroubleKind[] = [
  'drop',
  'drop',
  'half-open',
  'outage',
  'flapping',
  'mute',
  'keys',
  'plan',
  'rate',
  'taken',
  'stuck',
  'rest',
  'sleep',
  'clock',
  'crash',
  'crash-in-fill',
  'hold',
  'slow',
];

/** The longest that a server's memory of a dead connection, its cool-down and a backoff take together, twice over. */
const CALM = 330 * SECOND;
/** As long as a stream may be silent of which little was heard before. */
const QUIET = 310 * SECOND;

export const drawWeather = (random: Random): Weather => {
  const between = (from: number, to: number): number => Math.floor(from + random() * (to - from));
  const stream = random() < 0.75 ? 'stock' : 'news';
  const trouble = between(60 * SECOND, 200 * SECOND);
  const count = random() < 0.08 ? 0 : between(1, 6);
  const troubles: Trouble[] = [];
  for (let index = 0; index < count; index++) {
    const kind = KINDS[between(0, KINDS.length)] ?? 'drop';
    troubles.push({kind, at: between(0, trouble), lasts: BRIEF.has(kind) ? 0 : between(3 * SECOND, 45 * SECOND)});
  }
  troubles.sort((a, b) => a.at - b.at);
  const calmFrom = Math.max(trouble, ...troubles.map(({at, lasts}) => at + lasts));
  const restAllowed = random() >= 0.06;
  const far = between(8 * SECOND, 3_600 * SECOND) * (random() < 0.5 ? 1 : -1);
  const phase = random();
  return {
    stream,
    // In trading hours, before them, or across the opening.
    fromOpening: (phase < 0.7 ? 1_800 : phase < 0.85 ? -3_600 : -100) * SECOND,
    troubles,
    calmFrom,
    endsAt: calmFrom + (count === 0 ? 60 * SECOND : CALM) + (troubles.some(({kind}) => kind === 'mute') ? QUIET : 0),
    skew: between(-1.5 * SECOND, 1.5 * SECOND),
    wrongBy: restAllowed && troubles.some(({kind}) => kind === 'clock') ? far : 0,
    latency: between(0.01 * SECOND, 0.3 * SECOND),
    restLag: between(0, 1 * SECOND),
    restAllowed,
    doubles: random() < 0.5 ? 0 : 0.05,
    // One of them streams no news.
    provider: random() < 0.5 && stream === 'stock' ? 'massive' : 'alpaca',
  };
};
