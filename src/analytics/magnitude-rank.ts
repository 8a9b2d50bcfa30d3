import {type Refusal, refusal} from './refusal.ts';

/** The place of |CAR|, 1 the largest, among itself and the windows it is held against. */
export type MagnitudeRank = {readonly status: 'ok'; readonly rank: number; readonly of: number} | Refusal;

/** Ranks |CAR| among those of the same slots on earlier sessions; of equals the one asked about comes first. */
export const magnitudeRank = (car: number, others: ArrayLike<number>): MagnitudeRank => {
  let [rank, of] = [1, 1];
  for (let index = 0; index < others.length; index++) {
    const other = Math.abs(others[index] ?? Number.NaN);
    if (!Number.isFinite(other)) continue;
    of++;
    if (other > Math.abs(car)) rank++;
  }
  return of === 1 ? refusal('too few sessions', 0, 1) : {status: 'ok', rank, of};
};
