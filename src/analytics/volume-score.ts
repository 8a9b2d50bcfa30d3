import {type Refusal, refusal} from './refusal.ts';

/** A volume held against the same slot of earlier sessions. */
export type VolumeScore = {readonly status: 'ok'; readonly value: number} | Refusal;

/** Fewer sessions give no sd worth dividing by. */
const LEAST_SESSIONS = 5;

/** Volume over the mean of the same slot of earlier sessions; a NaN among them is a session that is missing. */
export const relativeVolume = (volume: number, earlier: ArrayLike<number>): VolumeScore => {
  if (!Number.isFinite(volume)) return refusal('nothing measured', 0, 1);
  let [count, sum] = [0, 0];
  for (let index = 0; index < earlier.length; index++) {
    const one = earlier[index] ?? Number.NaN;
    if (!Number.isFinite(one)) continue;
    count++;
    sum += one;
  }
  if (count === 0) return refusal('too few sessions', 0, 1);
  return sum > 0 ? {status: 'ok', value: (volume * count) / sum} : refusal('no variation', count, 1);
};

/**
 * z of ln volume against the same slot of at least five earlier sessions, sd with n − 1 (Ajinkya and Jain 1989 for the
 * log). Slots without a share have no log and do not count.
 */
export const volumeZ = (volume: number, earlier: ArrayLike<number>): VolumeScore => {
  if (!(volume > 0 && Number.isFinite(volume))) return refusal('nothing measured', 0, 1);
  let [count, mean, squares] = [0, 0, 0];
  for (let index = 0; index < earlier.length; index++) {
    const one = earlier[index] ?? Number.NaN;
    if (!(one > 0 && Number.isFinite(one))) continue;
    // Welford 1962.
    const step = Math.log(one) - mean;
    count++;
    mean += step / count;
    squares += step * (Math.log(one) - mean);
  }
  if (count < LEAST_SESSIONS) return refusal('too few sessions', count, LEAST_SESSIONS);
  const sd = Math.sqrt(squares / (count - 1));
  return sd > 0
    ? {status: 'ok', value: (Math.log(volume) - mean) / sd}
    : refusal('no variation', count, LEAST_SESSIONS);
};
