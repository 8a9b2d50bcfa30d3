import {relativeVolume, volumeZ} from '../../analytics/volume-score.ts';
import {phaseAt, type Session} from '../../core/calendar.ts';
import type {Instant} from '../../core/instant.ts';
import type {BarSeries} from '../bar-series.ts';
import {rangeVolume} from '../series-reads.ts';
import type {EarlierSessions} from '../snapshot.ts';
import type {VolumeReading} from './reaction.ts';
import {refused} from './usual.ts';

/** The shares of each earlier session in the same minutes, slots by the part that lies inside. */
const earlierShares = (
  {slot, slots, dates, volumes}: EarlierSessions,
  session: Session,
  from: Instant,
  to: Instant,
): Float64Array => {
  const first = (from - session.preAt) / slot;
  const last = Math.min(slots, (to - session.preAt) / slot);
  return Float64Array.from(dates, (_, row) => {
    let shares = 0;
    for (let index = Math.floor(first); index < last; index++)
      shares += (volumes[row * slots + index] ?? 0) * (Math.min(index + 1, last) - Math.max(index, first));
    return shares;
  });
};

/** Shares in [from, to) against the same minutes of earlier sessions; out of the regular session the sd says nothing. */
export const volumeReading = (
  series: BarSeries | undefined,
  earlier: EarlierSessions | undefined,
  session: Session,
  from: Instant,
  to: Instant,
): VolumeReading => {
  const shares = series === undefined ? 0 : rangeVolume(series, {from, to});
  const others = earlier === undefined ? [] : earlierShares(earlier, session, from, to);
  const regular = phaseAt(session, from) === 'regular';
  return {
    shares,
    multiple: relativeVolume(shares, others),
    z: regular ? volumeZ(shares, others) : refused('outside of the regular session'),
  };
};
