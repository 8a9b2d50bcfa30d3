import type {ClockEdge} from '../market/snapshot.ts';
import {formatClock} from './format.ts';

/** What a replay's clock was asked in vain: `20:30:00 lies outside the day: at its end, 20:00:00`. */
export const edgeWords = (edge: ClockEdge): string => {
  if (edge.kind === 'headline') return edge.direction === 1 ? 'no later headline' : 'no earlier headline';
  const {asked, at} = edge;
  return `${formatClock(asked)} lies outside the day: at its ${asked < at ? 'start' : 'end'}, ${formatClock(at)}`;
};
