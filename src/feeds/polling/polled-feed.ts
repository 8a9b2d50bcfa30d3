import type {FeedEvent, FeedStatus} from '../../core/events.ts';
import {type Fault, faultLine} from '../../core/fault.ts';
import {between, type Instant, minutes, plus, SECOND, type Span, seconds, span} from '../../core/instant.ts';
import type {Clock, Feed} from '../../engine/ports.ts';
import {createBatchQueue} from '../batch-queue.ts';
import {type Loss, type PassingLoss, SHORTEST_THROTTLE} from '../retry-policy.ts';

/** What a round of questions brought, also when it was cut short. */
export type Asked = {readonly events: readonly FeedEvent[]; readonly loss?: Loss | undefined};

/** Something that says nothing by itself and has to be asked. */
export type PolledSource = {
  /** Names it in statuses: `rss/prnewswire`. */
  readonly feed: string;
  /** What is new since it was asked last, and tapped by then; what a long round brings on its way is told at once. */
  readonly ask: (signal: AbortSignal, tell: (events: readonly FeedEvent[]) => void) => Promise<Asked>;
};

export type PolledFeedOptions = {
  readonly sources: readonly PolledSource[];
  readonly clock: Clock;
  /** In [0, 1): spreads questions, so that many programs do not ask in step. */
  readonly chance: () => number;
};

/** Between two questions, on average; each pause is up to a third longer or shorter. */
const ASK_EVERY = seconds(45);
const LONGEST_PAUSE = minutes(10);
/** Headlines whose lag makes what is usual of a source. */
const LAGS_KEPT = 20;

const spread = (pause: Span, chance: number): Span => span(Math.round((pause * (2 + 2 * chance)) / 3));

/** A server in trouble is asked ever less often, and never sooner than it says. */
const pauseAfter = (loss: PassingLoss, failures: number, chance: number): Span => {
  const patience = Math.min(LONGEST_PAUSE, ASK_EVERY * 2 ** (failures - 1));
  if (loss.kind === 'transient') return spread(span(patience), chance);
  const told = loss.kind === 'throttled' ? Math.max(loss.pause, SHORTEST_THROTTLE) : LONGEST_PAUSE;
  return span(told + (spread(ASK_EVERY, chance) - spread(ASK_EVERY, 0)));
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** `headlines come 42 s after they are published`. */
const lagWords = (lags: readonly Span[]): string => {
  const usual = Math.round(median(lags) / SECOND);
  return `headlines come ${usual < 120 ? `${usual} s` : `${Math.round(usual / 60)} min`} after they are published`;
};

/**
 * Sources that are asked again and again, as one feed. One that cannot be had any more leaves the others running; when none
 * is left the feed throws what the last one said.
 */
export const createPolledFeed = ({sources, clock, chance}: PolledFeedOptions): Feed =>
  async function* (signal) {
    const stopper = new AbortController();
    const stop = AbortSignal.any([signal, stopper.signal]);
    const queue = createBatchQueue({onHold: () => {}});
    let running = sources.length;

    const run = async ({feed, ask}: PolledSource): Promise<Fault> => {
      const say = (word: Pick<FeedStatus, 'state' | 'message'> & Partial<FeedStatus>): void => {
        const at = clock.now();
        queue.push([{kind: 'status', topic: 'state', feed, at, receivedAt: at, ...word}]);
      };
      const listensFrom: Instant = clock.now();
      let lags: readonly Span[] = [];
      let failures = 0;
      let words = '';
      const hear = (events: readonly FeedEvent[]): void => {
        if (events.length > 0) queue.push(events);
        const fresh = events.filter(event => event.kind === 'headline' && event.at > listensFrom);
        lags = [...lags, ...fresh.map(({at, receivedAt}) => between(at, receivedAt))].slice(-LAGS_KEPT);
      };
      say({state: 'connecting', message: 'connecting'});
      for (;;) {
        const {events, loss} = await ask(stop, hear);
        hear(events);
        if (loss?.kind === 'terminal') {
          const {fault} = loss;
          say({state: 'stopped', message: faultLine(fault), code: fault.code, terminal: true});
          return fault;
        }
        failures = loss === undefined ? 0 : failures + 1;
        const pause = loss === undefined ? spread(ASK_EVERY, chance()) : pauseAfter(loss, failures, chance());
        const nextAt = plus(clock.now(), pause);
        if (loss !== undefined) {
          words = '';
          say({state: 'retrying', message: loss.why, code: 'feed/unreachable', retryAt: nextAt});
        } else {
          const before = words;
          words = lags.length === 0 ? 'live' : lagWords(lags);
          if (words !== before) say({state: 'live', message: words});
        }
        await clock.until(nextAt, stop);
      }
    };

    const runs = sources.map(async source => {
      try {
        const fault = await run(source);
        running -= 1;
        if (running === 0) queue.end(fault);
      } catch (error) {
        if (!stop.aborted) queue.end(error);
      }
    });
    try {
      yield* queue.read(signal);
    } finally {
      stopper.abort(new Error('stopped'));
      await Promise.all(runs);
    }
  };
