import {between, type Instant, SECOND, type Span, seconds, span} from '../core/instant.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {DrawnLag} from '../view/health-view.ts';

const KEPT = 256;
/** What was drawn later than this was not waited for: the machine slept, or its clock was set. */
const LONGEST = seconds(60);

/** Measures how long snapshots of a live market take from the engine to the screen. */
export type DrawnLagMeter = {
  /** A snapshot was drawn just now. */
  readonly note: (snapshot: Snapshot, now: Instant) => void;
  /** Of the last few hundred; the same object for a whole second of `now`. */
  readonly read: (now: Instant) => DrawnLag | undefined;
};

/** A snapshot counts once, when it is first drawn; a replay's clock says nothing of when it was published. */
export const createDrawnLagMeter = (): DrawnLagMeter => {
  const lags = new Float64Array(KEPT);
  let taken = 0;
  let revision = -1;
  let second = Number.NaN;
  let shown: DrawnLag | undefined;

  const summary = (): DrawnLag | undefined => {
    const sorted = lags.slice(0, Math.min(taken, KEPT)).sort();
    const at = (share: number): Span =>
      span(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
    return sorted.length === 0 ? undefined : {median: at(0.5), p95: at(0.95)};
  };

  return {
    note: ({revision: drawn, clock}, now) => {
      if (clock.mode !== 'live' || drawn === revision) return;
      revision = drawn;
      const lag = between(clock.now, now);
      if (lag < 0 || lag > LONGEST) return;
      lags[taken % KEPT] = lag;
      taken += 1;
    },
    read: now => {
      const current = Math.floor(now / SECOND);
      if (current !== second) {
        second = current;
        shown = summary();
      }
      return shown;
    },
  };
};
