import type {FeedStatus} from '../core/events.ts';
import {faultLine, isFault} from '../core/fault.ts';
import {type Instant, plus, SECOND, type Span, span} from '../core/instant.ts';
import {applyEvent} from '../market/apply-event.ts';
import {collectChange, hasChanged} from '../market/collect-change.ts';
import {createMarket, learnHistory} from '../market/market.ts';
import type {Change, ClockFace, DayFile, LearnedHistory, RecordingFace} from '../market/snapshot.ts';
import type {Clock, Feed} from './ports.ts';

/** The screen gets at most thirty changes a second. */
export const FRAME: Span = span(33_333);

export type SessionOptions = {
  readonly feed: Feed;
  readonly file: DayFile;
  /** What earlier sessions tell, when it comes: asking for it must not keep the day waiting. */
  readonly history?: (signal: AbortSignal) => Promise<LearnedHistory>;
  /** The clock that the screen shows: the wall's, or the replay's. */
  readonly face: () => ClockFace;
  /** What paces the publishing. */
  readonly wall: Clock;
  readonly publish: (change: Change) => void;
  /** False while whoever takes the changes has not taken the last one: what changes meanwhile goes into the next. */
  readonly ready?: () => boolean;
  /** How the recording does, where there is one. */
  readonly recording?: (() => RecordingFace) | undefined;
};

export type Session = {
  /** Settles when the feed has ended and all of it is published; rejects with what the feed threw. */
  readonly settled: Promise<void>;
  /** Publishes what is new at once, if whoever takes it is ready. */
  readonly flush: () => void;
  readonly stop: () => Promise<void>;
};

/** Whether a person would see a difference between two faces: the clock shows whole seconds. */
const looksAlike = (a: ClockFace | undefined, b: ClockFace): boolean =>
  a !== undefined &&
  a.state === b.state &&
  a.speed === b.speed &&
  a.edge?.count === b.edge?.count &&
  Math.floor(a.now / SECOND) === Math.floor(b.now / SECOND);

/** Earlier sessions that could not be had, as trouble in the stream: the day goes on without what they would tell. */
const historyStatus = (error: unknown, at: Instant): FeedStatus => ({
  kind: 'status',
  topic: 'state',
  feed: 'history',
  state: 'stopped',
  message: `no earlier sessions: ${isFault(error) ? faultLine(error) : String(error)}`,
  at,
  receivedAt: at,
});

/**
 * The one loop: folds a feed into a Market as fast as it arrives, and publishes what changed a frame at a time. It
 * does not know whether the feed is live or a replay. While a seek is under way only the clock is published, so that
 * nobody sees the day being built up again.
 */
export const startSession = (options: SessionOptions): Session => {
  const {feed, file, history, face, wall, publish, recording, ready = () => true} = options;
  const market = createMarket({file});
  const stopper = new AbortController();
  let revision = 0;
  let shown: ClockFace | undefined;

  const flush = (): void => {
    const next = face();
    if (!ready() || (!hasChanged(market) && looksAlike(shown, next))) return;
    revision += 1;
    if (next.state === 'seeking' && shown !== undefined) {
      if (looksAlike(shown, next)) return;
      publish({revision, clock: next, file: undefined, figures: [], chunks: [], wire: [], feeds: undefined});
    } else {
      publish({...collectChange(market, next), revision, ...(recording && {recording: recording()})});
    }
    shown = next;
  };

  const fold = async (): Promise<void> => {
    for await (const batch of feed(stopper.signal)) {
      for (const event of batch) applyEvent(market, event);
    }
  };

  const learn = async (): Promise<void> => {
    try {
      const learned = await history?.(stopper.signal);
      if (learned !== undefined) learnHistory(market, learned);
    } catch (error) {
      if (!stopper.signal.aborted) applyEvent(market, historyStatus(error, face().now));
    }
  };

  const frames = async (): Promise<void> => {
    while (!stopper.signal.aborted) {
      flush();
      await wall.until(plus(wall.now(), FRAME), stopper.signal);
    }
  };

  const showing = frames().catch(error => {
    if (!stopper.signal.aborted) throw error;
  });
  const learning = learn();
  const settled = fold()
    .catch(error => {
      if (!stopper.signal.aborted) throw error;
    })
    .finally(flush);

  return {
    settled,
    flush,
    stop: async () => {
      stopper.abort(new Error('stopped'));
      await Promise.allSettled([settled, showing, learning]);
    },
  };
};
