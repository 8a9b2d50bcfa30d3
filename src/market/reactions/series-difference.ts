import {type Instant, instant} from '../../core/instant.ts';
import {changedSince} from '../bar-chunks.ts';
import type {BarChunk, BarSeries} from '../bar-series.ts';

/** Nothing changed. */
export const NEVER: Instant = instant(Number.POSITIVE_INFINITY);

/** When the first bar opens in which two editions of a chunk differ. */
const chunkDifference = (a: BarChunk | undefined, b: BarChunk | undefined): number => {
  if (a === b) return NEVER;
  const longer = (a?.openAt.length ?? 0) > (b?.openAt.length ?? 0) ? a : b;
  if (a === undefined || b === undefined || longer === undefined) return longer?.openAt[0] ?? NEVER;
  const both = Math.min(a.openAt.length, b.openAt.length);
  const [opens, closes, volumes] = [a.openAt, a.close, a.volume];
  const [otherOpens, otherCloses, otherVolumes] = [b.openAt, b.close, b.volume];
  for (let index = 0; index < both; index++) {
    const close = closes[index] ?? 0;
    const other = otherCloses[index] ?? 0;
    if (
      opens[index] === otherOpens[index] &&
      volumes[index] === otherVolumes[index] &&
      // Two bars without a price are alike.
      (close === other || (Number.isNaN(close) && Number.isNaN(other)))
    )
      continue;
    return Math.min(opens[index] ?? 0, otherOpens[index] ?? 0);
  }
  return longer.openAt[both] ?? NEVER;
};

/**
 * No bar that opens before this differs between two series; NEVER when none before `until` does. Of a series and the one it
 * was made of, what was published says it; any other two are compared by prices and volumes, where chunks that are the same
 * object cost nothing.
 */
export const firstDifference = (
  before: BarSeries | undefined,
  after: BarSeries | undefined,
  until: Instant,
): Instant => {
  if (before === after) return NEVER;
  const told = before && after && changedSince(before, after);
  if (told !== undefined) return told < until ? told : NEVER;
  const chunks = Math.max(before?.chunks.length ?? 0, after?.chunks.length ?? 0);
  for (let index = 0; index < chunks; index++) {
    const at = chunkDifference(before?.chunks[index], after?.chunks[index]);
    if (at < NEVER) return at < until ? instant(at) : NEVER;
  }
  return NEVER;
};
