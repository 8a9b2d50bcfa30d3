import {normalTwoSided} from './normal.ts';
import {type Refusal, refusal} from './refusal.ts';
import {studentTwoSided} from './student.ts';

/** One event, left out of every test when it has no CAR or no se: its CAR, the sd of it that `cumulativeAbnormal` gives, and the estimation returns (T) behind that. */
export type EventScore = {readonly car: number; readonly se: number; readonly count: number};

/** A test over many events of one kind (never over names at one event): its statistic, two-sided p, and events. */
export type TestResult =
  | {readonly status: 'ok'; readonly statistic: number; readonly p: number; readonly count: number}
  | Refusal;

const LEAST_EVENTS = 2;

const isMeasured = ({car, se}: EventScore): boolean => Number.isFinite(car / se);

const normalResult = (statistic: number, count: number): TestResult => ({
  status: 'ok',
  statistic,
  p: normalTwoSided(statistic),
  count,
});

/**
 * Patell 1976: Z = Σ(CAR/se) / √Σ((T−2)/(T−4)), standard normal when the variance does not change at the event. Events
 * with T ≤ 4 have no variance and do not count.
 */
export const patell = (events: readonly EventScore[]): TestResult => {
  let [count, sum, variance] = [0, 0, 0];
  for (const event of events) {
    if (event.count <= 4 || !isMeasured(event)) continue;
    count++;
    sum += event.car / event.se;
    variance += (event.count - 2) / (event.count - 4);
  }
  return count < LEAST_EVENTS
    ? refusal('nothing measured', count, LEAST_EVENTS)
    : normalResult(sum / Math.sqrt(variance), count);
};

/**
 * Boehmer, Musumeci and Poulsen 1991: the mean of CAR/se over its own cross-sectional error, sd with N − 1; holds when
 * the event itself raises the variance. p by Student's t with N − 1 degrees.
 */
export const bmp = (events: readonly EventScore[]): TestResult => {
  const measured = events.filter(isMeasured);
  const count = measured.length;
  if (count < LEAST_EVENTS) return refusal('nothing measured', count, LEAST_EVENTS);
  let mean = 0;
  for (const {car, se} of measured) mean += car / se / count;
  let squares = 0;
  for (const {car, se} of measured) squares += (car / se - mean) ** 2;
  if (squares === 0) return refusal('no variation', count, LEAST_EVENTS);
  const statistic = mean / Math.sqrt(squares / (count - 1) / count);
  return {status: 'ok', statistic, p: studentTwoSided(statistic, count - 1), count};
};

/** The sign test (MacKinlay 1997, eq. 35): (N⁺/N − ½)·√N/½, standard normal. A CAR of 0 is not positive. */
export const signTest = (cars: ArrayLike<number>): TestResult => {
  let [count, positive] = [0, 0];
  for (let index = 0; index < cars.length; index++) {
    const car = cars[index] ?? Number.NaN;
    if (!Number.isFinite(car)) continue;
    count++;
    if (car > 0) positive++;
  }
  if (count < LEAST_EVENTS) return refusal('nothing measured', count, LEAST_EVENTS);
  return normalResult(((positive / count - 0.5) * Math.sqrt(count)) / 0.5, count);
};

/** Ranks from 1, equals sharing the mean of theirs. */
const ranksOf = (values: ArrayLike<number>): Float64Array => {
  const order = Array.from(values, (_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    const value = values[order[first] ?? 0];
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === value) end++;
    for (let place = first; place < end; place++) ranks[order[place] ?? 0] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
};

/**
 * Corrado 1989 (MacKinlay 1997, eqs. 36 and 37): each event's abnormal returns of estimation and event together, of one
 * length for all, are ranked; the mean rank's excess at place `at` over its sd along the whole length, standard normal.
 */
export const rankTest = (events: readonly ArrayLike<number>[], at: number): TestResult => {
  const count = events.length;
  const length = events[0]?.length ?? 0;
  if (
    count < LEAST_EVENTS ||
    events.some(event => event.length !== length || Array.from(event).some(one => !Number.isFinite(one)))
  )
    return refusal('nothing measured', count, LEAST_EVENTS);
  const excess = new Float64Array(length);
  for (const event of events)
    for (const [place, rank] of ranksOf(event).entries())
      excess[place] = (excess[place] ?? 0) + (rank - (length + 1) / 2) / count;
  let squares = 0;
  for (const one of excess) squares += one * one;
  if (squares === 0) return refusal('no variation', count, LEAST_EVENTS);
  return normalResult((excess[at] ?? 0) / Math.sqrt(squares / length), count);
};
